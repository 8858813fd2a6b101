import django.db.models.deletion
import kith.foundation.encryption
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
            name='BarredContact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('relation', models.CharField(choices=[('parent', 'Parent or step-parent'), ('relative', 'Another relative'), ('known', 'Somebody the child knew'), ('stranger', 'Somebody the child did not know'), ('not said', 'Not said')], max_length=20)),
                ('name', kith.foundation.encryption.EncryptedTextField()),
                ('aliases', kith.foundation.encryption.EncryptedTextField(blank=True, help_text='a name a line')),
                ('addresses', kith.foundation.encryption.EncryptedTextField(blank=True, help_text='an address a line, with its postcode')),
                ('phones', kith.foundation.encryption.EncryptedTextField(blank=True, help_text='a number a line')),
                ('emails', kith.foundation.encryption.EncryptedTextField(blank=True, help_text='an address a line')),
                ('why', kith.foundation.encryption.EncryptedTextField(help_text='who says so, such as an order of a court')),
                ('from_day', models.DateField()),
                ('until_day', models.DateField(blank=True, null=True)),
                ('ended_why', kith.foundation.encryption.EncryptedTextField(blank=True)),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.child')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'indexes': [models.Index(fields=['child', 'until_day'], name='safeguardin_child_i_a744e1_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until_day', None), ('until_day__gte', models.F('from_day')), _connector='OR'), name='a_barred_contact_ends_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='AccountAlike',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('alike', models.JSONField(default=list, help_text='in what: name, sound, phone, email')),
                ('found_on', models.DateField()),
                ('settled_on', models.DateField(blank=True, help_text='the day on which a lead said: somebody else', null=True)),
                ('words', kith.foundation.encryption.EncryptedTextField(blank=True, help_text='how the lead found out')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='safeguarding.barredcontact')),
            ],
            options={
                'verbose_name_plural': 'accounts alike',
                'constraints': [models.UniqueConstraint(fields=('user', 'contact'), name='an_account_is_alike_with_somebody_once')],
            },
        ),
        migrations.CreateModel(
            name='BarredMark',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('kind', models.CharField(choices=[('name', 'Name'), ('sound', 'Sound of a name'), ('address', 'Address'), ('phone', 'Phone number'), ('email', 'E-mail address')], max_length=10)),
                ('digest', models.CharField(db_index=True, max_length=64)),
                ('contact', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='marks', to='safeguarding.barredcontact')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Concern',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('status', models.CharField(choices=[('raised', 'Raised'), ('read', 'Read'), ('decided', 'Decided'), ('closed', 'Closed')], db_index=True, default='raised', editable=False, max_length=40)),
                ('reference', models.CharField(max_length=12, unique=True)),
                ('about_name', kith.foundation.encryption.EncryptedTextField(blank=True, help_text='somebody who works or volunteers here whom it is about, as whoever raised it wrote')),
                ('urgency', models.CharField(choices=[('now', 'Somebody may be in danger now'), ('today', 'Somebody should act today'), ('soon', 'It can be talked about this week')], max_length=10)),
                ('words', kith.foundation.encryption.EncryptedTextField(help_text='what was seen, heard or said')),
                ('child_said', kith.foundation.encryption.EncryptedTextField(blank=True, help_text="in the child's own words")),
                ('told', kith.foundation.encryption.EncryptedTextField(blank=True, help_text='who has been told already')),
                ('raised_at', models.DateTimeField()),
                ('raised_from', models.CharField(blank=True, help_text='the page, in plain words', max_length=120)),
                ('is_allegation', models.BooleanField(default=False)),
                ('about_user', models.ForeignKey(blank=True, help_text='who must not see it', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('child', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.child')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('scheme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.scheme')),
                ('volunteer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.volunteer')),
            ],
            options={
                'indexes': [models.Index(fields=['scheme', 'status'], name='safeguardin_scheme__1cc0c8_idx')],
            },
        ),
        migrations.CreateModel(
            name='Accused',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.volunteer')),
                ('concern', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='accused', to='safeguarding.concern')),
            ],
            options={
                'verbose_name_plural': 'accused',
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('concern', 'volunteer'), name='a_volunteer_is_accused_once_in_a_concern')],
            },
        ),
        migrations.CreateModel(
            name='ConcernChange',
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
                ('of', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='safeguarding.concern')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ConcernEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('kind', models.CharField(choices=[('note', 'Note'), ('decision', 'Decision'), ('childrens services', 'Referred to children’s services'), ('designated officer', 'Referred to the designated officer'), ('no services', 'Children’s services were not told, and why'), ('no officer', 'The designated officer was not told, and why'), ('police', 'Referred to the police'), ('outcome', 'Outcome'), ('lesson', 'What we learnt'), ('allegation', 'Recorded as an allegation'), ('told again', 'Not read in time: told again'), ('kept from', 'Kept from somebody')], default='note', max_length=20)),
                ('words', kith.foundation.encryption.EncryptedTextField()),
                ('at', models.DateTimeField()),
                ('concern', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='safeguarding.concern')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'concern entries',
                'ordering': ['at', 'id'],
            },
        ),
        migrations.CreateModel(
            name='ConcernKept',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('concern', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='kept', to='safeguarding.concern')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'concerns kept',
                'indexes': [models.Index(fields=['user', 'concern'], name='safeguardin_user_id_8d384d_idx')],
                'constraints': [models.UniqueConstraint(fields=('concern', 'user'), name='a_concern_is_kept_from_somebody_once')],
            },
        ),
        migrations.CreateModel(
            name='RingNumber',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('number', models.CharField(max_length=30)),
                ('when', models.CharField(help_text='who answers, and at what hours', max_length=120)),
                ('for_young', models.BooleanField(default=False, help_text='young people read it too')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='schemes.scheme')),
            ],
            options={
                'ordering': ['id'],
                'constraints': [models.UniqueConstraint(fields=('scheme', 'number'), name='a_number_to_ring_stands_once_for_a_scheme')],
            },
        ),
        migrations.CreateModel(
            name='SafetyPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('kind', models.CharField(choices=[('meeting', 'Meeting each other'), ('water', 'Swimming, boats and water'), ('sport', 'Climbing, riding, cycling on roads'), ('car', 'Going by car, or far away'), ('home', 'Being at a home'), ('crowd', 'Big events and crowds'), ('night', 'Staying overnight'), ('other', 'Something else')], max_length=10)),
                ('asked_on', models.DateField(blank=True, help_text='when the volunteer asked for it, if they did', null=True)),
                ('agreed_on', models.DateField(blank=True, null=True)),
                ('agreed_with', models.JSONField(default=list)),
                ('until_day', models.DateField(blank=True, null=True)),
                ('read_on', models.DateField(blank=True, help_text='when the volunteer said that they read it', null=True)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.child')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.scheme')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.volunteer')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('agreed_on__isnull', False), ('ended_on', None)), fields=('child', 'volunteer', 'scheme', 'kind'), name='one_safety_plan_of_a_kind_stands_at_a_time'), models.CheckConstraint(condition=models.Q(('agreed_on', None), ('until_day__gt', models.F('agreed_on')), _connector='OR'), name='an_agreed_safety_plan_runs_out_later')],
            },
        ),
        migrations.CreateModel(
            name='SafetyLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('could_happen', kith.foundation.encryption.EncryptedTextField()),
                ('we_do', kith.foundation.encryption.EncryptedTextField()),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='safeguarding.safetyplan')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
    ]
