import django.db.models.deletion
import kith.foundation.encryption
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_initial'),
        ('schemes', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AgendaItem',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('status', models.CharField(choices=[('on the agenda', 'On the agenda'), ('decided', 'Decided, waits for a second person'), ('agreed', 'Agreed, the letter has not gone'), ('settled', 'Settled'), ('taken off', 'Taken off the agenda')], db_index=True, default='on the agenda', editable=False, max_length=40)),
                ('place', models.PositiveSmallIntegerField(help_text='in the order in which it is read')),
                ('outcome', models.CharField(blank=True, choices=[('approve', 'Approve'), ('approve with conditions', 'Approve with conditions'), ('defer', 'Not yet: something is still needed'), ('decline', 'Decline')], max_length=30)),
                ('age_from', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('age_to', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('places', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('conditions', models.CharField(blank=True, max_length=300)),
                ('reason', models.CharField(blank=True, choices=[('motives', 'Why they want to do it'), ('understanding', 'How they see children or care'), ('time', 'Not enough time, or not for long enough'), ('references', 'References'), ('declaration', 'What they declared'), ('dbs', 'DBS check'), ('independence', 'Not independent of the council'), ('training', 'How they took part in training'), ('no need', 'Nobody waits for somebody like them'), ('other', 'Another reason')], max_length=20)),
                ('minutes', kith.foundation.encryption.EncryptedTextField(blank=True, help_text='read by those who vet, nobody else')),
                ('decided_on', models.DateField(blank=True, null=True)),
                ('agreed_on', models.DateField(blank=True, null=True)),
                ('letter_on', models.DateField(blank=True, help_text='the day the letter went and it held', null=True)),
                ('agreed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('programmes', models.ManyToManyField(blank=True, related_name='+', to='schemes.scheme')),
            ],
            options={
                'ordering': ['place', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='AgendaItemChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(max_length=40)),
                ('from_status', models.CharField(max_length=40)),
                ('to_status', models.CharField(max_length=40)),
                ('on', models.DateField()),
                ('reason', models.CharField(blank=True, max_length=40)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('words', kith.foundation.encryption.EncryptedTextField(blank=True)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('of', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='recruitment.agendaitem')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Application',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('status', models.CharField(choices=[('enquired', 'Enquired'), ('applied', 'Applied'), ('interviewed', 'Interviewed'), ('checking', 'Being checked'), ('ready', 'Ready for panel'), ('approved', 'Approved'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn'), ('lapsed', 'Lapsed')], db_index=True, default='enquired', editable=False, max_length=40)),
                ('received_on', models.DateField()),
                ('at_step_since', models.DateField(help_text='the day it came to the step where it stands')),
                ('asked_on', models.DateField(blank=True, help_text='since when an answer of theirs is awaited; empty while it is our turn', null=True)),
                ('warned_on', models.DateField(blank=True, help_text='when they were told that it would lapse', null=True)),
                ('heard', models.CharField(blank=True, choices=[('word of mouth', 'From somebody they know'), ('poster', 'Poster or leaflet'), ('social media', 'Social media'), ('event', 'An event'), ('website', 'Our website'), ('volunteer centre', 'Volunteer centre'), ('employer', 'Their employer'), ('other', 'Another way')], max_length=20)),
                ('why', models.TextField(blank=True, help_text='why they would like to, in their words', max_length=2000)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recruiter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.scheme')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.volunteer')),
            ],
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='application',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='recruitment.application'),
        ),
        migrations.CreateModel(
            name='ApplicationChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('step', models.CharField(max_length=40)),
                ('from_status', models.CharField(max_length=40)),
                ('to_status', models.CharField(max_length=40)),
                ('on', models.DateField()),
                ('reason', models.CharField(blank=True, max_length=40)),
                ('recorded_at', models.DateTimeField(auto_now_add=True)),
                ('words', kith.foundation.encryption.EncryptedTextField(blank=True)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('of', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='recruitment.application')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Approval',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('age_from', models.PositiveSmallIntegerField()),
                ('age_to', models.PositiveSmallIntegerField()),
                ('places', models.PositiveSmallIntegerField(default=1)),
                ('conditions', models.CharField(blank=True, max_length=300)),
                ('from_day', models.DateField()),
                ('until_day', models.DateField(blank=True, null=True)),
                ('review_on', models.DateField(blank=True, help_text='when the next review is due', null=True)),
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='approvals', to='recruitment.application')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.scheme')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.volunteer')),
            ],
        ),
        migrations.CreateModel(
            name='Bringing',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('status', models.CharField(choices=[('mapping', 'Columns to be named'), ('looking', 'Being looked through'), ('looked through', 'Looked through, nothing saved yet'), ('saving', 'Being saved'), ('saved', 'Saved'), ('thrown away', 'Thrown away')], db_index=True, default='mapping', editable=False, max_length=40)),
                ('on', models.DateField()),
                ('file_name', models.CharField(max_length=200)),
                ('content', kith.foundation.encryption.EncryptedTextField(blank=True, help_text='the titles and rows as they were read')),
                ('mapping', models.JSONField(default=dict, help_text='our field → the title of the file’s column')),
                ('counts', models.JSONField(default=dict)),
                ('findings', models.JSONField(default=list, help_text='line, column, what is wrong and what to do')),
                ('preview', kith.foundation.encryption.EncryptedTextField(blank=True, help_text='the first rows, as they would be saved')),
                ('failed', kith.foundation.encryption.EncryptedTextField(blank=True, help_text='the rows that were left out, to mend and send again')),
                ('progress', models.PositiveSmallIntegerField(default=0, help_text='percent')),
                ('fault', models.CharField(blank=True, max_length=200)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.scheme')),
            ],
            options={
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='BringingChange',
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
                ('of', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='recruitment.bringing')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Check',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('kind', models.CharField(help_text='key of a requirement', max_length=30)),
                ('on', models.DateField()),
                ('until', models.DateField(blank=True, null=True)),
                ('passed', models.BooleanField(default=True)),
                ('details', models.JSONField(default=dict, help_text='codes, such as a DBS level; never what a certificate says')),
                ('number', kith.foundation.encryption.EncryptedTextField(blank=True, help_text='certificate number, where there is one')),
                ('number_digest', models.CharField(blank=True, db_index=True, help_text='tells whether two numbers are the same, nothing else', max_length=64)),
                ('given_by', kith.foundation.encryption.EncryptedTextField(blank=True, help_text='who gave a reference')),
                ('vetting_words', kith.foundation.encryption.EncryptedTextField(blank=True, help_text='read by those who vet, nobody else')),
                ('withdrawn_on', models.DateField(blank=True, null=True)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.scheme')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.volunteer')),
                ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='ColumnMapping',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('titles', models.JSONField(default=dict, help_text='a column’s title, tidied → our field, or nothing')),
                ('scheme', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schemes.scheme')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Leaving',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('on', models.DateField(help_text='the last day of the approval')),
                ('why', models.CharField(choices=[('time', 'No time any more'), ('work', 'Work or study'), ('family', 'Family or health'), ('moved', 'Moved away'), ('match ended', 'Their young person no longer needs them'), ('support', 'Too little support from us'), ('waited', 'Waited too long for somebody'), ('expected', 'It was not what they expected'), ('ended by us', 'We ended the approval'), ('other', 'Another reason')], max_length=20)),
                ('talk', models.CharField(blank=True, choices=[('held', 'We talked'), ('offered', 'We offered, they would rather not'), ('not reached', 'We could not reach them')], max_length=20)),
                ('would_come_back', models.BooleanField(blank=True, null=True)),
                ('said', models.TextField(blank=True, help_text='what we can learn, in their words', max_length=2000)),
                ('vetting_words', kith.foundation.encryption.EncryptedTextField(blank=True, help_text='read by those who vet, nobody else')),
                ('approval', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='leaving', to='recruitment.approval')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.scheme')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.volunteer')),
            ],
        ),
        migrations.CreateModel(
            name='Panel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('on', models.DateField()),
                ('place', models.CharField(blank=True, max_length=120)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.organisation')),
            ],
            options={
                'ordering': ['-on'],
            },
        ),
        migrations.AddField(
            model_name='agendaitem',
            name='panel',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='recruitment.panel'),
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('kind', models.CharField(choices=[('probation', 'Review after three months'), ('yearly', 'Yearly review')], max_length=20)),
                ('due_on', models.DateField()),
                ('on', models.DateField()),
                ('outcome', models.CharField(choices=[('goes on', 'It goes on as it is'), ('changed', 'It goes on, with other ages, places or conditions'), ('ends', 'The approval ends')], max_length=20)),
                ('agreed', models.TextField(blank=True, help_text='what was talked about; the volunteer reads it', max_length=2000)),
                ('vetting_words', kith.foundation.encryption.EncryptedTextField(blank=True, help_text='read by those who vet, nobody else')),
                ('approval', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='recruitment.approval')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.scheme')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.volunteer')),
            ],
            options={
                'ordering': ['-on', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Suspension',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('reason', models.CharField(choices=[('concern', 'A concern is being looked into'), ('check', 'A check has lapsed'), ('own wish', 'Their own wish'), ('other', 'Another reason')], max_length=20)),
                ('from_day', models.DateField()),
                ('until_day', models.DateField(blank=True, null=True)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('lifted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.volunteer')),
            ],
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['scheme', 'status', 'received_on'], name='recruitment_scheme__376452_idx'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['scheme', 'status', 'at_step_since'], name='recruitment_scheme__79030f_idx'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(fields=['volunteer', 'scheme'], name='recruitment_volunte_56f0fc_idx'),
        ),
        migrations.AddIndex(
            model_name='application',
            index=models.Index(condition=models.Q(('asked_on__isnull', False)), fields=['asked_on'], name='applications_that_wait'),
        ),
        migrations.AddConstraint(
            model_name='application',
            constraint=models.UniqueConstraint(condition=models.Q(('status__in', ['enquired', 'applied', 'interviewed', 'checking', 'ready'])), fields=('volunteer', 'scheme'), name='a_volunteer_has_one_open_application_to_a_scheme'),
        ),
        migrations.AddIndex(
            model_name='approval',
            index=models.Index(fields=['scheme', 'review_on'], name='recruitment_scheme__3655a5_idx'),
        ),
        migrations.AddConstraint(
            model_name='approval',
            constraint=models.CheckConstraint(condition=models.Q(('age_to__gte', models.F('age_from'))), name='approved_ages_are_in_order'),
        ),
        migrations.AddConstraint(
            model_name='approval',
            constraint=models.CheckConstraint(condition=models.Q(('places__gte', 1)), name='an_approval_is_for_at_least_one_child'),
        ),
        migrations.AddConstraint(
            model_name='approval',
            constraint=models.CheckConstraint(condition=models.Q(('until_day', None), ('until_day__gte', models.F('from_day')), _connector='OR'), name='an_approval_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='approval',
            constraint=models.UniqueConstraint(condition=models.Q(('until_day', None)), fields=('volunteer', 'scheme'), name='a_volunteer_has_one_open_approval_in_a_scheme'),
        ),
        migrations.AddIndex(
            model_name='check',
            index=models.Index(fields=['volunteer', 'scheme', 'kind'], name='recruitment_volunte_70adf3_idx'),
        ),
        migrations.AddIndex(
            model_name='check',
            index=models.Index(fields=['until'], name='recruitment_until_b5dcf4_idx'),
        ),
        migrations.AddConstraint(
            model_name='check',
            constraint=models.CheckConstraint(condition=models.Q(('until', None), ('until__gte', models.F('on')), _connector='OR'), name='a_check_runs_out_after_it_was_made'),
        ),
        migrations.AddConstraint(
            model_name='leaving',
            constraint=models.CheckConstraint(condition=models.Q(('why', 'ended by us'), models.Q(('talk', ''), _negated=True), _connector='OR'), name='who_leaves_is_offered_a_talk'),
        ),
        migrations.AddConstraint(
            model_name='panel',
            constraint=models.UniqueConstraint(fields=('provider', 'on'), name='a_provider_has_one_panel_a_day'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.UniqueConstraint(condition=models.Q(('status__in', ['on the agenda', 'decided', 'agreed'])), fields=('application',), name='an_application_is_on_one_agenda_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(('agreed_by', None), ('decided_by', None), models.Q(('agreed_by', models.F('decided_by')), _negated=True), _connector='OR'), name='a_panel_s_decision_needs_two_people'),
        ),
        migrations.AddConstraint(
            model_name='agendaitem',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'settled'), _negated=True), ('agreed_by__isnull', False), _connector='OR'), name='nothing_is_settled_that_nobody_agreed_to'),
        ),
        migrations.AddIndex(
            model_name='review',
            index=models.Index(fields=['volunteer', 'scheme', 'on'], name='recruitment_volunte_a50d09_idx'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.UniqueConstraint(fields=('approval', 'due_on'), name='a_review_is_held_once_when_due'),
        ),
        migrations.AddConstraint(
            model_name='suspension',
            constraint=models.UniqueConstraint(condition=models.Q(('until_day', None)), fields=('volunteer',), name='a_volunteer_is_suspended_once_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='suspension',
            constraint=models.CheckConstraint(condition=models.Q(('until_day', None), ('until_day__gte', models.F('from_day')), _connector='OR'), name='a_suspension_is_lifted_after_it_begins'),
        ),
    ]
