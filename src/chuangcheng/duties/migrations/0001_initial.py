import chuangcheng.kit.tables
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('evidence', '0001_initial'),
        ('frameworks', '0001_initial'),
        ('places', '0001_initial'),
        ('units', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        chuangcheng.kit.tables.Tables(
            models=[migrations.CreateModel(
                name='ClassDuties',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('road_class', models.CharField(blank=True, max_length=40, unique=True)),
                    ('lines_zh', models.JSONField(default=list)),
                ],
                options={
                    'ordering': ['road_class'],
                },
            ), migrations.CreateModel(
                name='Threshold',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=40, unique=True)),
                    ('value', models.PositiveIntegerField()),
                ],
            ), migrations.CreateModel(
                name='StandardDuty',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('material_zh', models.TextField(blank=True)),
                    ('due', models.CharField(blank=True, max_length=5)),
                    ('note', models.CharField(blank=True, max_length=300)),
                    ('since', models.DateTimeField()),
                    ('lead_post', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.post')),
                    ('lead_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                    ('standard', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='frameworks.indicator')),
                ],
                options={
                    'verbose_name': 'duty',
                    'verbose_name_plural': 'duties',
                },
            ), migrations.CreateModel(
                name='WorkingRules',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=40)),
                    ('version', models.PositiveSmallIntegerField()),
                    ('title_zh', models.CharField(max_length=200)),
                    ('text_zh', models.TextField(blank=True)),
                    ('issued_at', models.DateTimeField()),
                    ('acknowledge_by', models.DateField()),
                    ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                    ('reminded_on', models.DateField(blank=True, null=True)),
                    ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evidence.file')),
                ],
                options={
                    'ordering': ['code', '-version'],
                    'constraints': [models.UniqueConstraint(fields=('code', 'version'), name='working_rules_version_once')],
                },
            ), migrations.CreateModel(
                name='PlaceHolding',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('is_lead', models.BooleanField(default=True)),
                    ('position', models.PositiveSmallIntegerField(default=0)),
                    ('starts_at', models.DateTimeField()),
                    ('ends_at', models.DateTimeField(blank=True, null=True)),
                    ('agreed_on', models.DateField(blank=True, null=True)),
                    ('agreed_until', models.DateField(blank=True, help_text='last day', null=True)),
                    ('kept_zh', models.JSONField(blank=True, default=list, help_text='what is to be kept, line by line')),
                    ('reminded_for', models.DateField(blank=True, help_text='the last day that the unit was told of', null=True)),
                    ('lapsed_at', models.DateTimeField(blank=True, help_text='ended because nobody renewed it', null=True)),
                    ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.area')),
                    ('facility', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.facility')),
                    ('post', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.post')),
                    ('segment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.segment')),
                    ('site', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.site')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('ends_at', None)), fields=['agreed_until'], name='contract_ends'), models.Index(fields=['segment', 'lapsed_at'], name='contract_lapsed')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('area__isnull', False), ('facility__isnull', True), ('segment__isnull', True), ('site__isnull', True)), models.Q(('area__isnull', True), ('facility__isnull', True), ('segment__isnull', False), ('site__isnull', True)), models.Q(('area__isnull', True), ('facility__isnull', True), ('segment__isnull', True), ('site__isnull', False)), models.Q(('area__isnull', True), ('facility__isnull', False), ('segment__isnull', True), ('site__isnull', True)), _connector='OR'), name='holding_of_one_place'), models.CheckConstraint(condition=models.Q(('ends_at', None), ('ends_at__gte', models.F('starts_at')), _connector='OR'), name='place_holding_in_order'), models.UniqueConstraint(condition=models.Q(('area__isnull', False), ('ends_at', None), ('is_lead', True)), fields=('area',), name='one_lead_of_area'), models.UniqueConstraint(condition=models.Q(('ends_at', None), ('is_lead', True), ('segment__isnull', False)), fields=('segment',), name='one_lead_of_segment'), models.UniqueConstraint(condition=models.Q(('ends_at', None), ('is_lead', True), ('site__isnull', False)), fields=('site',), name='one_lead_of_site'), models.UniqueConstraint(condition=models.Q(('ends_at', None), ('facility__isnull', False), ('is_lead', True)), fields=('facility',), name='one_lead_of_facility')],
                },
            ), migrations.CreateModel(
                name='Remit',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('indicator_code', models.CharField(blank=True, db_index=True, max_length=40)),
                    ('position', models.PositiveSmallIntegerField(default=0)),
                    ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='places.area')),
                    ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='units.group')),
                    ('site_type', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='places.sitetype')),
                    ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='units.unit')),
                ],
                options={
                    'ordering': ['group', 'position'],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('indicator_code', ''), models.Q(models.Q(('area__isnull', True), ('site_type__isnull', False), ('unit__isnull', True)), models.Q(('area__isnull', False), ('site_type__isnull', True), ('unit__isnull', True)), models.Q(('area__isnull', True), ('site_type__isnull', True), ('unit__isnull', False)), _connector='OR')), models.Q(models.Q(('indicator_code', ''), _negated=True), ('area', None), ('site_type', None), ('unit', None)), _connector='OR'), name='remit_of_one_thing')],
                },
            ), migrations.CreateModel(
                name='RoutingRule',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('category', models.CharField(blank=True, max_length=20)),
                    ('weekdays', models.JSONField(default=list, help_text='ISO days, 1 Monday; none: every day')),
                    ('starts', models.TimeField(blank=True, null=True)),
                    ('ends', models.TimeField(blank=True, null=True)),
                    ('note', models.CharField(blank=True, max_length=300)),
                    ('state', models.CharField(choices=[('proposed', 'Proposed'), ('on', 'In force'), ('ended', 'Ended')], default='proposed', max_length=10)),
                    ('proposed_at', models.DateTimeField()),
                    ('rehearsed_at', models.DateTimeField(blank=True, null=True)),
                    ('rehearsal', models.JSONField(blank=True, default=dict)),
                    ('on_since', models.DateTimeField(blank=True, null=True)),
                    ('ended_at', models.DateTimeField(blank=True, null=True)),
                    ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.area')),
                    ('proposed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ],
                options={
                    'ordering': ['-pk'],
                    'indexes': [models.Index(fields=['state', 'category'], name='routing_in_force')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('ends', None), ('starts', None)), models.Q(('ends__isnull', False), ('starts__isnull', False)), _connector='OR'), name='routing_hours_both')],
                },
            ), migrations.CreateModel(
                name='DutySupport',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveSmallIntegerField()),
                    ('post', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.post')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                    ('duty', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='supports', to='duties.standardduty')),
                ],
                options={
                    'ordering': ['position'],
                    'constraints': [models.UniqueConstraint(fields=('duty', 'unit'), name='unit_supports_once')],
                },
            ), migrations.CreateModel(
                name='RulesAcknowledgement',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('acknowledged_at', models.DateTimeField()),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.post')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                    ('rules', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acknowledgements', to='duties.workingrules')),
                ],
                options={
                    'ordering': ['unit__path'],
                    'constraints': [models.UniqueConstraint(fields=('rules', 'unit'), name='acknowledged_once_by_unit')],
                },
            )],
        ),
    ]
