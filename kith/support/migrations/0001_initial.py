import django.db.models.deletion
import uuid
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('matching', '0001_initial'),
        ('people', '0001_initial'),
        ('schemes', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Cover',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('from_day', models.DateField()),
                ('until_day', models.DateField(help_text='the first day on which it is over')),
                ('why', models.CharField(choices=[('leave', 'Leave'), ('ill', 'Ill'), ('training', 'Training'), ('other', 'Another reason')], max_length=10)),
                ('ended_early_on', models.DateField(blank=True, null=True)),
                ('coordinator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('covered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-from_day', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Covered',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cover', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='children', to='support.cover')),
                ('involvement', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.involvement')),
            ],
        ),
        migrations.CreateModel(
            name='GroupSupervision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('on', models.DateField()),
                ('minutes', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('agenda', models.TextField(blank=True, max_length=1000)),
                ('talked_about', models.TextField(blank=True, help_text="the coordinators' own record", max_length=2000)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.scheme')),
            ],
            options={
                'ordering': ['-on', '-id'],
            },
        ),
        migrations.CreateModel(
            name='HandOver',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('on', models.DateField()),
                ('words', models.TextField(blank=True, help_text='what the next one should know', max_length=2000)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('from_coordinator', models.ForeignKey(blank=True, help_text='nobody, where the matches had been left without anybody', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('to_coordinator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-on', '-id'],
            },
        ),
        migrations.CreateModel(
            name='HandedOver',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.child')),
                ('involvement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.involvement')),
                ('hand_over', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='children', to='support.handover')),
            ],
        ),
        migrations.CreateModel(
            name='MatchReview',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('due_on', models.DateField()),
                ('begun_on', models.DateField()),
                ('held_on', models.DateField(blank=True, null=True)),
                ('agreed', models.TextField(blank=True, help_text='everybody who was heard can read it', max_length=2000)),
                ('next_on', models.DateField(blank=True, null=True)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matching.match')),
            ],
            options={
                'ordering': ['-begun_on', '-id'],
            },
        ),
        migrations.CreateModel(
            name='NetworkMap',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('version', models.PositiveSmallIntegerField()),
                ('begun_on', models.DateField()),
                ('drawn_on', models.DateField(blank=True, null=True)),
                ('when', models.CharField(choices=[('now', 'How it is now'), ('before a move', 'Before a move'), ('after a move', 'After a move')], default='now', max_length=15)),
                ('words', models.CharField(blank=True, help_text='what the child says about it', max_length=500)),
                ('shared', models.BooleanField(default=False, help_text='the child lets their worker see it')),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.child')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-version'],
            },
        ),
        migrations.CreateModel(
            name='PeerPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('version', models.PositiveSmallIntegerField()),
                ('on', models.DateField()),
                ('helps', models.TextField(help_text='what helps when it gets hard', max_length=600)),
                ('signs', models.TextField(blank=True, help_text='how one would notice it is too much', max_length=600)),
                ('turns_to', models.CharField(help_text='whom they turn to', max_length=200)),
                ('leaves_out', models.TextField(blank=True, help_text='what they would rather not talk about', max_length=600)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.scheme')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.volunteer')),
            ],
            options={
                'ordering': ['-version'],
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('share', models.DecimalField(decimal_places=2, default=Decimal('1'), max_digits=3)),
                ('from_day', models.DateField()),
                ('until_day', models.DateField(blank=True, null=True)),
                ('coordinator', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='ReadinessList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('begun_on', models.DateField()),
                ('shared', models.BooleanField(default=False, help_text='the coordinator and the worker may see it')),
                ('nudges', models.BooleanField(default=True, help_text='a line on My space once a month')),
                ('nudged_on', models.DateField(blank=True, help_text='when the last line was put away', null=True)),
                ('child', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.child')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ReadinessAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('item', models.CharField(max_length=30)),
                ('state', models.CharField(choices=[('can', 'I can do this'), ('nearly', 'Nearly'), ('not yet', 'Not yet'), ('not mine', 'Not for me')], max_length=10)),
                ('help_wanted', models.CharField(blank=True, max_length=200)),
                ('help_from', models.CharField(blank=True, choices=[('worker', 'My social worker or adviser'), ('volunteer', 'The person who visits me'), ('carer', 'Who I live with'), ('family', 'Family or a friend'), ('school', 'School, college or work'), ('not sure', 'I don’t know who')], max_length=10)),
                ('on', models.DateField()),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('list', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='support.readinesslist')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Supervision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('on', models.DateField()),
                ('how', models.CharField(choices=[('phone', 'By phone'), ('in person', 'In person'), ('online', 'Online'), ('group', 'In a group')], max_length=10)),
                ('minutes', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('wellbeing', models.CharField(blank=True, choices=[('good', 'Good'), ('up and down', 'Up and down'), ('low', 'Low')], max_length=12)),
                ('talked_about', models.TextField(blank=True, help_text="the coordinator's own record", max_length=2000)),
                ('agreed', models.TextField(blank=True, help_text='shared with the volunteer', max_length=1000)),
                ('next_on', models.DateField(blank=True, null=True)),
                ('taken_back_on', models.DateField(blank=True, help_text='recorded by mistake', null=True)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='talks', to='support.groupsupervision')),
                ('match', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matching.match')),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.scheme')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.volunteer')),
            ],
            options={
                'ordering': ['-on'],
            },
        ),
        migrations.CreateModel(
            name='Thanks',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('occasion', models.CharField(choices=[('year', 'Another year together'), ('meetings', 'So many meetings'), ('through', 'Going through a hard time'), ('deed', 'Something they did'), ('nothing', 'No reason at all')], max_length=10)),
                ('picture', models.CharField(max_length=20)),
                ('words', models.TextField(max_length=600)),
                ('signed', models.CharField(max_length=80)),
                ('on', models.DateField()),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('match', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matching.match')),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.scheme')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.volunteer')),
            ],
            options={
                'verbose_name_plural': 'thanks',
                'ordering': ['-on', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Tie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('name', models.CharField(max_length=40)),
                ('ring', models.PositiveSmallIntegerField(choices=[(1, 'Very close'), (2, 'Close'), (3, 'Further away')])),
                ('kind', models.CharField(choices=[('family', 'Family'), ('friend', 'Friend'), ('carer', 'Somebody I live with'), ('volunteer', 'Somebody who visits me'), ('school', 'School'), ('worker', 'Their job is to help me'), ('pet', 'A pet'), ('other', 'Somebody else')], max_length=10)),
                ('turned_to', models.JSONField(default=list, help_text='for what the child would turn to them')),
                ('keep', models.BooleanField(default=False, help_text='not to be lost when the child moves')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('map', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='ties', to='support.networkmap')),
            ],
            options={
                'ordering': ['ring', 'id'],
            },
        ),
        migrations.CreateModel(
            name='KeepTie',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('moved_on', models.DateField()),
                ('due_on', models.DateField()),
                ('done_on', models.DateField(blank=True, null=True)),
                ('done_words', models.CharField(blank=True, help_text='how they stay in touch, or why not', max_length=300)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('tie', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tasks', to='support.tie')),
            ],
            options={
                'ordering': ['due_on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Voice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('who', models.CharField(choices=[('child', 'The young person'), ('volunteer', 'The volunteer'), ('carer', 'The carer'), ('worker', 'The worker')], max_length=10)),
                ('how', models.CharField(blank=True, choices=[('talk', 'In a talk'), ('phone', 'By phone'), ('writing', 'In writing'), ('drawing', 'In a drawing, or another way')], max_length=10)),
                ('heard_on', models.DateField()),
                ('words', models.TextField(blank=True, max_length=2000)),
                ('not_heard_why', models.CharField(blank=True, max_length=200)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='voices', to='support.matchreview')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='AskedLater',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('who', models.CharField(choices=[('child', 'The young person'), ('carer', 'The carer'), ('worker', 'The worker')], max_length=10)),
                ('from_day', models.DateField()),
                ('until_day', models.DateField()),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matching.match')),
            ],
            options={
                'verbose_name_plural': 'asked later',
                'indexes': [models.Index(fields=['match', 'who'], name='support_ask_match_i_ba7b5e_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until_day__gte', models.F('from_day'))), name='being_asked_later_ends_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='CheckIn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('who', models.CharField(choices=[('child', 'The young person'), ('carer', 'The carer'), ('worker', 'The worker')], max_length=10)),
                ('how', models.CharField(choices=[('talk', 'In a talk'), ('space', 'On My space'), ('link', 'By a link')], max_length=10)),
                ('asked_on', models.DateField()),
                ('closed_on', models.DateField(blank=True, null=True)),
                ('outcome', models.CharField(blank=True, choices=[('answered', 'Said something'), ('declined', 'Would rather not say'), ('taken back', 'Not asked after all')], max_length=10)),
                ('feeling', models.CharField(blank=True, choices=[('good', 'Good'), ('okay', 'Okay'), ('not great', 'Not great')], max_length=10)),
                ('words', models.CharField(blank=True, max_length=500)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('involvement', models.ForeignKey(blank=True, help_text='as whom the carer or worker was asked', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.involvement')),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matching.match')),
            ],
            options={
                'ordering': ['-asked_on', '-id'],
                'indexes': [models.Index(fields=['match', 'who', '-asked_on'], name='support_che_match_i_47e9e0_idx')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('outcome', '')), fields=('match', 'who'), name='somebody_is_asked_once_at_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('closed_on', None), ('outcome', '')), models.Q(models.Q(('outcome', ''), _negated=True), ('closed_on__gte', models.F('asked_on')), ('closed_on__isnull', False)), _connector='OR'), name='a_check_in_is_over_after_it_was_asked'), models.CheckConstraint(condition=models.Q(('outcome', 'answered'), models.Q(('feeling', ''), ('words', '')), _connector='OR'), name='only_an_answer_has_words')],
            },
        ),
        migrations.AddIndex(
            model_name='cover',
            index=models.Index(fields=['coordinator', 'until_day'], name='support_cov_coordin_8c27f6_idx'),
        ),
        migrations.AddConstraint(
            model_name='cover',
            constraint=models.CheckConstraint(condition=models.Q(('coordinator', models.F('covered_by')), _negated=True), name='nobody_covers_for_themself'),
        ),
        migrations.AddConstraint(
            model_name='cover',
            constraint=models.CheckConstraint(condition=models.Q(('until_day__gte', models.F('from_day'))), name='a_cover_ends_after_it_begins'),
        ),
        migrations.AddIndex(
            model_name='groupsupervision',
            index=models.Index(fields=['scheme', '-on'], name='support_gro_scheme__df9629_idx'),
        ),
        migrations.AddIndex(
            model_name='handover',
            index=models.Index(fields=['to_coordinator', '-on'], name='support_han_to_coor_aaa54a_idx'),
        ),
        migrations.AddConstraint(
            model_name='handover',
            constraint=models.CheckConstraint(condition=models.Q(('from_coordinator', models.F('to_coordinator')), _negated=True), name='nobody_hands_over_to_themself'),
        ),
        migrations.AddConstraint(
            model_name='handedover',
            constraint=models.UniqueConstraint(fields=('hand_over', 'child'), name='a_child_is_handed_over_once'),
        ),
        migrations.AddIndex(
            model_name='matchreview',
            index=models.Index(fields=['match', '-held_on'], name='support_mat_match_i_1c8aa7_idx'),
        ),
        migrations.AddConstraint(
            model_name='matchreview',
            constraint=models.UniqueConstraint(condition=models.Q(('held_on', None)), fields=('match',), name='a_match_has_one_review_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='matchreview',
            constraint=models.CheckConstraint(condition=models.Q(('held_on', None), models.Q(('held_on__gte', models.F('begun_on')), models.Q(('agreed', ''), _negated=True)), _connector='OR'), name='a_review_that_was_held_says_what_was_agreed'),
        ),
        migrations.AddConstraint(
            model_name='matchreview',
            constraint=models.CheckConstraint(condition=models.Q(('next_on', None), models.Q(('held_on__isnull', False), ('next_on__gt', models.F('held_on'))), _connector='OR'), name='the_next_review_is_later'),
        ),
        migrations.AddConstraint(
            model_name='networkmap',
            constraint=models.UniqueConstraint(fields=('child', 'version'), name='a_map_has_one_of_each_version'),
        ),
        migrations.AddConstraint(
            model_name='networkmap',
            constraint=models.UniqueConstraint(condition=models.Q(('drawn_on', None)), fields=('child',), name='a_child_draws_one_map_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='networkmap',
            constraint=models.CheckConstraint(condition=models.Q(('drawn_on', None), ('drawn_on__gte', models.F('begun_on')), _connector='OR'), name='a_map_is_drawn_after_it_is_begun'),
        ),
        migrations.AddConstraint(
            model_name='peerplan',
            constraint=models.UniqueConstraint(fields=('volunteer', 'scheme', 'version'), name='a_peer_plan_has_one_of_each_version'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.UniqueConstraint(condition=models.Q(('until_day', None)), fields=('coordinator', 'provider'), name='a_coordinator_has_one_post_at_a_provider'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(('share__gt', 0), ('share__lte', 1)), name='a_post_is_a_part_or_the_whole'),
        ),
        migrations.AddConstraint(
            model_name='post',
            constraint=models.CheckConstraint(condition=models.Q(('until_day', None), ('until_day__gte', models.F('from_day')), _connector='OR'), name='a_post_ends_after_it_begins'),
        ),
        migrations.AddIndex(
            model_name='readinessanswer',
            index=models.Index(fields=['list', 'item', '-id'], name='support_rea_list_id_9f21f9_idx'),
        ),
        migrations.AddIndex(
            model_name='supervision',
            index=models.Index(fields=['volunteer', '-on'], name='support_sup_volunte_3cc3d4_idx'),
        ),
        migrations.AddIndex(
            model_name='supervision',
            index=models.Index(fields=['match', '-on'], name='support_sup_match_i_261120_idx'),
        ),
        migrations.AddConstraint(
            model_name='supervision',
            constraint=models.CheckConstraint(condition=models.Q(('next_on', None), ('next_on__gt', models.F('on')), _connector='OR'), name='the_next_supervision_is_later'),
        ),
        migrations.AddIndex(
            model_name='thanks',
            index=models.Index(fields=['volunteer', '-on'], name='support_tha_volunte_431c54_idx'),
        ),
        migrations.AddConstraint(
            model_name='tie',
            constraint=models.UniqueConstraint(fields=('map', 'name'), name='somebody_stands_once_on_a_map'),
        ),
        migrations.AddConstraint(
            model_name='tie',
            constraint=models.CheckConstraint(condition=models.Q(('ring__gte', 1), ('ring__lte', 3)), name='a_tie_is_on_a_ring'),
        ),
        migrations.AddIndex(
            model_name='keeptie',
            index=models.Index(condition=models.Q(('done_on', None)), fields=['due_on'], name='open_ties_to_keep'),
        ),
        migrations.AddConstraint(
            model_name='keeptie',
            constraint=models.UniqueConstraint(fields=('tie', 'moved_on'), name='a_tie_is_kept_once_a_move'),
        ),
        migrations.AddConstraint(
            model_name='keeptie',
            constraint=models.CheckConstraint(condition=models.Q(('done_on', None), models.Q(('done_words', ''), _negated=True), _connector='OR'), name='a_tie_that_was_seen_to_says_how'),
        ),
        migrations.AddConstraint(
            model_name='voice',
            constraint=models.UniqueConstraint(fields=('review', 'who'), name='everybody_is_heard_once_in_a_review'),
        ),
        migrations.AddConstraint(
            model_name='voice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(models.Q(('words', ''), _negated=True), ('not_heard_why', '')), models.Q(('words', ''), models.Q(('not_heard_why', ''), _negated=True)), _connector='OR'), name='somebody_is_heard_or_it_says_why_not'),
        ),
    ]
