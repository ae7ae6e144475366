import chuangcheng.kit.tables
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('evidence', '0001_initial'),
        ('frameworks', '0001_initial'),
        ('units', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        chuangcheng.kit.tables.Tables(
            models=[migrations.CreateModel(
                name='Calibration',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name_zh', models.CharField(max_length=200)),
                    ('name_zh_hant', models.CharField(blank=True, max_length=200)),
                    ('name_en', models.CharField(blank=True, max_length=300)),
                    ('code', models.CharField(max_length=40, unique=True)),
                    ('state', models.CharField(choices=[('planned', 'Planned'), ('open', 'Open'), ('ended', 'Ended'), ('cancelled', 'Cancelled')], default='planned', max_length=20)),
                    ('closes_on', models.DateField(help_text='last day to judge')),
                    ('planned_at', models.DateTimeField()),
                    ('opened_at', models.DateTimeField(blank=True, null=True)),
                    ('ended_at', models.DateTimeField(blank=True, null=True)),
                    ('cancel_reason_zh', models.TextField(blank=True)),
                    ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frameworks.edition')),
                ],
                options={
                    'ordering': ['-planned_at', '-pk'],
                    'indexes': [models.Index(fields=['-planned_at', '-id'], name='calibration_newest'), models.Index(fields=['state'], name='calibration_state')],
                },
            ), migrations.CreateModel(
                name='Scene',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveSmallIntegerField()),
                    ('reference', models.CharField(choices=[('pass', 'Met'), ('fail', 'Not met'), ('not_applicable', 'Not applicable'), ('not_observed', 'Could not be observed')], max_length=20)),
                    ('reason_zh', models.CharField(blank=True, help_text='why it is judged so', max_length=500)),
                    ('calibration', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='scenes', to='calibrations.calibration')),
                    ('check_point', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frameworks.checkpoint')),
                ],
                options={
                    'ordering': ['calibration_id', 'position'],
                    'constraints': [models.UniqueConstraint(fields=('calibration', 'position'), name='scene_number_once')],
                },
            ), migrations.CreateModel(
                name='Judgement',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('verdict', models.CharField(choices=[('pass', 'Met'), ('fail', 'Not met'), ('not_applicable', 'Not applicable'), ('not_observed', 'Could not be observed')], max_length=20)),
                    ('judged_at', models.DateTimeField()),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.post')),
                    ('scene', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='judgements', to='calibrations.scene')),
                ],
                options={
                    'ordering': ['scene_id', 'pk'],
                    'indexes': [models.Index(fields=['person'], name='judgements_of_person')],
                    'constraints': [models.UniqueConstraint(fields=('scene', 'person'), name='scene_judged_once')],
                },
            ), migrations.CreateModel(
                name='ScenePicture',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evidence.file')),
                    ('scene', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pictures', to='calibrations.scene')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.UniqueConstraint(fields=('scene', 'file'), name='picture_once_in_scene')],
                },
            )],
        ),
    ]
