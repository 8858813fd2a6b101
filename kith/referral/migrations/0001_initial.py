import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '__first__'),
        ('people', '0001_initial'),
        ('register', '0001_initial'),
        ('schemes', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Referral',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('status', models.CharField(choices=[('received', 'Received'), ('questioned', 'Waiting for the referrer'), ('accepted', 'Accepted'), ('waiting', 'Waiting for somebody'), ('matched', 'Matched'), ('declined', 'Declined'), ('withdrawn', 'Withdrawn'), ('closed', 'Closed')], db_index=True, default='received', editable=False, max_length=40)),
                ('reference', models.CharField(max_length=12, unique=True)),
                ('received_on', models.DateField()),
                ('source', models.CharField(choices=[('social worker', 'Social worker'), ('reviewing officer', 'Reviewing officer'), ('personal adviser', 'Personal adviser'), ('school', 'School'), ('carer', 'Carer'), ('parent', 'Parent'), ('young person', 'The young person'), ('other', 'Somebody else')], max_length=20)),
                ('referrer_name', models.CharField(blank=True, max_length=120)),
                ('referrer_email', models.EmailField(blank=True, max_length=254)),
                ('referrer_phone', models.CharField(blank=True, max_length=30)),
                ('referrer_place', models.CharField(blank=True, max_length=120, verbose_name='team or school')),
                ('first_name', models.CharField(blank=True, max_length=80)),
                ('last_name', models.CharField(blank=True, max_length=80)),
                ('born', models.DateField(blank=True, null=True)),
                ('authority_ref', models.CharField(blank=True, max_length=40)),
                ('why', models.TextField(max_length=2000)),
                ('practical_needs', models.TextField(blank=True, max_length=2000)),
                ('child_knows', models.BooleanField(blank=True, help_text='has the child been asked', null=True)),
                ('child_answer', models.CharField(blank=True, choices=[('yes', 'Yes, they would like it'), ('unsure', 'They are not sure yet'), ('no', 'No, they do not want it')], max_length=10)),
                ('child_words', models.TextField(blank=True, max_length=1000)),
                ('authority', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.organisation')),
                ('child', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.child')),
                ('coordinator', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('offer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='register.offer')),
                ('scheme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.scheme')),
            ],
            options={
                'indexes': [models.Index(fields=['scheme', 'status', 'received_on'], name='referral_re_scheme__ef101f_idx'), models.Index(fields=['created_by', 'status'], name='referral_re_created_2f0a07_idx'), models.Index(fields=['child', 'status'], name='referral_re_child_i_c5d8c7_idx')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('child__isnull', False), ('status__in', ['received', 'questioned', 'accepted', 'waiting'])), fields=('child', 'scheme'), name='a_child_has_one_open_referral_to_a_scheme'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['accepted', 'waiting', 'matched']), _negated=True), models.Q(('child__isnull', False), ('scheme__isnull', False)), _connector='OR'), name='an_accepted_referral_has_a_child_and_a_scheme'), models.CheckConstraint(condition=models.Q(('child_answer', 'no'), ('status__in', ['accepted', 'waiting', 'matched']), _negated=True), name='a_child_who_said_no_is_not_taken_on'), models.CheckConstraint(condition=models.Q(('child_answer', ''), ('child_knows', True), _connector='OR'), name='only_a_child_who_was_asked_has_answered')],
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('words', models.TextField(max_length=1000)),
                ('asked_on', models.DateField()),
                ('answer', models.TextField(blank=True, max_length=2000)),
                ('answered_on', models.DateField(blank=True, null=True)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('referral', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='referral.referral')),
            ],
            options={
                'ordering': ['asked_on', 'id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('answered_on', None)), fields=('referral',), name='a_referral_has_one_open_question'), models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('answered_on', None)), models.Q(('answered_on__isnull', False), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='an_answered_question_has_an_answer')],
            },
        ),
        migrations.CreateModel(
            name='ReferralChange',
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
                ('of', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='changes', to='referral.referral')),
            ],
            options={
                'ordering': ['id'],
                'abstract': False,
            },
        ),
    ]
