from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(db_index=True, help_text='the user; empty for Kith itself', null=True)),
                ('about_kind', models.CharField(blank=True, help_text='room.model', max_length=60)),
                ('about', models.UUIDField(db_index=True, null=True)),
                ('child', models.UUIDField(db_index=True, help_text='the child concerned, if one is', null=True)),
                ('previous', models.CharField(max_length=64)),
                ('seal', models.CharField(max_length=64)),
                ('kind', models.CharField(db_index=True, max_length=60)),
                ('on', models.DateField(help_text='the day the deed is for', null=True)),
                ('details', models.JSONField(default=dict, help_text='codes and counts, no personal words')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Look',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('by', models.UUIDField(db_index=True, help_text='the user; empty for Kith itself', null=True)),
                ('about_kind', models.CharField(blank=True, help_text='room.model', max_length=60)),
                ('about', models.UUIDField(db_index=True, null=True)),
                ('child', models.UUIDField(db_index=True, help_text='the child concerned, if one is', null=True)),
                ('previous', models.CharField(max_length=64)),
                ('seal', models.CharField(max_length=64)),
                ('permission', models.CharField(max_length=60)),
                ('page', models.CharField(max_length=100)),
                ('shown', models.PositiveIntegerField(default=1, help_text='how many rows a list showed')),
            ],
            options={
                'abstract': False,
            },
        ),
    ]
