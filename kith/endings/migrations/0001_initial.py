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
            name='Ending',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('status', models.CharField(choices=[('winding down', 'Winding down'), ('ended', 'Ended'), ('called off', 'Called off')], db_index=True, default='winding down', editable=False, max_length=40)),
                ('kind', models.CharField(choices=[('completed', 'Planned completion'), ("child's choice", 'The child’s choice'), ('volunteer left', 'The volunteer left'), ('placement move', 'A placement move'), ('left care', 'Left care'), ('never started', 'Never really started'), ('safety', 'Safety'), ('unknown', 'Not known')], max_length=20)),
                ('planned', models.BooleanField()),
                ('begun_on', models.DateField()),
                ('last_day', models.DateField(blank=True, help_text='the day of the last meeting, once chosen', null=True)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('told_on', models.DateField(blank=True, null=True)),
                ('told_how', models.CharField(blank=True, max_length=200)),
                ('child_words', models.TextField(blank=True, max_length=1000)),
                ('contact_afterwards', models.CharField(choices=[('not asked', 'Not asked yet'), ('none', 'No contact afterwards'), ('cards', 'Cards and letters through the scheme'), ('informal', 'They go on informally')], default='not asked', max_length=10)),
                ('reason_words', models.TextField(blank=True, max_length=1000)),
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
                ('who', models.CharField(choices=[('child', 'The young person'), ('volunteer', 'The volunteer'), ('worker', 'The worker')], max_length=10)),
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
            model_name='letter',
            constraint=models.CheckConstraint(condition=models.Q(('given_on', None), ('given_on__gte', models.F('written_on')), _connector='OR'), name='a_letter_is_given_after_it_is_written'),
        ),
    ]
