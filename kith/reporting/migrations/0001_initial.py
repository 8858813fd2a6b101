import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '__first__'),
        ('schemes', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Run',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('definition', models.CharField(help_text='which definition, with its version', max_length=20)),
                ('figures', models.JSONField(help_text='as the reader sees them: small numbers are not in here')),
                ('digest', models.CharField(max_length=64)),
                ('made_at', models.DateTimeField()),
                ('status', models.CharField(choices=[('made', 'Made'), ('released', 'Released'), ('replaced', 'Replaced')], db_index=True, default='made', editable=False, max_length=40)),
                ('from_day', models.DateField()),
                ('until_day', models.DateField(help_text='the last day that counts')),
                ('released_at', models.DateTimeField(blank=True, null=True)),
                ('contract', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.contract')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('released_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-from_day', '-id'],
                'indexes': [models.Index(fields=['contract', 'status', '-from_day'], name='reporting_r_contrac_da3126_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('until_day__gte', models.F('from_day'))), name='a_report_spans_days_in_order'), models.CheckConstraint(condition=models.Q(('status', 'made'), ('released_at__isnull', False), _connector='OR'), name='a_report_that_was_let_out_knows_when'), models.UniqueConstraint(condition=models.Q(('status', 'released')), fields=('contract', 'from_day', 'until_day'), name='a_commissioner_has_one_report_for_a_span')],
            },
        ),
        migrations.CreateModel(
            name='RunChange',
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
                ('of', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='reporting.run')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='MembersSheet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('definition', models.CharField(help_text='which definition, with its version', max_length=20)),
                ('figures', models.JSONField(help_text='as the reader sees them: small numbers are not in here')),
                ('digest', models.CharField(max_length=64)),
                ('made_at', models.DateTimeField()),
                ('on', models.DateField(help_text='the last day of the last whole quarter')),
                ('told_by', models.PositiveBigIntegerField(default=0, help_text='which import of the register had been saved last, 0 for none')),
                ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.organisation')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-on', '-id'],
                'constraints': [models.UniqueConstraint(fields=('authority', 'on', 'told_by', 'definition'), name='members_see_one_sheet_for_a_day_and_a_return')],
            },
        ),
    ]
