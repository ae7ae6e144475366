import chuangcheng.kit.tables
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0001_initial'),
        ('evidence', '0001_initial'),
        ('frameworks', '0001_initial'),
        ('places', '0001_initial'),
        ('recurrences', '0001_initial'),
        ('units', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        chuangcheng.kit.tables.Tables(
            models=[migrations.CreateModel(
                name='Feedback',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name_zh', models.CharField(max_length=200)),
                    ('name_zh_hant', models.CharField(blank=True, max_length=200)),
                    ('name_en', models.CharField(blank=True, max_length=300)),
                    ('code', models.CharField(max_length=40, unique=True)),
                    ('level', models.CharField(choices=[('national', 'National feedback'), ('provincial', 'Provincial feedback')], max_length=10)),
                    ('year', models.PositiveSmallIntegerField(help_text='the year that was assessed')),
                    ('received_on', models.DateField()),
                    ('made_at', models.DateTimeField()),
                ],
                options={
                    'ordering': ['-received_on', '-pk'],
                },
            ), migrations.CreateModel(
                name='Meeting',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name_zh', models.CharField(max_length=200)),
                    ('name_zh_hant', models.CharField(blank=True, max_length=200)),
                    ('name_en', models.CharField(blank=True, max_length=300)),
                    ('number', models.CharField(max_length=20, unique=True)),
                    ('kind', models.CharField(choices=[('push', 'Push meeting'), ('dispatch', 'Coordination meeting')], max_length=10)),
                    ('state', models.CharField(choices=[('planned', 'Being prepared'), ('invited', 'Units invited'), ('convened', 'Held'), ('concluded', 'Minutes issued'), ('cancelled', 'Cancelled')], default='planned', max_length=10)),
                    ('starts_at', models.DateTimeField()),
                    ('room_zh', models.CharField(help_text='where people meet', max_length=200)),
                    ('chair_zh', models.CharField(blank=True, help_text='who presides, by post', max_length=200)),
                    ('minutes_zh', models.TextField(blank=True)),
                    ('made_at', models.DateTimeField()),
                ],
                options={
                    'ordering': ['-starts_at', '-pk'],
                },
            ), migrations.CreateModel(
                name='MeetingCounter',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=60, unique=True)),
                    ('last', models.PositiveBigIntegerField(default=0)),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='SlippageRule',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('silent_days', models.PositiveSmallIntegerField(default=30)),
                    ('changed_at', models.DateTimeField()),
                ],
            ), migrations.CreateModel(
                name='UpgradeKind',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name_zh', models.CharField(max_length=200)),
                    ('name_zh_hant', models.CharField(blank=True, max_length=200)),
                    ('name_en', models.CharField(blank=True, max_length=300)),
                    ('code', models.CharField(max_length=20, unique=True)),
                    ('facility_kinds', models.JSONField(default=list, help_text='codes of kinds of facility; empty: any place')),
                    ('equipment', models.JSONField(default=dict, help_text='attribute code -> value after the upgrade')),
                    ('is_active', models.BooleanField(default=True)),
                ],
                options={
                    'ordering': ['code'],
                },
            ), migrations.CreateModel(
                name='Shortfall',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveIntegerField(help_text="of the feedback's entries, from 1")),
                    ('item_zh', models.TextField()),
                    ('cause_zh', models.TextField(blank=True)),
                    ('measure_zh', models.TextField(blank=True)),
                    ('due_on', models.DateField()),
                    ('standard_code', models.CharField(blank=True, max_length=40)),
                    ('points_lost', models.DecimalField(blank=True, decimal_places=3, max_digits=7, null=True)),
                    ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ('feedback', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shortfalls', to='plans.feedback')),
                    ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ],
                options={
                    'ordering': ['feedback_id', 'number'],
                    'indexes': [models.Index(fields=['standard_code'], name='shortfall_standard')],
                    'constraints': [models.UniqueConstraint(fields=('feedback', 'number'), name='shortfall_once')],
                },
            ), migrations.CreateModel(
                name='Attendance',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('presence', models.CharField(choices=[('invited', 'Invited'), ('present', 'Present'), ('excused', 'Excused'), ('absent', 'Absent')], default='invited', max_length=10)),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                    ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attendance', to='plans.meeting')),
                ],
                options={
                    'ordering': ['unit__path'],
                    'indexes': [models.Index(fields=['unit', 'presence'], name='attendance_unit')],
                    'constraints': [models.UniqueConstraint(fields=('meeting', 'unit'), name='unit_once_at_meeting')],
                },
            ), migrations.CreateModel(
                name='Undertaking',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name_zh', models.CharField(max_length=200)),
                    ('name_zh_hant', models.CharField(blank=True, max_length=200)),
                    ('name_en', models.CharField(blank=True, max_length=300)),
                    ('code', models.CharField(max_length=40, unique=True)),
                    ('kind', models.CharField(choices=[('plan', 'Three-year plan'), ('key_points', 'Yearly key points'), ('scheme', 'Implementation scheme'), ('task', 'Task')], max_length=12)),
                    ('path', models.CharField(max_length=300, unique=True)),
                    ('text_zh', models.TextField(blank=True, help_text='what is to be done, and when it counts as done')),
                    ('weight', models.PositiveSmallIntegerField(default=1, help_text='beside its siblings')),
                    ('starts_on', models.DateField(blank=True, null=True)),
                    ('due_on', models.DateField()),
                    ('state', models.CharField(choices=[('drafted', 'Drafted'), ('confirmed', 'Confirmed'), ('under_way', 'Under way'), ('reported', 'Reported as done'), ('returned', 'Returned'), ('done', 'Done'), ('dropped', 'Dropped')], default='drafted', max_length=10)),
                    ('percent', models.PositiveSmallIntegerField(default=0, help_text='as last reported, 0 to 100')),
                    ('last_heard_at', models.DateTimeField()),
                    ('ended_at', models.DateTimeField(blank=True, null=True)),
                    ('return_count', models.PositiveSmallIntegerField(default=0)),
                    ('made_at', models.DateTimeField()),
                    ('equipment_before', models.JSONField(default=dict, help_text='attribute code -> value when it was confirmed')),
                    ('equipment_after', models.JSONField(default=dict, help_text='attribute code -> value planned, then reported')),
                    ('search_text', models.TextField(blank=True)),
                    ('facility', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.facility')),
                    ('origin', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='copies', to='plans.undertaking')),
                    ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='plans.undertaking')),
                    ('post', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.post')),
                    ('recurrence', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='recurrences.recurrence')),
                    ('reported_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('segment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.segment')),
                    ('site', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.site')),
                    ('theme', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frameworks.theme')),
                    ('unit', models.ForeignKey(help_text='owner', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                    ('upgrade', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.upgradekind')),
                ],
                options={
                    'ordering': ['path'],
                    'indexes': [models.Index(fields=['state', 'due_on'], name='undertaking_due'), models.Index(fields=['state', 'last_heard_at'], name='undertaking_heard'), models.Index(fields=['kind', 'path'], name='undertaking_kind'), models.Index(fields=['theme', 'state'], name='undertaking_theme'), models.Index(fields=['due_on', 'id'], name='undertaking_calendar'), models.Index(fields=['upgrade', 'state'], name='undertaking_upgrade')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('percent__lte', 100)), name='percent_in_range'), models.CheckConstraint(condition=models.Q(('weight__gte', 1)), name='undertaking_has_weight'), models.CheckConstraint(condition=models.Q(('starts_on', None), ('starts_on__lte', models.F('due_on')), _connector='OR'), name='undertaking_in_order'), models.UniqueConstraint(condition=models.Q(('state', 'dropped'), _negated=True), fields=('recurrence',), name='one_project_of_proposal')],
                },
            ), migrations.CreateModel(
                name='Resolution',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveSmallIntegerField()),
                    ('text_zh', models.TextField()),
                    ('due_on', models.DateField()),
                    ('state', models.CharField(choices=[('open', 'Open'), ('settled', 'Settled')], default='open', max_length=8)),
                    ('result_zh', models.TextField(blank=True)),
                    ('settled_at', models.DateTimeField(blank=True, null=True)),
                    ('case', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='resolutions', to='plans.meeting')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                    ('task', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.undertaking')),
                ],
                options={
                    'ordering': ['meeting_id', 'position'],
                    'indexes': [models.Index(fields=['state', 'due_on'], name='resolution_open')],
                    'constraints': [models.UniqueConstraint(fields=('meeting', 'position'), name='resolution_once')],
                },
            ), migrations.CreateModel(
                name='Progress',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('percent', models.PositiveSmallIntegerField()),
                    ('text_zh', models.TextField()),
                    ('is_final', models.BooleanField(default=False, help_text='it says that the work is done')),
                    ('reported_at', models.DateTimeField()),
                    ('reported_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('undertaking', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reports', to='plans.undertaking')),
                ],
                options={
                    'ordering': ['-reported_at', '-pk'],
                },
            ), migrations.CreateModel(
                name='Milestone',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name_zh', models.CharField(max_length=200)),
                    ('due_on', models.DateField()),
                    ('reached_on', models.DateField(blank=True, null=True)),
                    ('undertaking', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='milestones', to='plans.undertaking')),
                ],
                options={
                    'ordering': ['due_on', 'pk'],
                    'indexes': [models.Index(fields=['reached_on', 'due_on'], name='milestone_missed')],
                    'constraints': [models.UniqueConstraint(fields=('undertaking', 'name_zh'), name='milestone_once')],
                },
            ), migrations.CreateModel(
                name='ServedStandard',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=40)),
                    ('undertaking', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='served', to='plans.undertaking')),
                ],
                options={
                    'ordering': ['code'],
                    'indexes': [models.Index(fields=['code'], name='served_code')],
                    'constraints': [models.UniqueConstraint(fields=('undertaking', 'code'), name='standard_served_once')],
                },
            ), migrations.CreateModel(
                name='AgendaPoint',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveSmallIntegerField()),
                    ('title_zh', models.CharField(max_length=300)),
                    ('case', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='agenda', to='plans.meeting')),
                    ('resolution', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='follow_ups', to='plans.resolution')),
                    ('undertaking', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.undertaking')),
                ],
                options={
                    'ordering': ['position', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('meeting', 'case'), name='case_once_on_agenda'), models.UniqueConstraint(fields=('meeting', 'undertaking'), name='task_once_on_agenda'), models.UniqueConstraint(fields=('meeting', 'resolution'), name='resolution_once_on_agenda')],
                },
            ), migrations.CreateModel(
                name='ProgressFile',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('shows', models.CharField(choices=[('evidence', 'Evidence'), ('before', 'Before the work'), ('after', 'After the work')], default='evidence', max_length=10)),
                    ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evidence.file')),
                    ('progress', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='plans.progress')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.UniqueConstraint(fields=('progress', 'file'), name='file_once_in_report')],
                },
            )],
        ),
    ]
