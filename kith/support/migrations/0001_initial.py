import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('matching', '0001_initial'),
        ('people', '0001_initial'),
        ('schemes', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Supervision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('on', models.DateField()),
                ('how', models.CharField(choices=[('phone', 'By phone'), ('in person', 'In person'), ('online', 'Online'), ('group', 'In a group')], max_length=10)),
                ('minutes', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('wellbeing', models.CharField(blank=True, choices=[('good', 'Good'), ('up and down', 'Up and down'), ('low', 'Low')], max_length=12)),
                ('talked_about', models.TextField(blank=True, help_text="the coordinator's own record", max_length=2000)),
                ('agreed', models.TextField(blank=True, help_text='shared with the volunteer', max_length=1000)),
                ('next_on', models.DateField(blank=True, null=True)),
                ('taken_back_on', models.DateField(blank=True, help_text='recorded by mistake', null=True)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('match', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='matching.match')),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.scheme')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.volunteer')),
            ],
            options={
                'ordering': ['-on'],
                'indexes': [models.Index(fields=['volunteer', '-on'], name='support_sup_volunte_3cc3d4_idx'), models.Index(fields=['match', '-on'], name='support_sup_match_i_261120_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('next_on', None), ('next_on__gt', models.F('on')), _connector='OR'), name='the_next_supervision_is_later')],
            },
        ),
    ]
