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
            name='Application',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('status', models.CharField(choices=[('enquired', 'Enquired'), ('applied', 'Applied'), ('interviewed', 'Interviewed'), ('checking', 'Being checked'), ('ready', 'Ready for panel'), ('approved', 'Approved'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn')], db_index=True, default='enquired', editable=False, max_length=40)),
                ('received_on', models.DateField()),
                ('heard', models.CharField(blank=True, choices=[('word of mouth', 'From somebody they know'), ('poster', 'Poster or leaflet'), ('social media', 'Social media'), ('event', 'An event'), ('website', 'Our website'), ('volunteer centre', 'Volunteer centre'), ('employer', 'Their employer'), ('other', 'Another way')], max_length=20)),
                ('why', models.TextField(blank=True, help_text='why they would like to, in their words', max_length=2000)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recruiter', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.scheme')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.volunteer')),
            ],
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
                ('application', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='approvals', to='recruitment.application')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.scheme')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.volunteer')),
            ],
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
        migrations.AddConstraint(
            model_name='application',
            constraint=models.UniqueConstraint(condition=models.Q(('status__in', ['enquired', 'applied', 'interviewed', 'checking', 'ready'])), fields=('volunteer', 'scheme'), name='a_volunteer_has_one_open_application_to_a_scheme'),
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
            model_name='suspension',
            constraint=models.UniqueConstraint(condition=models.Q(('until_day', None)), fields=('volunteer',), name='a_volunteer_is_suspended_once_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='suspension',
            constraint=models.CheckConstraint(condition=models.Q(('until_day', None), ('until_day__gte', models.F('from_day')), _connector='OR'), name='a_suspension_is_lifted_after_it_begins'),
        ),
    ]
