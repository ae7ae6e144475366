import chuangcheng.kit.tables
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('evidence', '0001_initial'),
        ('places', '0001_initial'),
        ('units', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        chuangcheng.kit.tables.Tables(
            models=[migrations.CreateModel(
                name='Edition',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name_zh', models.CharField(max_length=200)),
                    ('name_zh_hant', models.CharField(blank=True, max_length=200)),
                    ('name_en', models.CharField(blank=True, max_length=300)),
                    ('code', models.CharField(max_length=40, unique=True)),
                    ('kind', models.CharField(choices=[('city', 'Framework of the city'), ('minors', 'Framework of the minors')], max_length=10)),
                    ('year', models.PositiveSmallIntegerField()),
                    ('state', models.CharField(choices=[('draft', 'Draft'), ('published', 'Published')], default='draft', max_length=10)),
                    ('source_note', models.TextField(blank=True)),
                    ('is_reconstructed', models.BooleanField(default=False)),
                    ('total_points', models.DecimalField(decimal_places=2, default=100, max_digits=8)),
                    ('content_hash', models.CharField(blank=True, max_length=64)),
                    ('made_at', models.DateTimeField()),
                    ('changed_at', models.DateTimeField()),
                    ('published_at', models.DateTimeField(blank=True, null=True)),
                    ('copied_from', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='frameworks.edition')),
                ],
                options={
                    'ordering': ['-year', 'kind', 'code'],
                    'indexes': [models.Index(fields=['kind', 'content_hash'], name='edition_content')],
                },
            ), migrations.CreateModel(
                name='StandardCard',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('wording_zh', models.CharField(help_text='text of the check points that it explains', max_length=500)),
                    ('kind', models.CharField(choices=[('pass', 'Met'), ('fail', 'Not met'), ('exception', 'Does not count')], max_length=10)),
                    ('caption_zh', models.CharField(max_length=200)),
                    ('source_zh', models.CharField(blank=True, help_text='where the picture comes from', max_length=200)),
                    ('added_at', models.DateTimeField()),
                    ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                    ('added_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evidence.file')),
                ],
                options={
                    'ordering': ['added_at', 'pk'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('withdrawn_at', None)), fields=('wording_zh', 'kind', 'file'), name='picture_once_on_cards')],
                },
            ), migrations.CreateModel(
                name='Theme',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name_zh', models.CharField(max_length=200)),
                    ('name_zh_hant', models.CharField(blank=True, max_length=200)),
                    ('name_en', models.CharField(blank=True, max_length=300)),
                    ('code', models.CharField(max_length=20, unique=True)),
                    ('standard_code', models.CharField(blank=True, max_length=40)),
                    ('description_zh', models.TextField(blank=True)),
                    ('indicators', models.JSONField(default=list, help_text='what may be counted')),
                    ('lead_unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ],
                options={
                    'ordering': ['code'],
                },
            ), migrations.CreateModel(
                name='Cycle',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name_zh', models.CharField(max_length=200)),
                    ('name_zh_hant', models.CharField(blank=True, max_length=200)),
                    ('name_en', models.CharField(blank=True, max_length=300)),
                    ('code', models.CharField(max_length=40, unique=True)),
                    ('first_year', models.PositiveSmallIntegerField()),
                    ('method_weights', models.JSONField(default=dict)),
                    ('year_weights', models.JSONField(default=list)),
                    ('is_in_force', models.BooleanField(default=False)),
                    ('assessment_on', models.DateField(blank=True, help_text='when the assessors are expected; pages count down', null=True)),
                    ('city_edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frameworks.edition')),
                    ('minors_edition', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frameworks.edition')),
                ],
                options={
                    'ordering': ['-first_year', 'code'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('is_in_force', True)), fields=('is_in_force',), name='one_cycle_in_force')],
                },
            ), migrations.CreateModel(
                name='EditionSiteType',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name_zh', models.CharField(max_length=200)),
                    ('name_zh_hant', models.CharField(blank=True, max_length=200)),
                    ('name_en', models.CharField(blank=True, max_length=300)),
                    ('position', models.PositiveIntegerField()),
                    ('sample_size', models.PositiveIntegerField(blank=True, null=True)),
                    ('sample_size_note', models.CharField(blank=True, max_length=300)),
                    ('check_standards', models.JSONField(default=list, help_text='short texts of what is checked, as the file has them')),
                    ('source', models.CharField(blank=True, max_length=300)),
                    ('confidence', models.CharField(blank=True, max_length=20)),
                    ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='site_types', to='frameworks.edition')),
                    ('site_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.sitetype')),
                ],
                options={
                    'ordering': ['edition', 'position'],
                    'constraints': [models.UniqueConstraint(fields=('edition', 'site_type'), name='site_type_once_in_edition')],
                },
            ), migrations.CreateModel(
                name='Indicator',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=40)),
                    ('level', models.CharField(choices=[('item', 'Item'), ('content', 'Content'), ('standard', 'Standard')], max_length=10)),
                    ('path', models.CharField(max_length=200)),
                    ('position', models.PositiveIntegerField()),
                    ('name_zh', models.CharField(max_length=500)),
                    ('name_zh_hant', models.CharField(blank=True, max_length=500)),
                    ('name_en', models.CharField(blank=True, max_length=800)),
                    ('methods', models.JSONField(default=list, help_text='material | field | questionnaire | department | negative')),
                    ('site_types', models.JSONField(default=list, help_text='codes of site types')),
                    ('weight', models.DecimalField(blank=True, decimal_places=4, max_digits=10, null=True)),
                    ('weight_note', models.CharField(blank=True, max_length=100)),
                    ('style', models.CharField(blank=True, choices=[('binary', 'Met or not'), ('grade', 'Grades A, B, C'), ('points', 'Points'), ('n_of_m', 'n of m'), ('deduction', 'Deduction'), ('ratio', 'Ratio')], max_length=10)),
                    ('style_parameters', models.JSONField(default=dict)),
                    ('source', models.CharField(blank=True, max_length=300)),
                    ('confidence', models.CharField(blank=True, max_length=20)),
                    ('search_text', models.TextField(blank=True)),
                    ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='indicators', to='frameworks.edition')),
                    ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='children', to='frameworks.indicator')),
                ],
                options={
                    'ordering': ['edition', 'position'],
                    'indexes': [models.Index(fields=['edition', 'position'], name='indicator_order'), models.Index(fields=['code', 'level'], name='indicator_code')],
                    'constraints': [models.UniqueConstraint(fields=('edition', 'code'), name='indicator_once_in_edition')],
                },
            ), migrations.CreateModel(
                name='CheckPoint',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=40)),
                    ('position', models.PositiveIntegerField()),
                    ('name_zh', models.CharField(max_length=500)),
                    ('name_zh_hant', models.CharField(blank=True, max_length=500)),
                    ('name_en', models.CharField(blank=True, max_length=800)),
                    ('kind', models.CharField(choices=[('binary', 'Met or not'), ('threshold', 'Measured value'), ('count', 'Count'), ('scale', 'Scale')], default='binary', max_length=10)),
                    ('threshold', models.CharField(blank=True, max_length=200)),
                    ('photo', models.CharField(choices=[('none', 'No photo'), ('on_fail', 'Photo when not met'), ('always', 'Always a photo')], default='on_fail', max_length=10)),
                    ('exceptions_zh', models.TextField(blank=True)),
                    ('severity', models.PositiveSmallIntegerField(default=2)),
                    ('example_faults', models.JSONField(default=list)),
                    ('site_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.sitetype')),
                    ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='check_points', to='frameworks.edition')),
                    ('standard', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='check_points', to='frameworks.indicator')),
                ],
                options={
                    'ordering': ['edition', 'position'],
                    'indexes': [models.Index(fields=['edition', 'site_type', 'position'], name='check_point_order')],
                    'constraints': [models.UniqueConstraint(fields=('edition', 'code'), name='check_point_once_in_edition'), models.CheckConstraint(condition=models.Q(('severity__gte', 1), ('severity__lte', 3)), name='check_point_severity')],
                },
            )],
        ),
    ]
