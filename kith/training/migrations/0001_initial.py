import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '__first__'),
        ('people', '0001_initial'),
        ('schemes', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Booking',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('status', models.CharField(choices=[('waiting', 'On the waiting list'), ('booked', 'Has a place'), ('came', 'Came'), ('late', 'Came late'), ('missed', 'Did not come'), ('apologies', 'Sent apologies'), ('cancelled', 'Gave the place back'), ('called off', 'Called off')], db_index=True, default='waiting', editable=False, max_length=40)),
                ('signed_up_at', models.DateTimeField()),
                ('feedback', models.CharField(blank=True, help_text='one line, shown without the name to those who run training', max_length=300)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.volunteer')),
            ],
        ),
        migrations.CreateModel(
            name='BookingChange',
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
                ('of', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='training.booking')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Course',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('key', models.SlugField(blank=True, help_text='the ordinary course it began from', max_length=40)),
                ('retired_on', models.DateField(blank=True, help_text='no longer taught or asked for', null=True)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('provider', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.organisation')),
                ('scheme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.scheme')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('provider', None), ('scheme__isnull', False)), models.Q(('provider__isnull', False), ('scheme', None)), _connector='OR'), name='a_course_is_of_a_provider_or_of_a_scheme')],
            },
        ),
        migrations.CreateModel(
            name='CourseVersion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('number', models.PositiveSmallIntegerField()),
                ('from_day', models.DateField()),
                ('name', models.CharField(max_length=80)),
                ('summary', models.CharField(blank=True, max_length=400)),
                ('how', models.CharField(choices=[('session', 'In a session, with other people'), ('e-learning', 'On a website, in one’s own time')], max_length=10)),
                ('link', models.URLField(blank=True, help_text='where the e-learning is', max_length=300)),
                ('need', models.CharField(choices=[('before', 'Before a volunteer meets a child'), ('yearly', 'Every year, from the second year on'), ('optional', 'For whoever would like it')], max_length=10)),
                ('months', models.PositiveSmallIntegerField(blank=True, help_text='how long it holds; empty for good', null=True)),
                ('topics', models.JSONField(default=list, help_text='rows of a topic and its hours')),
                ('again_by', models.DateField(blank=True, help_text='by when those who did an earlier version do this one', null=True)),
                ('what_changed', models.CharField(blank=True, max_length=200)),
                ('course', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='training.course')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['name', 'number'],
                'constraints': [models.UniqueConstraint(fields=('course', 'number'), name='a_course_has_one_of_each_version'), models.CheckConstraint(condition=models.Q(models.Q(('how', 'e-learning'), _negated=True), models.Q(('link', ''), _negated=True), _connector='OR'), name='an_e_learning_course_says_where_it_is'), models.CheckConstraint(condition=models.Q(models.Q(('need', 'yearly'), _negated=True), ('months__isnull', False), _connector='OR'), name='a_yearly_course_holds_for_a_time')],
            },
        ),
        migrations.CreateModel(
            name='Completion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('on', models.DateField()),
                ('until', models.DateField(blank=True, null=True)),
                ('evidence', models.CharField(choices=[('attendance', 'They were there'), ('certificate', 'A certificate'), ('screen', 'The last page, on their screen or a picture of it'), ('provider', 'The website’s own list of who has finished'), ('elsewhere', 'Word from the organisation where they did it'), ('word', 'Their own word, confirmed')], max_length=12)),
                ('evidence_words', models.CharField(blank=True, max_length=200)),
                ('withdrawn_on', models.DateField(blank=True, null=True)),
                ('booking', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='completions', to='training.booking')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.volunteer')),
                ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='training.courseversion')),
            ],
            options={
                'ordering': ['-on', '-pk'],
                'indexes': [models.Index(condition=models.Q(('withdrawn_on', None)), fields=['volunteer', 'version', 'until', 'on'], name='training_what_somebody_holds'), models.Index(fields=['until'], name='training_co_until_205521_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('on')), _connector='OR'), name='what_was_done_runs_out_afterwards'), models.UniqueConstraint(condition=models.Q(('withdrawn_on', None)), fields=('booking',), name='who_came_has_done_it_once')],
            },
        ),
        migrations.CreateModel(
            name='Finish',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('status', models.CharField(choices=[('said', 'Waits to be confirmed'), ('confirmed', 'Confirmed'), ('declined', 'Not confirmed'), ('taken back', 'Taken back')], db_index=True, default='said', editable=False, max_length=40)),
                ('finished_on', models.DateField()),
                ('said_on', models.DateField()),
                ('words', models.CharField(blank=True, help_text='what shows it, such as the number of a certificate', max_length=200)),
                ('answer', models.CharField(blank=True, help_text='why it was not confirmed, for the volunteer to read', max_length=300)),
                ('completion', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='training.completion')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='training.courseversion')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.volunteer')),
            ],
            options={
                'verbose_name_plural': 'finishes',
                'indexes': [models.Index(fields=['status', 'said_on'], name='training_fi_status_62712e_idx')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'said')), fields=('volunteer', 'version'), name='a_volunteer_says_once_that_a_course_is_finished'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'declined'), _negated=True), models.Q(('answer', ''), _negated=True), _connector='OR'), name='whoever_is_not_confirmed_reads_why'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'confirmed'), _negated=True), ('completion__isnull', False), _connector='OR'), name='what_was_confirmed_has_been_written_down')],
            },
        ),
        migrations.CreateModel(
            name='FinishChange',
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
                ('of', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='training.finish')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('status', models.CharField(choices=[('planned', 'Planned'), ('held', 'Took place'), ('called off', 'Called off')], db_index=True, default='planned', editable=False, max_length=40)),
                ('begins_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('place', models.CharField(blank=True, max_length=200)),
                ('link', models.URLField(blank=True, help_text='where to meet online', max_length=300)),
                ('trainer', models.CharField(blank=True, max_length=120)),
                ('places', models.PositiveSmallIntegerField()),
                ('note', models.CharField(blank=True, help_text='what to bring, how to get in', max_length=300)),
                ('changes_told', models.PositiveSmallIntegerField(default=0, help_text='so that a calendar takes the newest over an older one')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='training.courseversion')),
            ],
            options={
                'ordering': ['begins_at'],
                'indexes': [models.Index(fields=['status', 'begins_at'], name='training_se_status_81b10b_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('begins_at'))), name='a_session_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('link', ''), ('place', ''), _negated=True), name='a_session_is_somewhere'), models.CheckConstraint(condition=models.Q(('places__gte', 1)), name='a_session_has_a_place_at_least')],
            },
        ),
        migrations.AddField(
            model_name='booking',
            name='session',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bookings', to='training.session'),
        ),
        migrations.CreateModel(
            name='SessionChange',
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
                ('of', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='changes', to='training.session')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('lacks', models.PositiveSmallIntegerField()),
                ('first_end', models.DateField(blank=True, help_text='when the first of what holds runs out; empty: nothing does', null=True)),
                ('on', models.DateField(help_text='the day for which it was counted')),
                ('enlistment', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='people.enlistment')),
            ],
            options={
                'verbose_name_plural': 'tallies',
                'indexes': [models.Index(fields=['lacks', 'enlistment'], name='training_who_lacks_something'), models.Index(fields=['first_end', 'enlistment'], name='training_whose_runs_out_first')],
            },
        ),
        migrations.CreateModel(
            name='Told',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('kind', models.CharField(choices=[('week', 'a session in a week'), ('day', 'a session tomorrow'), ('after', 'how was it, and a certificate'), ('runs out', 'something runs out'), ('offered', 'a session they might want')], max_length=10)),
                ('about', models.UUIDField()),
                ('day', models.DateField(help_text='the day it is about: a session that moves is told of again; what runs out, at each distance')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.volunteer')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('volunteer', 'kind', 'about', 'day'), name='each_is_told_of_a_thing_once')],
            },
        ),
        migrations.AddIndex(
            model_name='booking',
            index=models.Index(fields=['volunteer', 'status'], name='training_bo_volunte_091655_idx'),
        ),
        migrations.AddConstraint(
            model_name='booking',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'cancelled'), _negated=True), fields=('session', 'volunteer'), name='a_volunteer_has_one_place_in_a_session'),
        ),
    ]
