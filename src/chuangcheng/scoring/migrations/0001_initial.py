import chuangcheng.kit.tables
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('draws', '0001_initial'),
        ('frameworks', '0001_initial'),
        ('inspections', '0001_initial'),
        ('places', '0001_initial'),
        ('proceedings', '0001_initial'),
        ('surveys', '0001_initial'),
        ('units', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        chuangcheng.kit.tables.Tables(
            models=[migrations.CreateModel(
                name='ResultRules',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveIntegerField(unique=True)),
                    ('since', models.DateField()),
                    ('data', models.JSONField(help_text='as result_rules.DEFAULT')),
                    ('note', models.TextField(blank=True)),
                    ('defined_at', models.DateTimeField()),
                ],
                options={
                    'ordering': ['-version'],
                },
            ), migrations.CreateModel(
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
            ), migrations.CreateModel(
                name='Analysis',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(help_text='what, of which, over how many days: ranking:unit:365', max_length=60)),
                    ('day', models.DateField(help_text="the city's own; the last day of the period")),
                    ('days', models.PositiveSmallIntegerField()),
                    ('computed_at', models.DateTimeField()),
                    ('rule_version', models.CharField(max_length=20)),
                    ('observed', models.PositiveIntegerField()),
                    ('content', models.JSONField()),
                ],
                options={
                    'ordering': ['-day', '-pk'],
                    'constraints': [models.UniqueConstraint(fields=('kind', 'day'), name='one_analysis_a_day')],
                },
            ), migrations.CreateModel(
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
            ), migrations.CreateModel(
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
            ), migrations.CreateModel(
                name='ResultMonth',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('month', models.DateField(help_text='its first day', unique=True)),
                    ('state', models.CharField(choices=[('draft', 'Draft'), ('confirmed', 'Confirmed'), ('announced', 'Announced')], default='draft', max_length=10)),
                    ('rules_version', models.PositiveIntegerField(help_text="0: the product's own rules")),
                    ('rules', models.JSONField(help_text='as they were, so that the digits can be computed again')),
                    ('drafted_at', models.DateTimeField()),
                    ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                    ('announced_at', models.DateTimeField(blank=True, null=True)),
                    ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('drafted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-month'],
                },
            ), migrations.CreateModel(
                name='RoundSummary',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('mark', models.CharField(help_text='inspections.queries.marks: changes with every counted visit', max_length=160)),
                    ('visits', models.PositiveIntegerField()),
                    ('strata', models.JSONField(help_text='[ordinal, code, name, N, visited] of each stratum that was visited')),
                    ('counted_at', models.DateTimeField()),
                    ('verified_at', models.DateTimeField(blank=True, help_text='last counted a second time and compared', null=True)),
                    ('fault_count', models.PositiveIntegerField(default=0, help_text='cells that were wrong then; they were replaced')),
                    ('round', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='inspections.round')),
                ],
                options={
                    'ordering': ['round_id'],
                },
            ), migrations.CreateModel(
                name='ScoreEstimate',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('scope', models.CharField(help_text='sha256 of edition, rounds and field weight', max_length=64)),
                    ('round_ids', models.JSONField()),
                    ('day', models.DateField(help_text="the city's own")),
                    ('computed_at', models.DateTimeField()),
                    ('rule_version', models.CharField(max_length=20)),
                    ('field_weight', models.FloatField()),
                    ('observed', models.PositiveIntegerField()),
                    ('passed', models.PositiveIntegerField()),
                    ('visits', models.JSONField(help_text='ids, sorted')),
                    ('content', models.JSONField(help_text='estimates.Content')),
                    ('value', models.FloatField(help_text='points earned', null=True)),
                    ('low', models.FloatField(null=True)),
                    ('high', models.FloatField(null=True)),
                    ('judged', models.FloatField(help_text='points of what was looked at', null=True)),
                    ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frameworks.edition')),
                ],
                options={
                    'ordering': ['-day', '-pk'],
                    'constraints': [models.UniqueConstraint(fields=('scope', 'day'), name='one_estimate_a_day')],
                },
            ), migrations.CreateModel(
                name='UnitResult',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('version', models.PositiveSmallIntegerField(default=1)),
                    ('points', models.DecimalField(decimal_places=2, max_digits=7)),
                    ('computed_at', models.DateTimeField()),
                    ('superseded_at', models.DateTimeField(blank=True, null=True)),
                    ('month', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='results', to='scoring.resultmonth')),
                    ('proceeding', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='proceedings.proceeding')),
                    ('restates', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='scoring.unitresult')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ],
                options={
                    'ordering': ['month', '-points', 'unit'],
                    'indexes': [models.Index(fields=['unit', 'month'], name='result_of_unit')],
                    'constraints': [models.UniqueConstraint(fields=('month', 'unit', 'version'), name='result_version_once'), models.UniqueConstraint(condition=models.Q(('superseded_at', None)), fields=('month', 'unit'), name='one_result_in_force'), models.UniqueConstraint(condition=models.Q(('proceeding__isnull', False)), fields=('proceeding',), name='restated_once_by_decision')],
                },
            ), migrations.CreateModel(
                name='SummaryCell',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('facet', models.CharField(max_length=12)),
                    ('stratum_ordinal', models.PositiveIntegerField()),
                    ('day', models.DateField(null=True)),
                    ('sites', models.PositiveIntegerField(help_text='visited sites where something was judged')),
                    ('observed', models.PositiveIntegerField(help_text='sum of x')),
                    ('passed', models.PositiveIntegerField(help_text='sum of y')),
                    ('not_applicable', models.PositiveIntegerField()),
                    ('not_observed', models.PositiveIntegerField()),
                    ('xx', models.PositiveBigIntegerField()),
                    ('xy', models.PositiveBigIntegerField()),
                    ('yy', models.PositiveBigIntegerField()),
                    ('area', models.ForeignKey(help_text='sub-district or town', null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='places.area')),
                    ('check_point', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='frameworks.checkpoint')),
                    ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='frameworks.edition')),
                    ('item', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='frameworks.indicator')),
                    ('site_type', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='places.sitetype')),
                    ('standard', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='frameworks.indicator')),
                    ('summary', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cells', to='scoring.roundsummary')),
                    ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='units.unit')),
                ],
                options={
                    'indexes': [models.Index(fields=['summary', 'facet', 'edition'], name='summary_facet')],
                },
            ), migrations.CreateModel(
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
                    'constraints': [models.UniqueConstraint(fields=('edition', 'day'), name='one_whole_score_a_day')],
                },
            ), migrations.CreateModel(
                name='ResultLine',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveSmallIntegerField()),
                    ('code', models.CharField(max_length=20)),
                    ('counted', models.PositiveIntegerField()),
                    ('of', models.PositiveIntegerField()),
                    ('points', models.DecimalField(decimal_places=2, max_digits=7)),
                    ('rows', models.JSONField(default=list, help_text='result_rules.Row.as_data of each row')),
                    ('struck', models.JSONField(default=list, help_text='keys of rows that a decision took out')),
                    ('result', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='scoring.unitresult')),
                ],
                options={
                    'ordering': ['result', 'position'],
                    'constraints': [models.UniqueConstraint(fields=('result', 'code'), name='line_once_in_result')],
                },
            ), migrations.CreateModel(
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
                    'constraints': [models.UniqueConstraint(fields=('edition', 'day'), name='one_repair_list_a_day')],
                },
            ), migrations.CreateModel(
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
            )],
        ),
    ]
