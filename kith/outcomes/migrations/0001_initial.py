import django.db.models.deletion
import kith.foundation.encryption
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
            name='Goal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('status', models.CharField(choices=[('open', 'Going on'), ('reached', 'Reached'), ('dropped', 'Let go')], db_index=True, default='open', editable=False, max_length=40)),
                ('kind', models.CharField(choices=[('behavioural', 'How I get on'), ('educational', 'School and learning'), ('fun', 'Something fun or new'), ('practical', 'Something practical')], max_length=12)),
                ('origin', models.CharField(choices=[('original', 'Set at the start'), ('emergent', 'Came up on the way')], max_length=10)),
                ('words', models.CharField(help_text='as the young person says it', max_length=300)),
                ('set_on', models.DateField()),
                ('wants_steps', models.BooleanField(default=False)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matching.match')),
            ],
            options={
                'ordering': ['set_on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='GoalChange',
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
                ('of', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='outcomes.goal')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='GoalStep',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('on', models.DateField()),
                ('rating', models.PositiveSmallIntegerField()),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('goal', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='outcomes.goal')),
            ],
            options={
                'ordering': ['on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='MeasureUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('measure', models.CharField(max_length=30)),
                ('informant', models.CharField(max_length=12)),
                ('waves', models.JSONField(default=list)),
                ('entry', models.CharField(choices=[('scores', 'Scores from a paper form or the licensed site'), ('items', 'The codes of the single answers')], default='scores', max_length=8)),
                ('licence_reference', models.CharField(blank=True, help_text='the owners’ leave, as they wrote it', max_length=120)),
                ('turned', models.JSONField(blank=True, default=list, help_text='the items that are turned round, as the scheme’s own form says')),
                ('from_day', models.DateField()),
                ('until_day', models.DateField(blank=True, null=True)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.scheme')),
            ],
            options={
                'ordering': ['measure', 'informant'],
            },
        ),
        migrations.CreateModel(
            name='Need',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('category', models.CharField(choices=[('work', 'Education, employment or training'), ('health', 'Health'), ('asylum', 'Asylum or immigration'), ('living', 'Independent living'), ('life skills', 'Life skills'), ('basic skills', 'Basic skills'), ('confidence', 'Confidence or self-esteem')], max_length=14)),
                ('at_start', models.CharField(choices=[('need', 'A need'), ('none', 'No need'), ('not asked', 'Not looked at')], default='not asked', max_length=10)),
                ('looked_on', models.DateField()),
                ('new_on', models.DateField(blank=True, help_text='when it came up later', null=True)),
                ('addressed_on', models.DateField(blank=True, null=True)),
                ('improved_on', models.DateField(blank=True, null=True)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matching.match')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='NoMoreAsking',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('measure', models.CharField(blank=True, help_text='empty for all of them', max_length=30)),
                ('informant', models.CharField(max_length=12)),
                ('from_day', models.DateField()),
                ('until_day', models.DateField(blank=True, null=True)),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.child')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='OutcomeFocus',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('outcome', models.CharField(max_length=20)),
                ('from_day', models.DateField()),
                ('until_day', models.DateField(blank=True, null=True)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.scheme')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='OutcomeReport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('on', models.DateField(help_text='the day as of which the records were read')),
                ('inside', models.BooleanField(default=False, help_text='every number, for the scheme’s own staff')),
                ('progress', models.PositiveSmallIntegerField(default=0, help_text='percent')),
                ('note', models.CharField(blank=True, help_text='what the manager writes to those who read it', max_length=600)),
                ('figures', models.JSONField(default=dict)),
                ('digest', models.CharField(blank=True, max_length=64)),
                ('made_at', models.DateTimeField(blank=True, null=True)),
                ('fault', models.CharField(blank=True, help_text='the kind of fault that stopped it', max_length=200)),
                ('released_at', models.DateTimeField(blank=True, null=True)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('released_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.scheme')),
            ],
            options={
                'ordering': ['-on', '-id'],
            },
        ),
        migrations.CreateModel(
            name='Pulse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('question', models.CharField(choices=[('there', 'Is there somebody there for you?'), ('heard', 'Do you feel listened to?'), ('say', 'Do you have a say in what you do together?')], max_length=10)),
                ('answer', models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('not sure', 'Not sure'), ('not now', 'Not now')], max_length=10)),
                ('on', models.DateField()),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matching.match')),
            ],
            options={
                'ordering': ['on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='SchoolTerm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('year', models.PositiveSmallIntegerField(help_text='the year in which the school year began')),
                ('term', models.CharField(choices=[('autumn', 'Autumn'), ('spring', 'Spring'), ('summer', 'Summer')], max_length=8)),
                ('possible', models.PositiveSmallIntegerField()),
                ('missed', models.PositiveSmallIntegerField()),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.child')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['year', 'id'],
            },
        ),
        migrations.CreateModel(
            name='Score',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('measure', models.CharField(max_length=30)),
                ('version', models.CharField(max_length=60)),
                ('informant', models.CharField(max_length=12)),
                ('wave', models.CharField(max_length=20)),
                ('on', models.DateField(help_text='the day of the form')),
                ('outcome', models.CharField(choices=[('scored', 'Scored'), ('not asked', 'Not asked this time'), ('refused', 'Does not want to be asked again'), ('too young', 'Too young'), ('not back', 'Asked, and nothing came back')], max_length=10)),
                ('values', models.JSONField(default=dict, help_text='by part; empty where there was no score')),
                ('form', models.CharField(blank=True, choices=[('first', 'The first form'), ('follow-up', 'The follow-up form'), ('', 'Not known')], default='', max_length=10)),
                ('source', models.CharField(choices=[('typed', 'Typed in'), ('file', 'From a file'), ('own', 'By whoever was asked, themselves'), ('register', 'From the authority’s yearly return')], default='typed', max_length=10)),
                ('taken_back_on', models.DateField(blank=True, null=True)),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.child')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('match', models.ForeignKey(blank=True, help_text='empty for a child who waits and is compared with those who began', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matching.match')),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.scheme')),
            ],
            options={
                'ordering': ['on', 'id'],
            },
        ),
        migrations.CreateModel(
            name='FormAsked',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('wave', models.CharField(max_length=20)),
                ('name', kith.foundation.encryption.EncryptedTextField(blank=True)),
                ('email', kith.foundation.encryption.EncryptedTextField(blank=True)),
                ('asked_on', models.DateField()),
                ('open_until', models.DateField(help_text='the last day on which an answer is taken')),
                ('asked_again_on', models.DateField(blank=True, null=True)),
                ('came', models.CharField(blank=True, choices=[('answered', 'Answered'), ('taken back', 'Not asked after all')], max_length=10)),
                ('closed_on', models.DateField(blank=True, null=True)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matching.match')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('use', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='outcomes.measureuse')),
                ('score', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='outcomes.score')),
            ],
            options={
                'verbose_name_plural': 'forms asked',
                'ordering': ['-asked_on', '-id'],
            },
        ),
        migrations.CreateModel(
            name='WaitingComparison',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('order', models.CharField(choices=[('lottery', 'By lottery'), ('date', 'In order of the date of referral')], max_length=8)),
                ('informant', models.CharField(default='carer', max_length=12)),
                ('places', models.PositiveSmallIntegerField(help_text='how many begin now')),
                ('seed', models.PositiveIntegerField(help_text='anybody with the list and this number draws the same')),
                ('written_on', models.DateField()),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.scheme')),
            ],
            options={
                'ordering': ['-written_on', '-id'],
            },
        ),
        migrations.CreateModel(
            name='ComparisonPlace',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('begins', models.BooleanField()),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.child')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('comparison', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='children', to='outcomes.waitingcomparison')),
            ],
            options={
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Words',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('words', models.CharField(max_length=400)),
                ('about', models.CharField(blank=True, help_text='which outcome of the map, if any', max_length=20)),
                ('said_on', models.DateField()),
                ('for_team', models.BooleanField(default=False)),
                ('for_map', models.BooleanField(default=False)),
                ('for_report', models.BooleanField(default=False)),
                ('agreed_on', models.DateField(help_text='when they said where it may stand')),
                ('withdrawn_on', models.DateField(blank=True, null=True)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matching.match')),
            ],
            options={
                'verbose_name_plural': 'words',
                'ordering': ['-said_on', '-id'],
            },
        ),
        migrations.AddIndex(
            model_name='goal',
            index=models.Index(fields=['match', 'status'], name='outcomes_go_match_i_65736e_idx'),
        ),
        migrations.AddConstraint(
            model_name='goalstep',
            constraint=models.CheckConstraint(condition=models.Q(('rating__lte', 10)), name='a_step_is_from_0_to_10'),
        ),
        migrations.AddConstraint(
            model_name='goalstep',
            constraint=models.UniqueConstraint(fields=('goal', 'on'), name='a_goal_has_one_step_a_day'),
        ),
        migrations.AddConstraint(
            model_name='measureuse',
            constraint=models.UniqueConstraint(condition=models.Q(('until_day', None)), fields=('scheme', 'measure', 'informant'), name='a_scheme_asks_one_person_for_a_measure_once'),
        ),
        migrations.AddConstraint(
            model_name='measureuse',
            constraint=models.CheckConstraint(condition=models.Q(('until_day', None), ('until_day__gte', models.F('from_day')), _connector='OR'), name='a_measure_is_left_after_it_is_taken_up'),
        ),
        migrations.AddConstraint(
            model_name='measureuse',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('entry', 'items'), _negated=True), models.Q(('licence_reference', ''), _negated=True), _connector='OR'), name='single_answers_are_keyed_with_leave_only'),
        ),
        migrations.AddConstraint(
            model_name='need',
            constraint=models.UniqueConstraint(fields=('match', 'category'), name='a_match_has_one_row_for_a_need'),
        ),
        migrations.AddConstraint(
            model_name='need',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('at_start', 'need'), _negated=True), ('new_on', None), _connector='OR'), name='a_need_found_at_the_start_is_not_new'),
        ),
        migrations.AddConstraint(
            model_name='need',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('addressed_on', None), ('improved_on', None)), ('at_start', 'need'), ('new_on__isnull', False), _connector='OR'), name='only_a_need_that_is_there_is_addressed'),
        ),
        migrations.AddConstraint(
            model_name='need',
            constraint=models.CheckConstraint(condition=models.Q(('addressed_on', None), ('addressed_on__gte', models.F('looked_on')), _connector='OR'), name='a_need_is_addressed_after_it_is_found'),
        ),
        migrations.AddConstraint(
            model_name='nomoreasking',
            constraint=models.UniqueConstraint(condition=models.Q(('until_day', None)), fields=('child', 'measure', 'informant'), name='nobody_is_told_twice_not_to_ask'),
        ),
        migrations.AddConstraint(
            model_name='outcomefocus',
            constraint=models.UniqueConstraint(condition=models.Q(('until_day', None)), fields=('scheme', 'outcome'), name='a_scheme_works_towards_a_thing_once'),
        ),
        migrations.AddConstraint(
            model_name='outcomefocus',
            constraint=models.CheckConstraint(condition=models.Q(('until_day', None), ('until_day__gte', models.F('from_day')), _connector='OR'), name='a_focus_is_left_after_it_is_chosen'),
        ),
        migrations.AddIndex(
            model_name='outcomereport',
            index=models.Index(fields=['scheme', '-on'], name='outcomes_ou_scheme__f9f40c_idx'),
        ),
        migrations.AddConstraint(
            model_name='outcomereport',
            constraint=models.CheckConstraint(condition=models.Q(('released_at', None), models.Q(('digest', ''), _negated=True), _connector='OR'), name='a_report_is_let_out_once_it_is_made'),
        ),
        migrations.AddConstraint(
            model_name='outcomereport',
            constraint=models.CheckConstraint(condition=models.Q(('released_at', None), ('inside', False), _connector='OR'), name='no_copy_of_every_number_is_let_out'),
        ),
        migrations.AddIndex(
            model_name='pulse',
            index=models.Index(fields=['match', '-on'], name='outcomes_pu_match_i_8eb4e1_idx'),
        ),
        migrations.AddConstraint(
            model_name='pulse',
            constraint=models.UniqueConstraint(fields=('match', 'question', 'on'), name='a_question_is_answered_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='schoolterm',
            constraint=models.UniqueConstraint(fields=('child', 'year', 'term'), name='a_child_has_each_term_once'),
        ),
        migrations.AddConstraint(
            model_name='schoolterm',
            constraint=models.CheckConstraint(condition=models.Q(('missed__lte', models.F('possible')), ('possible__gte', 1)), name='no_more_sessions_are_missed_than_there_were'),
        ),
        migrations.AddIndex(
            model_name='score',
            index=models.Index(fields=['scheme', 'measure', 'informant'], name='outcomes_sc_scheme__bf15af_idx'),
        ),
        migrations.AddIndex(
            model_name='score',
            index=models.Index(fields=['child', 'measure', 'on'], name='outcomes_sc_child_i_5307aa_idx'),
        ),
        migrations.AddConstraint(
            model_name='score',
            constraint=models.UniqueConstraint(condition=models.Q(('taken_back_on', None)), fields=('match', 'measure', 'informant', 'wave'), name='a_wave_of_a_match_has_one_answer_of_each'),
        ),
        migrations.AddConstraint(
            model_name='score',
            constraint=models.UniqueConstraint(condition=models.Q(('outcome', 'scored'), ('taken_back_on', None)), fields=('child', 'scheme', 'measure', 'informant', 'on'), name='a_child_has_one_score_of_a_measure_a_day'),
        ),
        migrations.AddIndex(
            model_name='formasked',
            index=models.Index(fields=['user', 'came'], name='outcomes_fo_user_id_15f56a_idx'),
        ),
        migrations.AddConstraint(
            model_name='formasked',
            constraint=models.UniqueConstraint(condition=models.Q(('came', '')), fields=('match', 'use', 'wave'), name='a_form_is_asked_for_once_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='formasked',
            constraint=models.CheckConstraint(condition=models.Q(('open_until__gte', models.F('asked_on'))), name='a_form_is_open_when_it_is_asked_for'),
        ),
        migrations.AddConstraint(
            model_name='formasked',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('came', 'answered'), _negated=True), ('score__isnull', False), _connector='OR'), name='an_answered_form_is_an_answer'),
        ),
        migrations.AddConstraint(
            model_name='comparisonplace',
            constraint=models.UniqueConstraint(fields=('comparison', 'child'), name='a_child_has_one_lot_in_a_comparison'),
        ),
        migrations.AddConstraint(
            model_name='words',
            constraint=models.CheckConstraint(condition=models.Q(('withdrawn_on', None), ('withdrawn_on__gte', models.F('said_on')), _connector='OR'), name='words_are_withdrawn_after_they_are_said'),
        ),
    ]
