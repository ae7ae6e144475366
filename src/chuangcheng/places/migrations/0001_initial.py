import chuangcheng.kit.tables
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        chuangcheng.kit.tables.Tables(
            models=[migrations.CreateModel(
                name='FacilityKind',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name_zh', models.CharField(max_length=200)),
                    ('name_zh_hant', models.CharField(blank=True, max_length=200)),
                    ('name_en', models.CharField(blank=True, max_length=300)),
                    ('code', models.CharField(max_length=20, unique=True)),
                    ('attributes', models.JSONField(default=list, help_text='[{code, name_zh, name_en?, type: int|decimal|bool|text|date|choice, unit, choices}]')),
                ],
                options={
                    'ordering': ['code'],
                },
            ), migrations.CreateModel(
                name='GeometryStamp',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('value', models.CharField(max_length=32)),
                ],
            ), migrations.CreateModel(
                name='SiteType',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name_zh', models.CharField(max_length=200)),
                    ('name_zh_hant', models.CharField(blank=True, max_length=200)),
                    ('name_en', models.CharField(blank=True, max_length=300)),
                    ('code', models.CharField(max_length=20, unique=True)),
                    ('is_active', models.BooleanField(default=True)),
                ],
                options={
                    'ordering': ['code'],
                },
            ), migrations.CreateModel(
                name='Area',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name_zh', models.CharField(max_length=200)),
                    ('name_zh_hant', models.CharField(blank=True, max_length=200)),
                    ('name_en', models.CharField(blank=True, max_length=300)),
                    ('code', models.CharField(max_length=40, unique=True)),
                    ('level', models.CharField(choices=[('city', 'City'), ('district', 'District'), ('subdistrict', 'Sub-district or town'), ('community', 'Community'), ('grid', 'Grid cell')], max_length=20)),
                    ('path', models.CharField(max_length=400, unique=True)),
                    ('boundary', models.JSONField(blank=True, help_text='GeoJSON geometry, WGS-84', null=True)),
                    ('search_text', models.TextField(blank=True)),
                    ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='places.area')),
                ],
                options={
                    'ordering': ['path'],
                },
            ), migrations.CreateModel(
                name='Sign',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('token', models.CharField(max_length=40, unique=True)),
                    ('kind', models.CharField(choices=[('segment', 'Street segment'), ('site', 'Site'), ('facility', 'Facility'), ('patrol_point', 'Patrol point')], max_length=20)),
                    ('place_code', models.CharField(max_length=40)),
                    ('label_zh', models.CharField(blank=True, max_length=200)),
                    ('made_at', models.DateTimeField()),
                    ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'indexes': [models.Index(fields=['kind', 'place_code'], name='sign_place')],
                },
            ), migrations.CreateModel(
                name='Segment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name_zh', models.CharField(max_length=200)),
                    ('name_zh_hant', models.CharField(blank=True, max_length=200)),
                    ('name_en', models.CharField(blank=True, max_length=300)),
                    ('code', models.CharField(max_length=40, unique=True)),
                    ('street_zh', models.CharField(max_length=100)),
                    ('from_zh', models.CharField(blank=True, max_length=100)),
                    ('to_zh', models.CharField(blank=True, max_length=100)),
                    ('length_m', models.PositiveIntegerField(blank=True, null=True)),
                    ('road_class', models.CharField(blank=True, max_length=40)),
                    ('line', models.JSONField(blank=True, help_text='GeoJSON LineString, WGS-84', null=True)),
                    ('is_active', models.BooleanField(default=True)),
                    ('search_text', models.TextField(blank=True)),
                    ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.area')),
                ],
                options={
                    'ordering': ['code'],
                },
            ), migrations.CreateModel(
                name='Facility',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name_zh', models.CharField(max_length=200)),
                    ('name_zh_hant', models.CharField(blank=True, max_length=200)),
                    ('name_en', models.CharField(blank=True, max_length=300)),
                    ('code', models.CharField(max_length=40, unique=True)),
                    ('address_zh', models.CharField(blank=True, max_length=200)),
                    ('longitude', models.FloatField(blank=True, null=True)),
                    ('latitude', models.FloatField(blank=True, null=True)),
                    ('equipment', models.JSONField(default=dict, help_text='attribute code -> value')),
                    ('condition', models.CharField(choices=[('good', 'Good'), ('fair', 'Fair'), ('poor', 'Poor'), ('out_of_use', 'Out of use'), ('unknown', 'Not known')], default='unknown', max_length=20)),
                    ('condition_on', models.DateField(blank=True, null=True)),
                    ('condition_source', models.CharField(blank=True, max_length=100)),
                    ('condition_note_zh', models.CharField(blank=True, max_length=300)),
                    ('hours_zh', models.CharField(blank=True, max_length=200)),
                    ('is_active', models.BooleanField(default=True)),
                    ('search_text', models.TextField(blank=True)),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.area')),
                    ('kind', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.facilitykind')),
                    ('segment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.segment')),
                ],
                options={
                    'ordering': ['code'],
                    'indexes': [models.Index(fields=['kind', 'code'], name='facility_kind_code'), models.Index(fields=['condition', 'code'], name='facility_condition_code'), models.Index(fields=['longitude', 'latitude'], name='facility_point')],
                },
            ), migrations.CreateModel(
                name='Site',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name_zh', models.CharField(max_length=200)),
                    ('name_zh_hant', models.CharField(blank=True, max_length=200)),
                    ('name_en', models.CharField(blank=True, max_length=300)),
                    ('code', models.CharField(max_length=40, unique=True)),
                    ('address_zh', models.CharField(blank=True, max_length=200)),
                    ('longitude', models.FloatField(blank=True, null=True)),
                    ('latitude', models.FloatField(blank=True, null=True)),
                    ('opens_at', models.TimeField(blank=True, null=True)),
                    ('closes_at', models.TimeField(blank=True, null=True)),
                    ('is_active', models.BooleanField(default=True)),
                    ('search_text', models.TextField(blank=True)),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.area')),
                    ('facility', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.facility')),
                    ('segment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.segment')),
                    ('site_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.sitetype')),
                ],
                options={
                    'ordering': ['code'],
                    'indexes': [models.Index(fields=['site_type', 'code'], name='site_type_code'), models.Index(fields=['longitude', 'latitude'], name='site_point')],
                },
            )],
        ),
    ]
