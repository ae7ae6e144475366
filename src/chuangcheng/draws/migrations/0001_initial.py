import chuangcheng.kit.tables
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        chuangcheng.kit.tables.Tables(
            models=[migrations.CreateModel(
                name='SerialCounter',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=60, unique=True)),
                    ('last', models.PositiveBigIntegerField(default=0)),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='Draw',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name_zh', models.CharField(max_length=200)),
                    ('name_zh_hant', models.CharField(blank=True, max_length=200)),
                    ('name_en', models.CharField(blank=True, max_length=300)),
                    ('serial', models.PositiveIntegerField(unique=True)),
                    ('state', models.CharField(choices=[('committed', 'Committed'), ('run', 'Proof pending'), ('revealed', 'Proof published'), ('cancelled', 'Cancelled')], default='committed', max_length=20)),
                    ('purpose_zh', models.TextField(blank=True)),
                    ('context', models.JSONField(default=dict, help_text='opaque to this room: what the caller wants to find again')),
                    ('sources', models.JSONField(default=list, help_text='[{code, name, kind, where, known_at}] in announced order')),
                    ('known_at', models.DateTimeField(help_text='when the last source becomes known')),
                    ('fails_after', models.DateTimeField(help_text='not revealed by then, the draw counts as failed')),
                    ('secret_sealed', models.TextField(help_text='256 random bits, encrypted; nobody sees them before the reveal')),
                    ('commitment', models.JSONField(default=dict)),
                    ('commitment_sha256', models.CharField(max_length=64)),
                    ('committed_at', models.DateTimeField()),
                    ('entropy', models.JSONField(default=list, help_text='[{source, values}] as agreed by two people')),
                    ('run_at', models.DateTimeField(blank=True, null=True)),
                    ('revealed_at', models.DateTimeField(blank=True, null=True)),
                    ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                    ('cancel_reason_zh', models.TextField(blank=True)),
                    ('proof', models.JSONField(default=dict, help_text='the full proof, stored once at the reveal')),
                    ('committed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-serial'],
                    'indexes': [models.Index(fields=['state', '-serial'], name='draw_state')],
                },
            ), migrations.CreateModel(
                name='EntropyEntry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('values', models.JSONField(default=list, help_text='[{source, values}] in announced order, canonical')),
                    ('entered_at', models.DateTimeField()),
                    ('draw', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entropy_entries', to='draws.draw')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['entered_at', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('draw', 'person'), name='entropy_once_per_person')],
                },
            ), migrations.CreateModel(
                name='Frame',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name_zh', models.CharField(max_length=200)),
                    ('name_zh_hant', models.CharField(blank=True, max_length=200)),
                    ('name_en', models.CharField(blank=True, max_length=300)),
                    ('code', models.CharField(max_length=40)),
                    ('publication', models.CharField(choices=[('open', 'Open'), ('veiled', 'Veiled')], max_length=10)),
                    ('position', models.PositiveSmallIntegerField()),
                    ('salt_sealed', models.TextField(help_text='32 random bytes, encrypted until the reveal')),
                    ('sha256', models.CharField(max_length=64)),
                    ('draw', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='frames', to='draws.draw')),
                ],
                options={
                    'ordering': ['position'],
                    'constraints': [models.UniqueConstraint(fields=('draw', 'code'), name='frame_once_in_draw')],
                },
            ), migrations.CreateModel(
                name='Stratum',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name_zh', models.CharField(max_length=200)),
                    ('name_zh_hant', models.CharField(blank=True, max_length=200)),
                    ('name_en', models.CharField(blank=True, max_length=300)),
                    ('ordinal', models.PositiveIntegerField()),
                    ('code', models.CharField(max_length=120)),
                    ('pool_count', models.PositiveIntegerField()),
                    ('sample_count', models.PositiveIntegerField()),
                    ('reserve_count', models.PositiveIntegerField(default=0)),
                    ('draw', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='strata', to='draws.draw')),
                    ('frame', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='strata', to='draws.frame')),
                ],
                options={
                    'ordering': ['ordinal'],
                    'constraints': [models.UniqueConstraint(fields=('draw', 'ordinal'), name='stratum_ordinal_once')],
                },
            ), migrations.CreateModel(
                name='Entry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('ordinal', models.PositiveIntegerField()),
                    ('code', models.CharField(max_length=80)),
                    ('name_zh', models.CharField(max_length=300)),
                    ('salt', models.CharField(blank=True, help_text='hex, only in a veiled frame', max_length=32)),
                    ('rank', models.PositiveIntegerField(blank=True, null=True)),
                    ('stratum', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='draws.stratum')),
                ],
                options={
                    'ordering': ['stratum_id', 'ordinal'],
                    'indexes': [models.Index(fields=['stratum', 'rank'], name='draw_entry_rank')],
                    'constraints': [models.UniqueConstraint(fields=('stratum', 'ordinal'), name='entry_ordinal_once')],
                },
            )],
        ),
    ]
