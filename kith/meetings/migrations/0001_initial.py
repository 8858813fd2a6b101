import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('matching', '0001_initial'),
        ('people', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('status', models.CharField(choices=[('planned', 'Planned'), ('kept', 'They met'), ('moved', 'Moved'), ('missed', 'Did not happen'), ('withheld', 'Withheld'), ('called off', 'Called off')], db_index=True, default='planned', editable=False, max_length=40)),
                ('at', models.DateTimeField()),
                ('minutes_planned', models.PositiveSmallIntegerField(default=120)),
                ('place', models.CharField(blank=True, max_length=200)),
                ('planned_on', models.DateField(help_text='the day on which it was planned, or told of')),
                ('minutes', models.PositiveSmallIntegerField(blank=True, help_text='how long it was, if kept', null=True)),
                ('activities', models.JSONField(default=list, help_text='keys of the activity pictures')),
                ('who', models.CharField(blank=True, choices=[('child', 'The young person'), ('volunteer', 'The volunteer'), ('carer', 'The carer or home'), ('worker', 'The worker'), ('scheme', 'The scheme')], help_text='who moved or cancelled it', max_length=10)),
                ('reason', models.CharField(blank=True, choices=[('ill', 'Somebody was ill'), ('school', 'School or exams'), ('family', 'Time with family'), ('holiday', 'Holiday'), ('work', 'Work'), ('transport', 'Transport'), ('placement', 'A move of placement'), ('not today', 'Did not feel like it'), ('forgot', 'It was forgotten'), ('not there', 'Somebody did not come'), ('sanction', 'Taken away as a punishment'), ('safety', 'It did not feel safe'), ('match ended', 'The match ended or paused'), ('other', 'Another reason')], max_length=12)),
                ('reason_words', models.CharField(blank=True, max_length=300)),
                ('off_plan', models.BooleanField(default=False, help_text='recorded without having been planned')),
                ('feeling', models.CharField(blank=True, choices=[('good', 'Good'), ('okay', 'Okay'), ('not great', 'Not great')], help_text="the child's, if said", max_length=10)),
                ('feeling_words', models.CharField(blank=True, max_length=300)),
                ('not_now_on', models.DateField(blank=True, help_text='when the child said “not now”, if they did', null=True)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matching.match')),
                ('moved_to', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='moved_from', to='meetings.meeting')),
            ],
            options={
                'ordering': ['at'],
            },
        ),
        migrations.CreateModel(
            name='MeetingChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(max_length=40)),
                ('from_status', models.CharField(max_length=40)),
                ('to_status', models.CharField(max_length=40)),
                ('on', models.DateField()),
                ('reason', models.CharField(blank=True, max_length=40)),
                ('words', models.TextField(blank=True)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('was', models.JSONField(default=dict, help_text='what had been said, when it was put right')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('of', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='meetings.meeting')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='NotAsked',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('from_day', models.DateField()),
                ('until_day', models.DateField(blank=True, null=True)),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.child')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'not asked',
            },
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('words', models.CharField(max_length=500)),
                ('readers', models.JSONField(default=list)),
                ('at', models.DateTimeField()),
                ('taken_back_on', models.DateField(blank=True, help_text='written about the wrong meeting', null=True)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='meetings.meeting')),
            ],
            options={
                'ordering': ['at', 'id'],
            },
        ),
        migrations.AddIndex(
            model_name='meeting',
            index=models.Index(fields=['match', 'at'], name='meetings_me_match_i_7838aa_idx'),
        ),
        migrations.AddIndex(
            model_name='meeting',
            index=models.Index(fields=['status', 'at'], name='meetings_me_status_460155_idx'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.UniqueConstraint(condition=models.Q(('status__in', ['planned', 'kept'])), fields=('match', 'at'), name='a_match_meets_once_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='meeting',
            constraint=models.CheckConstraint(condition=models.Q(('minutes', None), models.Q(('minutes__gte', 5), ('minutes__lte', 1440)), _connector='OR'), name='a_meeting_lasts_5_minutes_to_a_day'),
        ),
        migrations.AddConstraint(
            model_name='notasked',
            constraint=models.UniqueConstraint(condition=models.Q(('until_day', None)), fields=('child',), name='a_child_stops_being_asked_once_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='notasked',
            constraint=models.CheckConstraint(condition=models.Q(('until_day', None), ('until_day__gte', models.F('from_day')), _connector='OR'), name='not_being_asked_ends_after_it_begins'),
        ),
    ]
