import django.db.models.deletion
import kith.foundation.encryption
import uuid
from decimal import Decimal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '__first__'),
        ('matching', '0001_initial'),
        ('people', '0001_initial'),
        ('schemes', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Expense',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('status', models.CharField(choices=[('sent', 'Waits for a yes'), ('approved', 'Approved'), ('paid', 'Paid'), ('sent back', 'Sent back'), ('withdrawn', 'Withdrawn')], db_index=True, default='sent', editable=False, max_length=40)),
                ('kind', models.CharField(choices=[('activity', 'Something we did'), ('miles', 'My own car, motorcycle or bicycle'), ('fare', 'Bus, train, taxi or parking'), ('other', 'Something else')], max_length=8)),
                ('on', models.DateField(help_text='the day on which it was spent')),
                ('words', models.CharField(max_length=200)),
                ('vehicle', models.CharField(blank=True, choices=[('car', 'Car or van'), ('motorcycle', 'Motorcycle'), ('bicycle', 'Bicycle')], max_length=10)),
                ('miles', models.DecimalField(blank=True, decimal_places=1, max_digits=5, null=True)),
                ('pence_a_mile', models.CharField(blank=True, help_text='the rate or rates it was reckoned by', max_length=40)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=7)),
                ('sent_on', models.DateField()),
                ('why_no_receipt', models.CharField(blank=True, max_length=200)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matching.match')),
                ('scheme', models.ForeignKey(help_text='the one that owes it: where the match was on the day on which it was spent', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.scheme')),
            ],
            options={
                'ordering': ['-on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='ExpenseChange',
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
                ('of', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='meetings.expense')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Idea',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('title', models.CharField(max_length=80)),
                ('words', models.CharField(blank=True, max_length=300)),
                ('activity', models.CharField(help_text='key of the activity picture', max_length=20)),
                ('cost', models.CharField(choices=[('free', 'Free'), ('little', 'Up to £5 for both'), ('some', 'Up to £15 for both')], max_length=6)),
                ('season', models.CharField(choices=[('any', 'All year'), ('spring', 'Spring'), ('summer', 'Summer'), ('autumn', 'Autumn'), ('winter', 'Winter')], default='any', max_length=6)),
                ('age_from', models.PositiveSmallIntegerField(default=0)),
                ('age_to', models.PositiveSmallIntegerField(default=25)),
                ('area', models.CharField(blank=True, help_text='where, if it is not everywhere', max_length=60)),
                ('retired_on', models.DateField(blank=True, null=True)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.scheme')),
            ],
            options={
                'ordering': ['title'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('retired_on', None)), fields=('scheme', 'title'), name='a_scheme_offers_an_idea_once'), models.CheckConstraint(condition=models.Q(('age_to__gte', models.F('age_from'))), name='an_idea_is_for_ages_in_order')],
            },
        ),
        migrations.CreateModel(
            name='IdeaLiked',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('on', models.DateField()),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.child')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('idea', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='likes', to='meetings.idea')),
            ],
            options={
                'verbose_name_plural': 'ideas liked',
                'constraints': [models.UniqueConstraint(fields=('idea', 'child'), name='a_child_likes_an_idea_once')],
            },
        ),
        migrations.CreateModel(
            name='Meeting',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('status', models.CharField(choices=[('planned', 'Planned'), ('kept', 'They met'), ('moved', 'Moved'), ('missed', 'Did not happen'), ('withheld', 'Withheld'), ('called off', 'Called off')], default='planned', editable=False, max_length=40)),
                ('at', models.DateTimeField()),
                ('minutes_planned', models.PositiveSmallIntegerField(default=120)),
                ('place', models.CharField(blank=True, max_length=200)),
                ('how', models.CharField(choices=[('two', 'The two of them'), ('guests', 'With guests, or in a group'), ('online', 'Online')], default='two', max_length=6)),
                ('guests', models.CharField(blank=True, help_text='who else comes, first names only', max_length=120)),
                ('link', models.URLField(blank=True, help_text='where an online meeting is opened', max_length=300)),
                ('together', models.UUIDField(blank=True, db_index=True, help_text='shared by the meetings of one group at one time', null=True)),
                ('planned_on', models.DateField(help_text='the day on which it was planned, or told of')),
                ('minutes', models.PositiveSmallIntegerField(blank=True, help_text='how long it was, if kept', null=True)),
                ('activities', models.JSONField(default=list, help_text='keys of the activity pictures')),
                ('who', models.CharField(blank=True, choices=[('child', 'The young person'), ('volunteer', 'The volunteer'), ('carer', 'The carer or home'), ('worker', 'The worker'), ('scheme', 'The scheme')], help_text='who moved or cancelled it', max_length=10)),
                ('reason', models.CharField(blank=True, choices=[('ill', 'Somebody was ill'), ('school', 'School or exams'), ('family', 'Time with family'), ('holiday', 'Holiday'), ('work', 'Work'), ('transport', 'Transport'), ('placement', 'A move of placement'), ('not today', 'Did not feel like it'), ('forgot', 'It was forgotten'), ('not there', 'Somebody did not come'), ('sanction', 'Taken away as a punishment'), ('safety', 'It did not feel safe'), ('away', 'Away for some days'), ('match ended', 'The match ended or paused'), ('other', 'Another reason')], max_length=12)),
                ('reason_words', models.CharField(blank=True, max_length=300)),
                ('morale', models.CharField(blank=True, choices=[('good', 'Good'), ('okay', 'Okay'), ('not great', 'Not great')], help_text='how it was for the volunteer, if said', max_length=10)),
                ('off_plan', models.BooleanField(default=False, help_text='recorded without having been planned')),
                ('feeling', models.CharField(blank=True, choices=[('good', 'Good'), ('okay', 'Okay'), ('not great', 'Not great')], help_text="the child's, if said", max_length=10)),
                ('feeling_words', models.CharField(blank=True, max_length=300)),
                ('not_now_on', models.DateField(blank=True, help_text='when the child said “not now”, if they did', null=True)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('match', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matching.match')),
                ('moved_to', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='moved_from', to='meetings.meeting')),
            ],
            options={
                'ordering': ['at'],
                'indexes': [models.Index(fields=['match', 'at'], name='meetings_me_match_i_7838aa_idx'), models.Index(fields=['match', 'status', 'at'], name='meetings_me_match_i_6cfec0_idx'), models.Index(fields=['status', 'at'], name='meetings_me_status_460155_idx'), models.Index(fields=['at', 'match'], name='meetings_me_at_5fd35c_idx')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('status__in', ['planned', 'kept'])), fields=('match', 'at'), name='a_match_meets_once_at_a_time'), models.CheckConstraint(condition=models.Q(('minutes', None), models.Q(('minutes__gte', 5), ('minutes__lte', 1440)), _connector='OR'), name='a_meeting_lasts_5_minutes_to_a_day')],
            },
        ),
        migrations.AddField(
            model_name='expense',
            name='meeting',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='meetings.meeting'),
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('said', kith.foundation.encryption.EncryptedTextField(help_text='the fields as JSON')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='meetings.meeting')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('meeting', 'by'), name='a_writer_keeps_one_draft_of_a_meeting')],
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
                'constraints': [models.UniqueConstraint(condition=models.Q(('until_day', None)), fields=('child',), name='a_child_stops_being_asked_once_at_a_time'), models.CheckConstraint(condition=models.Q(('until_day', None), ('until_day__gte', models.F('from_day')), _connector='OR'), name='not_being_asked_ends_after_it_begins')],
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
        migrations.CreateModel(
            name='Payment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('on', models.DateField()),
                ('reference', models.CharField(max_length=40)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.scheme')),
            ],
            options={
                'ordering': ['-on', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('scheme', 'reference'), name='a_payment_has_its_own_reference')],
            },
        ),
        migrations.AddField(
            model_name='expense',
            name='payment',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='expenses', to='meetings.payment'),
        ),
        migrations.CreateModel(
            name='PlanningRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('began_at', models.DateTimeField()),
                ('until_day', models.DateField()),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('fault', models.CharField(blank=True, max_length=60)),
                ('whole', models.PositiveIntegerField(default=0)),
                ('done', models.PositiveIntegerField(default=0)),
                ('planned', models.PositiveIntegerField(default=0, help_text='meetings')),
                ('held_back', models.PositiveIntegerField(default=0, help_text='matches with meetings that something stops')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-began_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Receipt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('picture', models.BinaryField(help_text='a PNG, encrypted')),
                ('at', models.DateTimeField()),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('expense', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='receipts', to='meetings.expense')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='SchoolHoliday',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('name', models.CharField(max_length=60)),
                ('from_day', models.DateField()),
                ('until_day', models.DateField()),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.organisation')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['from_day'],
                'constraints': [models.CheckConstraint(condition=models.Q(('until_day__gte', models.F('from_day'))), name='a_holiday_ends_after_it_begins'), models.UniqueConstraint(fields=('authority', 'from_day'), name='an_authority_has_one_holiday_from_a_day')],
            },
        ),
        migrations.CreateModel(
            name='TimeAway',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('from_day', models.DateField()),
                ('until_day', models.DateField()),
                ('who', models.CharField(choices=[('child', 'The young person'), ('volunteer', 'The volunteer'), ('carer', 'The carer or home'), ('worker', 'The worker'), ('scheme', 'The scheme')], max_length=10)),
                ('words', models.CharField(blank=True, max_length=200)),
                ('taken_back_on', models.DateField(blank=True, null=True)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matching.match')),
            ],
            options={
                'verbose_name_plural': 'times away',
                'ordering': ['from_day'],
                'indexes': [models.Index(fields=['match', 'from_day'], name='meetings_ti_match_i_3b3a01_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until_day__gte', models.F('from_day'))), name='time_away_ends_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='WaitingReceipt',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('picture', models.BinaryField(help_text='a PNG drawn anew, encrypted')),
                ('name', models.CharField(help_text='of the file, as its sender knows it', max_length=120)),
                ('at', models.DateTimeField()),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('match', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='matching.match')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('match', 'created_by'), name='one_picture_waits_for_its_form')],
            },
        ),
        migrations.CreateModel(
            name='CalendarFeed',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('from_day', models.DateField()),
                ('withdrawn_on', models.DateField(blank=True, null=True)),
                ('last_read_on', models.DateField(blank=True, null=True)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_on', None)), fields=('user',), name='a_person_has_one_calendar_address_at_a_time'), models.CheckConstraint(condition=models.Q(('withdrawn_on', None), ('withdrawn_on__gte', models.F('from_day')), _connector='OR'), name='a_calendar_address_ends_after_it_begins')],
            },
        ),
        migrations.AddIndex(
            model_name='expense',
            index=models.Index(fields=['match', 'on'], name='meetings_ex_match_i_f5ec7a_idx'),
        ),
        migrations.AddIndex(
            model_name='expense',
            index=models.Index(fields=['status', 'sent_on'], name='meetings_ex_status_e7a695_idx'),
        ),
        migrations.AddConstraint(
            model_name='expense',
            constraint=models.CheckConstraint(condition=models.Q(('amount__gt', Decimal('0'))), name='an_expense_is_more_than_nothing'),
        ),
        migrations.AddConstraint(
            model_name='expense',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'miles'), ('miles__isnull', False)), models.Q(models.Q(('kind', 'miles'), _negated=True), ('miles', None)), _connector='OR'), name='miles_stand_where_somebody_drove'),
        ),
        migrations.AddConstraint(
            model_name='expense',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'paid'), _negated=True), ('payment__isnull', False), _connector='OR'), name='what_is_paid_names_its_payment'),
        ),
    ]
