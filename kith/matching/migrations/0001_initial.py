import django.db.models.deletion
import uuid
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_initial'),
        ('referral', '0001_initial'),
        ('schemes', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='CardShown',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveSmallIntegerField()),
                ('miles', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('reasons', models.JSONField(default=list)),
                ('cautions', models.JSONField(default=list)),
                ('on_cards', models.BooleanField(default=True, help_text='among the few the child is shown')),
                ('answer', models.CharField(blank=True, choices=[('', 'Not answered'), ('ranked', 'Chosen'), ('set aside', 'Set aside')], default='', max_length=10)),
                ('rank', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.volunteer')),
            ],
            options={
                'ordering': ['place'],
            },
        ),
        migrations.CreateModel(
            name='Match',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('status', models.CharField(choices=[('active', 'Active'), ('paused', 'Paused'), ('ending', 'Winding down'), ('ended', 'Ended')], db_index=True, default='active', editable=False, max_length=40)),
                ('begun_on', models.DateField()),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('in_group', models.BooleanField(default=False)),
                ('goals_on', models.BooleanField(default=False)),
                ('childs_word', models.CharField(blank=True, max_length=40, verbose_name="the child's word for them")),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.child')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('referral', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='referral.referral')),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.scheme')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.volunteer')),
            ],
            options={
                'verbose_name_plural': 'matches',
            },
        ),
        migrations.CreateModel(
            name='MatchChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(max_length=40)),
                ('from_status', models.CharField(max_length=40)),
                ('to_status', models.CharField(max_length=40)),
                ('on', models.DateField()),
                ('reason', models.CharField(blank=True, max_length=40)),
                ('words', models.TextField(blank=True)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('of', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='matching.match')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('status', models.CharField(choices=[('suggested', 'Suggested'), ('chosen', 'The child said yes'), ('answered', 'The volunteer said yes'), ('approved', 'Approved by two people'), ('meeting', 'First meeting planned'), ('agreed', 'Everybody said yes again'), ('matched', 'Became a match'), ('closed', 'Closed')], db_index=True, default='suggested', editable=False, max_length=40)),
                ('sketch', models.TextField(blank=True, help_text='what the volunteer is told, without identity', max_length=600)),
                ('asked_on', models.DateField(blank=True, help_text='when the volunteer was asked', null=True)),
                ('first_meeting_at', models.DateTimeField(blank=True, null=True)),
                ('first_meeting_place', models.CharField(blank=True, max_length=120)),
                ('carer_heard', models.CharField(blank=True, max_length=300)),
                ('worker_heard', models.CharField(blank=True, max_length=300)),
                ('closed_by', models.CharField(blank=True, choices=[('child', 'The child'), ('volunteer', 'The volunteer'), ('coordinator', 'The scheme'), ('carer', 'The carer'), ('worker', 'The worker')], max_length=12)),
                ('close_reason', models.CharField(blank=True, choices=[('said no', 'They said no'), ('changed mind', 'They changed their mind'), ('set aside', 'Set aside on a later list'), ('not now', 'Not now'), ('after meeting', 'No after the first meeting'), ('cannot', 'The volunteer may not or cannot at present'), ('matched', 'The child has somebody now'), ('circumstances', 'Things have changed for the child')], max_length=20)),
                ('card', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matching.cardshown')),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.child')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('referral', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='referral.referral')),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.scheme')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.volunteer')),
            ],
        ),
        migrations.AddField(
            model_name='match',
            name='proposal',
            field=models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matching.proposal'),
        ),
        migrations.CreateModel(
            name='FirstMeetingAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('who', models.CharField(choices=[('child', 'The child'), ('volunteer', 'The volunteer'), ('carer', 'The carer'), ('worker', 'The worker')], max_length=10)),
                ('yes', models.BooleanField()),
                ('words', models.CharField(blank=True, max_length=300)),
                ('on', models.DateField()),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='matching.proposal')),
            ],
        ),
        migrations.CreateModel(
            name='ProposalApproval',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('on', models.DateField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('proposal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='approvals', to='matching.proposal')),
            ],
        ),
        migrations.CreateModel(
            name='ProposalChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(max_length=40)),
                ('from_status', models.CharField(max_length=40)),
                ('to_status', models.CharField(max_length=40)),
                ('on', models.DateField()),
                ('reason', models.CharField(blank=True, max_length=40)),
                ('words', models.TextField(blank=True)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('of', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='matching.proposal')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Shortlist',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('on', models.DateField()),
                ('rules_version', models.CharField(max_length=20)),
                ('inputs_hash', models.CharField(max_length=64)),
                ('considered', models.PositiveIntegerField(default=0, help_text='how many volunteers were looked at')),
                ('ruled_out', models.JSONField(default=list, help_text='rule, wording, how many')),
                ('openings', models.JSONField(default=list)),
                ('worth_knowing', models.JSONField(default=list)),
                ('shown_on', models.DateField(blank=True, null=True)),
                ('answered_on', models.DateField(blank=True, null=True)),
                ('asked_for_others', models.BooleanField(default=False)),
                ('not_now', models.BooleanField(default=False)),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.child')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('referral', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='referral.referral')),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.scheme')),
            ],
            options={
                'ordering': ['-on', '-id'],
            },
        ),
        migrations.AddField(
            model_name='cardshown',
            name='shortlist',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cards', to='matching.shortlist'),
        ),
        migrations.CreateModel(
            name='WishList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('version', models.PositiveSmallIntegerField()),
                ('on', models.DateField()),
                ('learnt', models.CharField(choices=[('talk', 'In a conversation with the child'), ('activity', 'Doing something together'), ('symbols', 'With pictures or symbols'), ('written', 'The child wrote it'), ('somebody else', 'Through somebody the child trusts')], max_length=20)),
                ('words', models.TextField(blank=True, max_length=1500)),
                ('to_do', models.JSONField(default=list, help_text='what they would like to do: keys of the vocabulary')),
                ('free_days', models.JSONField(default=list)),
                ('travel_miles', models.PositiveSmallIntegerField(default=10)),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.child')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('referral', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='referral.referral')),
            ],
            options={
                'ordering': ['-version'],
            },
        ),
        migrations.CreateModel(
            name='Wish',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('must', 'Must'), ('like', 'Would like'), ('not', 'Not')], max_length=5)),
                ('attribute', models.CharField(max_length=30)),
                ('value', models.CharField(max_length=60)),
                ('wish_list', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wishes', to='matching.wishlist')),
            ],
            options={
                'verbose_name_plural': 'wishes',
            },
        ),
        migrations.AddField(
            model_name='shortlist',
            name='wish_list',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matching.wishlist'),
        ),
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('version', models.PositiveSmallIntegerField()),
                ('on', models.DateField()),
                ('every', models.PositiveSmallIntegerField()),
                ('unit', models.CharField(choices=[('week', 'weeks'), ('month', 'months')], max_length=5)),
                ('stages', models.JSONField(blank=True, default=list, help_text='how often before that: until which month of the match, every, unit')),
                ('weekday', models.PositiveSmallIntegerField(blank=True, help_text='0 is Monday; empty: it varies', null=True)),
                ('usual_time', models.TimeField(blank=True, null=True)),
                ('not_on_bank_holidays', models.BooleanField(default=False)),
                ('not_in_school_holidays', models.BooleanField(default=False)),
                ('where', models.CharField(max_length=200)),
                ('budget_per_month', models.DecimalField(decimal_places=2, default=Decimal('0'), max_digits=6)),
                ('contact', models.CharField(help_text='how they reach each other between meetings', max_length=300)),
                ('confidentiality', models.TextField(help_text='what stays between them, and what cannot', max_length=600)),
                ('how_it_will_end', models.TextField(max_length=600)),
                ('child_agreed_on', models.DateField()),
                ('volunteer_agreed_on', models.DateField()),
                ('carer_told_on', models.DateField(blank=True, null=True)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agreements', to='matching.match')),
            ],
            options={
                'ordering': ['-version'],
                'constraints': [models.UniqueConstraint(fields=('match', 'version'), name='an_agreement_has_one_of_each_version'), models.CheckConstraint(condition=models.Q(('every__gte', 1), ('every__lte', 12)), name='a_rhythm_is_every_1_to_12')],
            },
        ),
        migrations.AddIndex(
            model_name='proposal',
            index=models.Index(fields=['scheme', 'status'], name='matching_pr_scheme__4c15db_idx'),
        ),
        migrations.AddIndex(
            model_name='proposal',
            index=models.Index(fields=['volunteer', 'status'], name='matching_pr_volunte_3a066d_idx'),
        ),
        migrations.AddIndex(
            model_name='proposal',
            index=models.Index(fields=['child', 'status'], name='matching_pr_child_i_c61631_idx'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.UniqueConstraint(condition=models.Q(('status__in', ['suggested', 'chosen', 'answered', 'approved', 'meeting', 'agreed'])), fields=('child', 'volunteer', 'scheme'), name='a_pair_has_one_open_proposal'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'closed'), _negated=True), models.Q(('closed_by', ''), _negated=True), _connector='OR'), name='a_closed_proposal_knows_whose_no_it_was'),
        ),
        migrations.AddConstraint(
            model_name='proposal',
            constraint=models.CheckConstraint(condition=models.Q(('asked_on', None), models.Q(('sketch', ''), _negated=True), _connector='OR'), name='a_volunteer_is_asked_with_a_sketch'),
        ),
        migrations.AddIndex(
            model_name='match',
            index=models.Index(fields=['scheme', 'status'], name='matching_ma_scheme__c2dced_idx'),
        ),
        migrations.AddIndex(
            model_name='match',
            index=models.Index(fields=['volunteer', 'status'], name='matching_ma_volunte_ac0f6a_idx'),
        ),
        migrations.AddIndex(
            model_name='match',
            index=models.Index(fields=['begun_on'], name='matching_ma_begun_o_afde4a_idx'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.UniqueConstraint(condition=models.Q(('in_group', False), ('status__in', ['active', 'paused', 'ending'])), fields=('child', 'scheme'), name='a_child_has_one_live_match_in_a_scheme'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.CheckConstraint(condition=models.Q(('ended_on', None), ('ended_on__gte', models.F('begun_on')), _connector='OR'), name='match_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='match',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_on__isnull', False), ('status', 'ended')), models.Q(models.Q(('status', 'ended'), _negated=True), ('ended_on', None)), _connector='OR'), name='match_has_an_end_when_it_has_ended'),
        ),
        migrations.AddConstraint(
            model_name='firstmeetinganswer',
            constraint=models.UniqueConstraint(fields=('proposal', 'who'), name='each_answers_the_first_meeting_once'),
        ),
        migrations.AddConstraint(
            model_name='proposalapproval',
            constraint=models.UniqueConstraint(fields=('proposal', 'by'), name='two_approvals_come_from_two_people'),
        ),
        migrations.AddConstraint(
            model_name='cardshown',
            constraint=models.UniqueConstraint(fields=('shortlist', 'volunteer'), name='a_volunteer_is_on_a_shortlist_once'),
        ),
        migrations.AddConstraint(
            model_name='cardshown',
            constraint=models.UniqueConstraint(condition=models.Q(('rank__isnull', False)), fields=('shortlist', 'rank'), name='a_child_gives_each_rank_once'),
        ),
        migrations.AddConstraint(
            model_name='cardshown',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', 'ranked'), ('rank__isnull', False)), models.Q(models.Q(('answer', 'ranked'), _negated=True), ('rank', None)), _connector='OR'), name='a_rank_belongs_to_a_choice'),
        ),
        migrations.AddConstraint(
            model_name='wishlist',
            constraint=models.UniqueConstraint(fields=('child', 'version'), name='wishes_have_one_of_each_version'),
        ),
        migrations.AddConstraint(
            model_name='wish',
            constraint=models.UniqueConstraint(fields=('wish_list', 'attribute', 'value'), name='a_wish_is_said_once_in_a_list'),
        ),
        migrations.AddIndex(
            model_name='shortlist',
            index=models.Index(fields=['referral', '-id'], name='matching_sh_referra_694312_idx'),
        ),
        migrations.AddConstraint(
            model_name='shortlist',
            constraint=models.CheckConstraint(condition=models.Q(('answered_on', None), models.Q(('shown_on__isnull', False), ('shown_on__lte', models.F('answered_on'))), _connector='OR'), name='cards_are_shown_before_they_are_answered'),
        ),
    ]
