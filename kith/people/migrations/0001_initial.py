import django.db.models.deletion
import kith.foundation.encryption
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('schemes', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Carer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('name', models.CharField(max_length=120)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('phone', models.CharField(blank=True, max_length=30)),
                ('user', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Child',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('authority_ref', models.CharField(blank=True, help_text="the authority's own id", max_length=40)),
                ('first_name', models.CharField(blank=True, max_length=80)),
                ('last_name', models.CharField(blank=True, max_length=80)),
                ('known_as', models.CharField(blank=True, max_length=80)),
                ('born', models.DateField(blank=True, null=True)),
                ('gender', models.CharField(choices=[('F', 'Girl'), ('M', 'Boy'), ('X', 'Another way'), ('U', 'Not known')], default='U', max_length=1)),
                ('ethnicity', models.CharField(blank=True, help_text='code of the register', max_length=4)),
                ('languages', models.JSONField(default=list)),
                ('faith', models.CharField(blank=True, max_length=40)),
                ('practical_needs', models.TextField(blank=True, help_text='what a volunteer needs to know for a meeting')),
                ('picture', models.CharField(blank=True, help_text='the picture they chose', max_length=20)),
                ('area', models.CharField(blank=True, help_text='outward postcode of where they live, no more', max_length=4)),
                ('looked_after', models.BooleanField(default=False)),
                ('seeking_asylum_alone', models.BooleanField(default=False)),
                ('in_latest_import', models.BooleanField(default=False)),
                ('sealed', models.BooleanField(default=False)),
                ('rests_until', models.DateField(blank=True, help_text='no new match is looked for before this day; the child may lift it', null=True)),
                ('sharing', models.JSONField(default=dict, help_text='what they let their volunteer see, by item')),
                ('authority', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.organisation')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='child', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'children',
            },
        ),
        migrations.CreateModel(
            name='Opening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('reason', models.CharField(choices=[('danger', 'The child may be in danger now'), ('unreachable', 'The person who looks after them cannot be reached'), ('contact', 'The child, their carer or their worker has asked for help'), ('order', 'A court, the police or children’s services asks')], max_length=20)),
                ('words', kith.foundation.encryption.EncryptedTextField()),
                ('was_sealed', models.BooleanField(default=False)),
                ('at', models.DateTimeField()),
                ('until_at', models.DateTimeField()),
                ('review_by', models.DateField()),
                ('reviewed_on', models.DateField(blank=True, null=True)),
                ('finding', models.CharField(blank=True, choices=[('right', 'It was right to open it'), ('avoidable', 'It was well meant, and could have been avoided'), ('wrong', 'It should not have been opened')], max_length=12)),
                ('review_words', kith.foundation.encryption.EncryptedTextField(blank=True)),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.child')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reviewed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.scheme')),
            ],
        ),
        migrations.CreateModel(
            name='PlacementAddress',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('address', kith.foundation.encryption.EncryptedTextField(blank=True)),
                ('postcode', kith.foundation.encryption.EncryptedTextField(blank=True)),
                ('from_day', models.DateField()),
                ('until_day', models.DateField(blank=True, null=True)),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='addresses', to='people.child')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'placement addresses',
            },
        ),
        migrations.CreateModel(
            name='PlacementAddressLook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('reason', kith.foundation.encryption.EncryptedTextField()),
                ('on', models.DateField()),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='address_looks', to='people.child')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Restriction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('why', kith.foundation.encryption.EncryptedTextField()),
                ('from_day', models.DateField()),
                ('until_day', models.DateField(blank=True, null=True)),
                ('asked_on', models.DateField(blank=True, null=True)),
                ('asked_why', kith.foundation.encryption.EncryptedTextField(blank=True, help_text='why it should end')),
                ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.child')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('why', kith.foundation.encryption.EncryptedTextField()),
                ('from_day', models.DateField()),
                ('until_day', models.DateField(blank=True, null=True)),
                ('asked_on', models.DateField(blank=True, null=True)),
                ('asked_why', kith.foundation.encryption.EncryptedTextField(blank=True, help_text='why it should end')),
                ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.child')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='SealEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('kind', models.CharField(choices=[('sealed', 'Sealed'), ('named', 'Named'), ('left', 'No longer named'), ('asked', 'Asked to lift the seal'), ('kept', 'The seal stays'), ('lifted', 'The seal was lifted')], max_length=10)),
                ('words', kith.foundation.encryption.EncryptedTextField(blank=True)),
                ('on', models.DateField()),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('seal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='people.seal')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name_plural': 'seal entries',
                'ordering': ['id'],
            },
        ),
        migrations.CreateModel(
            name='Volunteer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('first_name', models.CharField(max_length=80)),
                ('last_name', models.CharField(max_length=80)),
                ('born', models.DateField(blank=True, null=True)),
                ('gender', models.CharField(choices=[('F', 'Woman'), ('M', 'Man'), ('X', 'Another way'), ('U', 'Not said')], default='U', max_length=1)),
                ('ethnicity', models.CharField(blank=True, max_length=4)),
                ('faith', models.CharField(blank=True, max_length=40)),
                ('languages', models.JSONField(default=list)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('phone', models.CharField(blank=True, max_length=30)),
                ('postcode', models.CharField(blank=True, max_length=8)),
                ('interests', models.JSONField(default=list, help_text='keys of the shared vocabulary')),
                ('experience', models.JSONField(default=list, help_text='such as having been in care')),
                ('pets', models.JSONField(default=list, help_text='keys of the shared vocabulary, or “none”; empty if not said')),
                ('smokes', models.BooleanField(blank=True, null=True)),
                ('free_days', models.JSONField(default=list, help_text='keys of the shared vocabulary')),
                ('travel_miles', models.PositiveSmallIntegerField(default=10)),
                ('places', models.PositiveSmallIntegerField(default=1, help_text='children they would see at a time')),
                ('died_on', models.DateField(blank=True, null=True)),
                ('hopes_age_from', models.PositiveSmallIntegerField(blank=True, help_text='the youngest they hope for; no limit, only a hope', null=True)),
                ('hopes_age_to', models.PositiveSmallIntegerField(blank=True, help_text='the oldest they hope for', null=True)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='volunteer', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Enlistment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('from_day', models.DateField()),
                ('until_day', models.DateField(blank=True, null=True)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.scheme')),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='enlistments', to='people.volunteer')),
            ],
        ),
        migrations.CreateModel(
            name='Card',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('version', models.PositiveSmallIntegerField()),
                ('picture', models.CharField(max_length=20)),
                ('words', models.TextField(max_length=600)),
                ('approved_on', models.DateField(blank=True, null=True)),
                ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cards', to='people.volunteer')),
            ],
            options={
                'ordering': ['-version'],
            },
        ),
        migrations.CreateModel(
            name='Worker',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('name', models.CharField(max_length=120)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('phone', models.CharField(blank=True, max_length=30)),
                ('kind', models.CharField(choices=[('scheme', 'Scheme that serves them'), ('volunteer', 'Volunteer'), ('coordinator', 'Coordinator'), ('safeguarding lead', 'Safeguarding lead'), ('social worker', 'Social worker'), ('reviewing officer', 'Reviewing officer'), ('personal adviser', 'Personal adviser'), ('teacher', 'Teacher'), ('carer', 'Carer'), ('named', 'Named for a sealed story')], max_length=20)),
                ('team', models.CharField(blank=True, max_length=80)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.organisation')),
                ('user', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='Involvement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('public_id', models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('part', models.CharField(choices=[('scheme', 'Scheme that serves them'), ('volunteer', 'Volunteer'), ('coordinator', 'Coordinator'), ('safeguarding lead', 'Safeguarding lead'), ('social worker', 'Social worker'), ('reviewing officer', 'Reviewing officer'), ('personal adviser', 'Personal adviser'), ('teacher', 'Teacher'), ('carer', 'Carer'), ('named', 'Named for a sealed story')], max_length=20)),
                ('from_day', models.DateField()),
                ('until_day', models.DateField(blank=True, null=True)),
                ('opened_by_act', models.CharField(help_text='room.deed', max_length=40)),
                ('closed_by_act', models.CharField(blank=True, max_length=40)),
                ('carer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.carer')),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='involvements', to='people.child')),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('scheme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='schemes.scheme')),
                ('user', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('worker', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.worker')),
            ],
        ),
        migrations.AddIndex(
            model_name='child',
            index=models.Index(fields=['authority', 'looked_after'], name='people_chil_authori_a1e1fc_idx'),
        ),
        migrations.AddIndex(
            model_name='child',
            index=models.Index(fields=['first_name'], name='people_chil_first_n_27542a_idx'),
        ),
        migrations.AddConstraint(
            model_name='child',
            constraint=models.UniqueConstraint(condition=models.Q(('authority_ref', ''), _negated=True), fields=('authority', 'authority_ref'), name='a_child_has_one_row_in_its_authority'),
        ),
        migrations.AddIndex(
            model_name='opening',
            index=models.Index(fields=['created_by', 'until_at'], name='people_open_created_e189aa_idx'),
        ),
        migrations.AddConstraint(
            model_name='opening',
            constraint=models.CheckConstraint(condition=models.Q(('reviewed_by', None), models.Q(('reviewed_by', models.F('created_by')), _negated=True), _connector='OR'), name='nobody_reviews_their_own_opening'),
        ),
        migrations.AddConstraint(
            model_name='opening',
            constraint=models.CheckConstraint(condition=models.Q(('until_at__gt', models.F('at'))), name='an_opening_closes_after_it_opens'),
        ),
        migrations.AddConstraint(
            model_name='placementaddress',
            constraint=models.UniqueConstraint(fields=('child', 'from_day'), name='a_child_moves_once_a_day'),
        ),
        migrations.AddConstraint(
            model_name='placementaddress',
            constraint=models.CheckConstraint(condition=models.Q(('until_day', None), ('until_day__gte', models.F('from_day')), _connector='OR'), name='a_placement_address_ends_after_it_begins'),
        ),
        migrations.AddIndex(
            model_name='restriction',
            index=models.Index(fields=['user', 'until_day', 'child'], name='people_rest_user_id_02ee64_idx'),
        ),
        migrations.AddConstraint(
            model_name='restriction',
            constraint=models.CheckConstraint(condition=models.Q(('ended_by', None), models.Q(('asked_by__isnull', False), models.Q(('ended_by', models.F('asked_by')), _negated=True)), _connector='OR'), name='a_restriction_is_ended_by_two_people'),
        ),
        migrations.AddConstraint(
            model_name='restriction',
            constraint=models.UniqueConstraint(condition=models.Q(('until_day', None)), fields=('child', 'user'), name='a_person_is_restricted_once_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='seal',
            constraint=models.CheckConstraint(condition=models.Q(('ended_by', None), models.Q(('asked_by__isnull', False), models.Q(('ended_by', models.F('asked_by')), _negated=True)), _connector='OR'), name='a_seal_is_lifted_by_two_people'),
        ),
        migrations.AddConstraint(
            model_name='seal',
            constraint=models.UniqueConstraint(condition=models.Q(('until_day', None)), fields=('child',), name='a_child_is_sealed_once_at_a_time'),
        ),
        migrations.AddIndex(
            model_name='volunteer',
            index=models.Index(fields=['first_name'], name='people_volu_first_n_474de9_idx'),
        ),
        migrations.AddIndex(
            model_name='volunteer',
            index=models.Index(fields=['last_name'], name='people_volu_last_na_a3d04e_idx'),
        ),
        migrations.AddConstraint(
            model_name='volunteer',
            constraint=models.CheckConstraint(condition=models.Q(('hopes_age_from', None), ('hopes_age_to', None), ('hopes_age_to__gte', models.F('hopes_age_from')), _connector='OR'), name='hoped_for_ages_rise'),
        ),
        migrations.AddConstraint(
            model_name='enlistment',
            constraint=models.UniqueConstraint(condition=models.Q(('until_day', None)), fields=('volunteer', 'scheme'), name='a_volunteer_is_enlisted_once_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='enlistment',
            constraint=models.CheckConstraint(condition=models.Q(('until_day', None), ('until_day__gte', models.F('from_day')), _connector='OR'), name='an_enlistment_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='card',
            constraint=models.UniqueConstraint(fields=('volunteer', 'version'), name='a_card_has_one_of_each_version'),
        ),
        migrations.AddIndex(
            model_name='involvement',
            index=models.Index(fields=['user', 'until_day', 'child'], name='people_invo_user_id_8e06aa_idx'),
        ),
        migrations.AddIndex(
            model_name='involvement',
            index=models.Index(fields=['scheme', 'until_day', 'child'], name='people_invo_scheme__6d0093_idx'),
        ),
        migrations.AddIndex(
            model_name='involvement',
            index=models.Index(fields=['child', 'part'], name='people_invo_child_i_0ccc3b_idx'),
        ),
        migrations.AddConstraint(
            model_name='involvement',
            constraint=models.CheckConstraint(condition=models.Q(('user__isnull', False), ('scheme__isnull', False), ('worker__isnull', False), ('carer__isnull', False), _connector='OR'), name='an_involvement_is_somebody_s'),
        ),
        migrations.AddConstraint(
            model_name='involvement',
            constraint=models.CheckConstraint(condition=models.Q(('until_day', None), ('until_day__gte', models.F('from_day')), _connector='OR'), name='an_involvement_ends_after_it_begins'),
        ),
        migrations.AddConstraint(
            model_name='involvement',
            constraint=models.UniqueConstraint(condition=models.Q(('until_day', None), ('user__isnull', False)), fields=('child', 'part', 'user'), name='a_person_is_once_in_one_part_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='involvement',
            constraint=models.UniqueConstraint(condition=models.Q(('part', 'scheme'), ('until_day', None)), fields=('child', 'scheme'), name='a_scheme_serves_a_child_once_at_a_time'),
        ),
    ]
