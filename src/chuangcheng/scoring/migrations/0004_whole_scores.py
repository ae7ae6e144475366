"""The whole score, what to put right, forecasts and mock assessments are kept."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('draws', '0001_initial'),
        ('frameworks', '0003_card_source'),
        ('inspections', '0008_hint_dismissals'),
        ('scoring', '0003_analyses'),
        ('surveys', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='ScoreRules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('version', models.PositiveIntegerField(unique=True)),
                ('data', models.JSONField()),
                ('note', models.TextField(blank=True)),
                ('defined_at', models.DateTimeField()),
            ],
            options={
                'ordering': ['-version'],
            },
        ),
        migrations.CreateModel(
            name='MockAssessment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_zh', models.CharField(max_length=200)),
                ('state', models.CharField(choices=[('planned', 'Under way'), ('finished', 'Report made')], default='planned', max_length=10)),
                ('planned_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('inputs', models.JSONField(default=dict)),
                ('content', models.JSONField(default=dict)),
                ('draw', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='draws.draw')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frameworks.edition')),
                ('round', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inspections.round')),
                ('survey', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='surveys.survey')),
            ],
            options={
                'ordering': ['-planned_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='OfficialResult',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('edition_kind', models.CharField(help_text='city | minors', max_length=10)),
                ('year', models.PositiveSmallIntegerField()),
                ('points', models.DecimalField(decimal_places=2, max_digits=6)),
                ('own_points', models.DecimalField(blank=True, decimal_places=2, help_text="the city's own score just before it", max_digits=6, null=True)),
                ('announced_on', models.DateField()),
                ('source_zh', models.CharField(max_length=300)),
                ('entered_at', models.DateTimeField()),
                ('superseded_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'ordering': ['-year', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('superseded_at', None)), fields=('edition_kind', 'year'), name='one_official_result')],
            },
        ),
        migrations.CreateModel(
            name='WholeScore',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(help_text="the city's own")),
                ('computed_at', models.DateTimeField()),
                ('rule_version', models.CharField(max_length=20)),
                ('rules_version', models.PositiveIntegerField(help_text="of ScoreRules; 0: the product's own")),
                ('mark', models.CharField(max_length=64)),
                ('inputs', models.JSONField(help_text='city.Inputs')),
                ('content', models.JSONField(help_text='city.Content')),
                ('cycle', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frameworks.cycle')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frameworks.edition')),
                ('estimate', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='scoring.scoreestimate')),
            ],
            options={
                'ordering': ['-day', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='RepairList',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField()),
                ('computed_at', models.DateTimeField()),
                ('rule_version', models.CharField(max_length=20)),
                ('rules_version', models.PositiveIntegerField()),
                ('content', models.JSONField(help_text='repairs.Content')),
                ('rows', models.JSONField(default=dict, help_text='line -> ids of its cases')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frameworks.edition')),
                ('score', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='scoring.wholescore')),
            ],
            options={
                'ordering': ['-day', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Forecast',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('year', models.PositiveSmallIntegerField()),
                ('made_at', models.DateTimeField()),
                ('rule_version', models.CharField(max_length=20)),
                ('assumptions', models.JSONField(help_text='forecasting.Assumptions')),
                ('content', models.JSONField(help_text='mean, sd, chance, quantiles')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frameworks.edition')),
                ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('score', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='scoring.wholescore')),
            ],
            options={
                'ordering': ['-made_at', '-pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='wholescore',
            constraint=models.UniqueConstraint(fields=('edition', 'day'), name='one_whole_score_a_day'),
        ),
        migrations.AddConstraint(
            model_name='repairlist',
            constraint=models.UniqueConstraint(fields=('edition', 'day'), name='one_repair_list_a_day'),
        ),
    ]
