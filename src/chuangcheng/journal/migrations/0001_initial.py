import chuangcheng.kit.tables
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        chuangcheng.kit.tables.Tables(
            models=[migrations.CreateModel(
                name='Entry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('act_id', models.UUIDField(db_index=True)),
                    ('verb', models.CharField(max_length=80)),
                    ('at', models.DateTimeField()),
                    ('recorded_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ('device_at', models.DateTimeField(blank=True, null=True)),
                    ('actor_id', models.BigIntegerField(blank=True, null=True)),
                    ('post_id', models.BigIntegerField(blank=True, null=True)),
                    ('subject_type', models.CharField(blank=True, max_length=60)),
                    ('subject_id', models.BigIntegerField(blank=True, null=True)),
                    ('payload', models.JSONField(default=dict)),
                    ('personal_digest', models.CharField(blank=True, max_length=64)),
                ],
                options={
                    'indexes': [models.Index(fields=['subject_type', 'subject_id', 'id'], name='journal_subject'), models.Index(fields=['verb', 'id'], name='journal_verb'), models.Index(fields=['actor_id', 'id'], name='journal_actor'), models.Index(fields=['at', 'id'], name='journal_at')],
                },
            ), migrations.CreateModel(
                name='Seal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.BigIntegerField(unique=True)),
                    ('previous_hash', models.CharField(blank=True, max_length=64)),
                    ('item_count', models.BigIntegerField(help_text='items in the chain up to and including this seal')),
                    ('sealed_at', models.DateTimeField()),
                    ('hash', models.CharField(max_length=64, unique=True)),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='Personal',
                fields=[
                    ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='personal', serialize=False, to='journal.entry')),
                    ('salt', models.CharField(max_length=64)),
                    ('text', models.JSONField(default=dict)),
                ],
            ), migrations.CreateModel(
                name='SealItem',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.BigIntegerField(unique=True)),
                    ('row_hash', models.CharField(max_length=64)),
                    ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='seal_item', to='journal.entry')),
                    ('seal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='items', to='journal.seal')),
                ],
                options={
                    'db_table': 'journal_seal_item',
                },
            )],
        ),
    ]
