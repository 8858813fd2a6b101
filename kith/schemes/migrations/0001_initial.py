import django.db.models.deletion
import uuid
from decimal import Decimal
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('kind', models.CharField(choices=[('authority', 'Local authority'), ('provider', 'Provider'), ('school', 'School'), ('health', 'Health'), ('other', 'Other')], max_length=20)),
                ('name', models.CharField(max_length=120)),
                ('national_code', models.CharField(blank=True, help_text='for an authority, its ONS code', max_length=20)),
                ('nation', models.CharField(default='ENG', help_text='whose law and holidays apply', max_length=3)),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(fields=('kind', 'name'), name='an_organisation_is_named_once_in_its_kind')],
            },
        ),
        migrations.CreateModel(
            name='Scheme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('name', models.CharField(max_length=120)),
                ('preset', models.CharField(max_length=40)),
                ('word', models.CharField(max_length=40, verbose_name='word for the volunteer')),
                ('mode', models.CharField(max_length=40)),
                ('child_age_from', models.PositiveSmallIntegerField()),
                ('child_age_to', models.PositiveSmallIntegerField()),
                ('volunteer_age_from', models.PositiveSmallIntegerField(default=18)),
                ('volunteer_age_to', models.PositiveSmallIntegerField(default=99)),
                ('months', models.PositiveSmallIntegerField(blank=True, help_text='empty when open-ended', null=True)),
                ('goals', models.CharField(choices=[('off', 'No goals'), ('optional', 'Goals if the child wants them'), ('expected', 'Goals are part of it')], max_length=10)),
                ('entry', models.CharField(blank=True, help_text='who may enter, if not everybody in the ages', max_length=200)),
                ('check_level', models.CharField(max_length=60)),
                ('check_reason', models.CharField(max_length=200)),
                ('independence', models.BooleanField(default=False, help_text='the law asks for independence of the authority')),
                ('ends_when_care_ends', models.BooleanField(default=False)),
                ('budget_per_month', models.DecimalField(decimal_places=2, default=Decimal('0'), max_digits=6)),
                ('places_per_volunteer', models.PositiveSmallIntegerField(default=1)),
                ('opened_on', models.DateField()),
                ('closed_on', models.DateField(blank=True, null=True)),
                ('provider', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='schemes', to='schemes.organisation')),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(fields=('provider', 'name'), name='a_scheme_is_named_once_at_its_provider'), models.CheckConstraint(condition=models.Q(('child_age_to__gte', models.F('child_age_from')), ('child_age_to__lte', 25)), name='a_scheme_serves_ages_in_order_up_to_25')],
            },
        ),
        migrations.CreateModel(
            name='Contract',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('from_day', models.DateField()),
                ('until_day', models.DateField(blank=True, null=True)),
                ('places', models.PositiveSmallIntegerField(help_text='matches the contract pays for')),
                ('reporting', models.CharField(default='quarter', max_length=20)),
                ('least_every', models.PositiveSmallIntegerField(blank=True, help_text='the least the commissioner asks for: they meet every so many', null=True)),
                ('least_unit', models.CharField(choices=[('week', 'weeks'), ('month', 'months')], default='week', max_length=5)),
                ('commissioner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contracts', to='schemes.organisation')),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='contracts', to='schemes.scheme')),
            ],
            options={
                'ordering': ['-from_day'],
                'constraints': [models.CheckConstraint(condition=models.Q(('until_day', None), ('until_day__gte', models.F('from_day')), _connector='OR'), name='a_contract_ends_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='SchemeRules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('from_day', models.DateField()),
                ('meeting_rhythm', models.JSONField(help_text='rows of ages, months of the match, every, unit')),
                ('stages', models.JSONField(default=list)),
                ('quiet_after', models.PositiveSmallIntegerField(help_text='days beyond the rhythm')),
                ('withheld_limit', models.PositiveSmallIntegerField(default=2, help_text='meetings withheld by a carer in 90 days that ask for a talk')),
                ('pattern_after', models.PositiveSmallIntegerField(default=3, help_text='times in 90 days before something that repeats is shown')),
                ('supervision_days', models.PositiveSmallIntegerField(help_text='days between supervisions, once settled')),
                ('early_supervisions', models.PositiveSmallIntegerField(default=3, help_text='a supervision after each of the first meetings')),
                ('monthly_until', models.PositiveSmallIntegerField(default=6, help_text='month of the match until which a supervision belongs every four weeks; 0: none')),
                ('review_months', models.JSONField(default=list, help_text='months of the match at which it is reviewed')),
                ('check_in_days', models.PositiveSmallIntegerField(default=91, help_text='days between asking the child, the carer and the worker; 0 asks nobody')),
                ('matches_per_post', models.PositiveSmallIntegerField(default=36, help_text='matches that one full-time coordinator can hold well')),
                ('exchange_places', models.BooleanField(default=False, help_text='after an open day children exchange places where that is better for them and worse for nobody')),
                ('safety_plans_for', models.JSONField(default=list, help_text='kinds of thing for which a safety plan is agreed first; “meeting” is the first meeting')),
                ('lone_visits', models.BooleanField(default=False, help_text='volunteers may say by a press that they are there, and home again')),
                ('home_within', models.PositiveSmallIntegerField(default=60, help_text='minutes after a meeting’s end by which a volunteer says that they are home')),
                ('winding_down', models.PositiveSmallIntegerField(help_text='meetings between telling and the last one')),
                ('graduation', models.BooleanField(default=False)),
                ('referral_answer_days', models.PositiveSmallIntegerField(default=5, help_text='working days')),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rules', to='schemes.scheme')),
            ],
            options={
                'verbose_name_plural': 'scheme rules',
                'ordering': ['from_day'],
                'constraints': [models.UniqueConstraint(fields=('scheme', 'from_day'), name='rules_have_one_version_a_day')],
            },
        ),
    ]
