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
            name='Kept',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('what', models.CharField(choices=[('needs', 'who is needed'), ('road', 'how people came through, and from where')], max_length=5)),
                ('period', models.CharField(blank=True, max_length=3)),
                ('at', models.DateTimeField(help_text='when it was worked out')),
                ('told', models.JSONField()),
                ('authority', models.ForeignKey(blank=True, help_text='whose children only; empty for those of the whole scheme', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.organisation')),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.scheme')),
            ],
            options={
                'verbose_name_plural': 'kept',
                'constraints': [models.UniqueConstraint(condition=models.Q(('authority', None)), fields=('scheme', 'what', 'period'), name='of_a_scheme_each_is_kept_once'), models.UniqueConstraint(condition=models.Q(('authority__isnull', False)), fields=('scheme', 'authority', 'what', 'period'), name='of_an_authority_in_a_scheme_each_is_kept_once')],
            },
        ),
        migrations.CreateModel(
            name='Reckoning',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('begun_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('schemes', models.JSONField(help_text='ids of the schemes')),
                ('done', models.PositiveIntegerField(default=0, help_text='how many of them are worked out')),
                ('fault', models.CharField(blank=True, help_text='the kind of fault that stopped it', max_length=200)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('ended_at', None), ('ended_at__gte', models.F('begun_at')), _connector='OR'), name='a_reckoning_ends_after_it_begins')],
            },
        ),
    ]
