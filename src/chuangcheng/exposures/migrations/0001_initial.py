import chuangcheng.kit.tables
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('proceedings', '0001_initial'),
    ]

    operations = [
        chuangcheng.kit.tables.Tables(
            models=[migrations.CreateModel(
                name='ViolationCounter',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=60, unique=True)),
                    ('last', models.PositiveBigIntegerField(default=0)),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='ViolationKind',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=20, unique=True)),
                    ('group', models.CharField(max_length=10)),
                    ('name_zh', models.CharField(max_length=200)),
                    ('legal_basis', models.CharField(max_length=300)),
                    ('may_be_exposed', models.BooleanField()),
                ],
                options={
                    'ordering': ['code'],
                },
            ), migrations.CreateModel(
                name='Violation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.CharField(max_length=20, unique=True)),
                    ('decision_no', models.CharField(help_text='of the police', max_length=60, unique=True)),
                    ('happened_at', models.DateTimeField()),
                    ('place_zh', models.CharField(max_length=200)),
                    ('longitude', models.FloatField(blank=True, help_text='degrees, WGS-84', null=True)),
                    ('latitude', models.FloatField(blank=True, help_text='degrees, WGS-84', null=True)),
                    ('decided_on', models.DateField()),
                    ('is_final', models.BooleanField()),
                    ('plate_sealed', models.TextField(blank=True)),
                    ('plate_hash', models.CharField(blank=True, max_length=64)),
                    ('address_sealed', models.TextField(blank=True)),
                    ('key_mark', models.CharField(blank=True, max_length=12)),
                    ('shown_plate', models.CharField(max_length=20)),
                    ('state', models.CharField(choices=[('imported', 'Imported'), ('set_aside', 'Not to be exposed'), ('proposed', 'Proposed'), ('annulled', 'Decision annulled')], default='imported', max_length=10)),
                    ('imported_at', models.DateTimeField()),
                    ('proceeding', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='proceedings.proceeding')),
                    ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='exposures.violationkind')),
                ],
                options={
                    'ordering': ['-happened_at', '-pk'],
                    'indexes': [models.Index(fields=['state', '-happened_at'], name='violation_state'), models.Index(fields=['plate_hash'], name='violation_plate'), models.Index(fields=['happened_at'], name='violation_happened')],
                },
            )],
        ),
    ]
