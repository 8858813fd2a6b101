import django.db.models.deletion
import uuid
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
            name='Ending',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('status', models.CharField(choices=[('winding down', 'Winding down'), ('ended', 'Ended'), ('called off', 'Called off')], db_index=True, default='winding down', editable=False, max_length=40)),
                ('kind', models.CharField(choices=[('completed', 'Planned completion'), ("child's choice", 'The child’s choice'), ('volunteer left', 'The volunteer left'), ('placement move', 'A placement move'), ('left care', 'Left care'), ('never started', 'Never really started'), ('safety', 'Safety'), ('volunteer died', 'The volunteer died'), ('unknown', 'Not known')], max_length=20)),
                ('planned', models.BooleanField()),
                ('begun_on', models.DateField()),
                ('last_day', models.DateField(blank=True, help_text='the day of the last meeting, once chosen', null=True)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('tell_by', models.CharField(blank=True, help_text='who is to tell the child', max_length=80)),
                ('tell_day', models.DateField(blank=True, help_text='when the child is to be told', null=True)),
                ('told_on', models.DateField(blank=True, null=True)),
                ('told_how', models.CharField(blank=True, max_length=200)),
                ('child_words', models.TextField(blank=True, max_length=1000)),
                ('contact_afterwards', models.CharField(choices=[('not asked', 'Not asked yet'), ('none', 'No contact afterwards'), ('cards', 'Cards and letters through the scheme'), ('informal', 'They go on informally')], default='not asked', max_length=10)),
                ('reason_words', models.TextField(blank=True, max_length=1000)),
                ('look_back_welcome', models.BooleanField(blank=True, help_text='may we ask again after 3 and 12 months; empty: not asked', null=True)),
                ('how_to_reach', models.CharField(blank=True, help_text='how the child would like to be asked then', max_length=200)),
                ('kept_until', models.DateField(blank=True, help_text='how long the scheme keeps its record of the match', null=True)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matching.match')),
            ],
            options={
                'ordering': ['-begun_on', '-id'],
            },
        ),
        migrations.CreateModel(
            name='ContactAnswer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('who', models.CharField(choices=[('child', 'The young person'), ('volunteer', 'The volunteer'), ('carer', 'The carer'), ('worker', 'The worker')], max_length=10)),
                ('yes', models.BooleanField()),
                ('words', models.CharField(blank=True, max_length=300)),
                ('on', models.DateField()),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ending', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contact_answers', to='endings.ending')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('name', models.CharField(help_text='as the child would like to be called on it', max_length=60)),
                ('words', models.TextField(help_text='what it is for, as the child would say it', max_length=400)),
                ('signed', models.CharField(max_length=120)),
                ('made_on', models.DateField()),
                ('given_on', models.DateField(blank=True, null=True)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ending', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='endings.ending')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='EndingChange',
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
                ('of', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='endings.ending')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='EndingStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('key', models.CharField(max_length=30)),
                ('words', models.CharField(max_length=200)),
                ('place', models.PositiveSmallIntegerField()),
                ('due_on', models.DateField()),
                ('done_on', models.DateField(blank=True, null=True)),
                ('done_words', models.CharField(blank=True, help_text='what came of it: drama club, fee paid', max_length=200)),
                ('skipped_on', models.DateField(blank=True, null=True)),
                ('skipped_why', models.CharField(blank=True, max_length=200)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('done_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ending', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='endings.ending')),
            ],
            options={
                'ordering': ['place'],
            },
        ),
        migrations.CreateModel(
            name='FollowOn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('kind', models.CharField(choices=[('club', 'A club or a group'), ('grant', 'A grant'), ('people', 'People who stay'), ('help', 'Advice or help')], max_length=6)),
                ('name', models.CharField(max_length=80)),
                ('words', models.CharField(blank=True, help_text='what it is, as a child would be told', max_length=300)),
                ('reach', models.CharField(blank=True, help_text='a website, a number, whom to ask for', max_length=120)),
                ('age_from', models.PositiveSmallIntegerField(default=0)),
                ('age_to', models.PositiveSmallIntegerField(default=25)),
                ('retired_on', models.DateField(blank=True, null=True)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.scheme')),
            ],
            options={
                'verbose_name_plural': 'follow-ons',
                'ordering': ['kind', 'name'],
            },
        ),
        migrations.CreateModel(
            name='GoesOnTo',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('words', models.CharField(blank=True, max_length=200)),
                ('on', models.DateField()),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ending', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='goes_on_to', to='endings.ending')),
                ('follow_on', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='endings.followon')),
            ],
            options={
                'verbose_name_plural': 'goes on to',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Keepsake',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('kind', models.CharField(choices=[('picture', 'A picture'), ('words', 'Words'), ('place', 'A place')], max_length=8)),
                ('words', models.CharField(blank=True, max_length=400)),
                ('picture', models.BinaryField(blank=True, help_text='a PNG drawn anew, encrypted', null=True)),
                ('put_by', models.CharField(help_text='whose memory it is, by first name', max_length=80)),
                ('on', models.DateField()),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matching.match')),
            ],
            options={
                'ordering': ['on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('words', models.TextField(max_length=4000)),
                ('signed', models.CharField(max_length=80)),
                ('written_on', models.DateField()),
                ('given_on', models.DateField(blank=True, null=True)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ending', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='endings.ending')),
            ],
            options={
                'ordering': ['-written_on', '-id'],
            },
        ),
        migrations.CreateModel(
            name='LookBack',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('months', models.PositiveSmallIntegerField()),
                ('due_on', models.DateField()),
                ('answered_on', models.DateField(blank=True, null=True)),
                ('declined', models.BooleanField(default=False, help_text='they would rather not, or could not be reached')),
                ('was_good', models.CharField(blank=True, choices=[('yes', 'Yes'), ('partly', 'Partly'), ('no', 'No')], max_length=6)),
                ('has_somebody', models.CharField(blank=True, choices=[('yes', 'Yes'), ('partly', 'Partly'), ('no', 'No')], max_length=6)),
                ('words', models.TextField(blank=True, max_length=600)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ending', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='look_backs', to='endings.ending')),
            ],
            options={
                'ordering': ['due_on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Move',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('child_words', models.CharField(help_text='what the child said about it', max_length=400)),
                ('words', models.CharField(help_text='what the other side should know, without a name', max_length=600)),
                ('asked_on', models.DateField()),
                ('answered_on', models.DateField(blank=True, null=True)),
                ('yes', models.BooleanField(blank=True, null=True)),
                ('answer', models.CharField(blank=True, max_length=400)),
                ('withdrawn_on', models.DateField(blank=True, null=True)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('from_authority', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.organisation')),
                ('from_scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.scheme')),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='matching.match')),
                ('to_authority', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.organisation')),
                ('to_scheme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.scheme')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='Road',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('way', models.CharField(choices=[('move', 'Move to a scheme for care leavers'), ('informal', 'Go on informally, without the scheme'), ('end', 'End, and say goodbye well')], max_length=8)),
                ('child_words', models.CharField(max_length=400)),
                ('on', models.DateField()),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='matching.match')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='Ask',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('kind', models.CharField(choices=[('change', 'I want to change something'), ('break', 'I want a break'), ('stop', 'I want to stop')], max_length=10)),
                ('words', models.TextField(blank=True, max_length=1000)),
                ('on', models.DateField()),
                ('answered_on', models.DateField(blank=True, null=True)),
                ('answer', models.TextField(blank=True, max_length=1000)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.child')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matching.match')),
            ],
            options={
                'ordering': ['-on', '-id'],
                'indexes': [models.Index(fields=['match', '-on'], name='endings_ask_match_i_642f46_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('answered_on', None), models.Q(('answer', ''), _negated=True), _connector='OR'), name='an_answered_ask_has_an_answer')],
            },
        ),
        migrations.AddIndex(
            model_name='ending',
            index=models.Index(fields=['status', 'ended_on'], name='endings_end_status_c21614_idx'),
        ),
        migrations.AddConstraint(
            model_name='ending',
            constraint=models.UniqueConstraint(condition=models.Q(('status__in', ['winding down', 'ended'])), fields=('match',), name='a_match_ends_once'),
        ),
        migrations.AddConstraint(
            model_name='ending',
            constraint=models.CheckConstraint(condition=models.Q(('ended_on', None), ('ended_on__gte', models.F('begun_on')), _connector='OR'), name='an_ending_is_over_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='certificate',
            constraint=models.CheckConstraint(condition=models.Q(('given_on', None), ('given_on__gte', models.F('made_on')), _connector='OR'), name='a_certificate_is_given_after_it_is_made'),
        ),
        migrations.AddIndex(
            model_name='endingstep',
            index=models.Index(condition=models.Q(('done_on', None), ('skipped_on', None)), fields=['due_on'], name='open_steps'),
        ),
        migrations.AddConstraint(
            model_name='endingstep',
            constraint=models.UniqueConstraint(fields=('ending', 'key'), name='an_ending_has_each_step_once'),
        ),
        migrations.AddConstraint(
            model_name='endingstep',
            constraint=models.CheckConstraint(condition=models.Q(('done_on', None), ('skipped_on', None), _connector='OR'), name='a_step_is_done_or_skipped_not_both'),
        ),
        migrations.AddConstraint(
            model_name='endingstep',
            constraint=models.CheckConstraint(condition=models.Q(('skipped_on', None), models.Q(('skipped_why', ''), _negated=True), _connector='OR'), name='a_skipped_step_says_why'),
        ),
        migrations.AddConstraint(
            model_name='followon',
            constraint=models.UniqueConstraint(condition=models.Q(('retired_on', None)), fields=('scheme', 'name'), name='a_scheme_lists_a_follow_on_once'),
        ),
        migrations.AddConstraint(
            model_name='followon',
            constraint=models.CheckConstraint(condition=models.Q(('age_to__gte', models.F('age_from'))), name='a_follow_on_is_for_ages_in_order'),
        ),
        migrations.AddConstraint(
            model_name='goesonto',
            constraint=models.UniqueConstraint(condition=models.Q(('follow_on__isnull', False)), fields=('ending', 'follow_on'), name='a_child_goes_on_to_a_thing_once'),
        ),
        migrations.AddConstraint(
            model_name='goesonto',
            constraint=models.CheckConstraint(condition=models.Q(('follow_on__isnull', False), models.Q(('words', ''), _negated=True), _connector='OR'), name='what_follows_is_said_somehow'),
        ),
        migrations.AddIndex(
            model_name='keepsake',
            index=models.Index(fields=['match', 'on'], name='endings_kee_match_i_887aeb_idx'),
        ),
        migrations.AddConstraint(
            model_name='keepsake',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'picture'), ('picture__isnull', False)), models.Q(models.Q(('kind', 'picture'), _negated=True), ('picture', None), models.Q(('words', ''), _negated=True)), _connector='OR'), name='a_memory_has_something_in_it'),
        ),
        migrations.AddConstraint(
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(('given_on', None), ('given_on__gte', models.F('written_on')), _connector='OR'), name='a_letter_is_given_after_it_is_written'),
        ),
        migrations.AddIndex(
            model_name='lookback',
            index=models.Index(condition=models.Q(('answered_on', None)), fields=['due_on'], name='open_look_backs'),
        ),
        migrations.AddConstraint(
            model_name='lookback',
            constraint=models.UniqueConstraint(fields=('ending', 'months'), name='one_looks_back_once_each_time'),
        ),
        migrations.AddConstraint(
            model_name='lookback',
            constraint=models.CheckConstraint(condition=models.Q(('declined', False), models.Q(('has_somebody', ''), ('was_good', ''), ('words', '')), _connector='OR'), name='who_would_rather_not_has_said_nothing'),
        ),
        migrations.AddConstraint(
            model_name='move',
            constraint=models.UniqueConstraint(condition=models.Q(('answered_on', None), ('withdrawn_on', None)), fields=('match',), name='a_match_is_asked_over_once_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='move',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('to_authority', None), ('to_scheme__isnull', False)), models.Q(('to_authority__isnull', False), ('to_scheme', None)), _connector='OR'), name='a_match_goes_to_a_scheme_or_to_an_authority'),
        ),
    ]
