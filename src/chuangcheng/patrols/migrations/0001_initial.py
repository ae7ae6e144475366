import chuangcheng.kit.tables
import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('evidence', '0001_initial'),
        ('places', '0001_initial'),
        ('units', '0001_initial'),
    ]

    operations = [
        chuangcheng.kit.tables.Tables(
            models=[migrations.CreateModel(
                name='TroubleSpot',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name_zh', models.CharField(max_length=200)),
                    ('name_zh_hant', models.CharField(blank=True, max_length=200)),
                    ('name_en', models.CharField(blank=True, max_length=300)),
                    ('code', models.CharField(max_length=30, unique=True)),
                    ('problem_zh', models.TextField(help_text='what is wrong there')),
                    ('boundary', models.JSONField(help_text='GeoJSON Polygon or MultiPolygon, WGS-84')),
                    ('west', models.FloatField()),
                    ('south', models.FloatField()),
                    ('east', models.FloatField()),
                    ('north', models.FloatField()),
                    ('state', models.CharField(choices=[('proposed', 'Proposed'), ('treating', 'In treatment'), ('treated', 'Treated'), ('released', 'Released'), ('relapsed', 'Relapsed'), ('dropped', 'Dropped')], default='proposed', max_length=10)),
                    ('plan_zh', models.TextField(blank=True)),
                    ('treat_until', models.DateField(blank=True, null=True)),
                    ('result_zh', models.TextField(blank=True)),
                    ('proposed_at', models.DateTimeField()),
                    ('started_at', models.DateTimeField(blank=True, null=True)),
                    ('treated_at', models.DateTimeField(blank=True, null=True)),
                    ('released_at', models.DateTimeField(blank=True, null=True)),
                    ('assess_every_days', models.PositiveSmallIntegerField(default=30)),
                    ('assess_on', models.DateField(blank=True, help_text='when it is looked at again', null=True)),
                    ('reminded_for', models.DateField(blank=True, help_text='the date of the last reminder', null=True)),
                    ('area', models.ForeignKey(help_text='smallest around it', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.area')),
                    ('post', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.post')),
                    ('unit', models.ForeignKey(help_text='treats it', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ],
                options={
                    'ordering': ['-proposed_at', '-pk'],
                    'indexes': [models.Index(fields=['state', '-proposed_at'], name='spot_state'), models.Index(fields=['assess_on'], name='spot_assess_on')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('assess_every_days__gte', 1), ('assess_every_days__lte', 366)), name='spot_period_in_range')],
                },
            ), migrations.CreateModel(
                name='Scheme',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name_zh', models.CharField(max_length=200)),
                    ('name_zh_hant', models.CharField(blank=True, max_length=200)),
                    ('name_en', models.CharField(blank=True, max_length=300)),
                    ('code', models.CharField(max_length=30, unique=True)),
                    ('purpose_zh', models.TextField(blank=True)),
                    ('basis_zh', models.CharField(blank=True, help_text='law, rule or decision it rests on', max_length=500)),
                    ('ends_on', models.DateField(blank=True, help_text='last day', null=True)),
                    ('state', models.CharField(choices=[('draft', 'Draft'), ('on', 'Switched on'), ('off', 'Switched off'), ('ended', 'Ended')], default='draft', max_length=10)),
                    ('switched_on_at', models.DateTimeField(blank=True, null=True)),
                    ('switched_off_at', models.DateTimeField(blank=True, null=True)),
                    ('warn_minutes', models.PositiveSmallIntegerField(default=20, help_text="before a window's end; 0: no warning")),
                    ('keep_days', models.PositiveSmallIntegerField(default=30, help_text='how long scans are kept')),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.area')),
                    ('site', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.site')),
                    ('unit', models.ForeignKey(help_text='runs the roster', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ],
                options={
                    'ordering': ['code'],
                    'indexes': [models.Index(fields=['state', 'ends_on'], name='scheme_state_end')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('state', 'on'), _negated=True), models.Q(('ends_on__isnull', False), models.Q(('purpose_zh', ''), _negated=True), models.Q(('basis_zh', ''), _negated=True)), _connector='OR'), name='scheme_on_has_purpose_and_end'), models.CheckConstraint(condition=models.Q(('keep_days__gte', 1), ('keep_days__lte', 90)), name='scans_are_kept_briefly')],
                },
            ), migrations.CreateModel(
                name='TreatmentEntry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('text_zh', models.TextField()),
                    ('done_at', models.DateTimeField()),
                    ('spot', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='entries', to='patrols.troublespot')),
                ],
                options={
                    'ordering': ['-done_at', '-pk'],
                },
            ), migrations.CreateModel(
                name='SpotAssessment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('outcome', models.CharField(choices=[('better', 'Better'), ('same', 'Unchanged'), ('worse', 'Worse')], max_length=10)),
                    ('note_zh', models.TextField(blank=True)),
                    ('assessed_at', models.DateTimeField()),
                    ('spot', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='assessments', to='patrols.troublespot')),
                ],
                options={
                    'ordering': ['-assessed_at', '-pk'],
                },
            ), migrations.CreateModel(
                name='Point',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name_zh', models.CharField(max_length=200)),
                    ('name_zh_hant', models.CharField(blank=True, max_length=200)),
                    ('name_en', models.CharField(blank=True, max_length=300)),
                    ('code', models.CharField(max_length=40, unique=True)),
                    ('longitude', models.FloatField(blank=True, null=True)),
                    ('latitude', models.FloatField(blank=True, null=True)),
                    ('is_active', models.BooleanField(default=True)),
                    ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='points', to='patrols.scheme')),
                ],
                options={
                    'ordering': ['code'],
                },
            ), migrations.CreateModel(
                name='Team',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name_zh', models.CharField(max_length=200)),
                    ('name_zh_hant', models.CharField(blank=True, max_length=200)),
                    ('name_en', models.CharField(blank=True, max_length=300)),
                    ('is_active', models.BooleanField(default=True)),
                    ('posts', models.ManyToManyField(related_name='+', to='units.post')),
                    ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='teams', to='patrols.scheme')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ],
                options={
                    'ordering': ['pk'],
                },
            ), migrations.CreateModel(
                name='TreatmentPhoto',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('entry', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='photos', to='patrols.treatmententry')),
                    ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evidence.file')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.UniqueConstraint(fields=('entry', 'file'), name='photo_once_at_entry')],
                },
            ), migrations.CreateModel(
                name='Shift',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name_zh', models.CharField(max_length=200)),
                    ('name_zh_hant', models.CharField(blank=True, max_length=200)),
                    ('name_en', models.CharField(blank=True, max_length=300)),
                    ('kind', models.CharField(choices=[('day', 'Day shift'), ('staggered', 'Staggered patrol')], default='day', max_length=10)),
                    ('starts', models.TimeField()),
                    ('ends', models.TimeField(help_text='at or before `starts`: on the next day')),
                    ('window_count', models.PositiveSmallIntegerField(default=1)),
                    ('days', models.CharField(choices=[('every', 'Every day'), ('working', 'Working days'), ('off', 'Days off'), ('weekdays', 'Chosen weekdays')], default='every', max_length=10)),
                    ('weekdays', models.JSONField(default=list, help_text='0 is Monday; for chosen weekdays')),
                    ('looks', models.PositiveSmallIntegerField(default=1, help_text='how often each point is looked at in a window')),
                    ('is_active', models.BooleanField(default=True)),
                    ('points', models.ManyToManyField(blank=True, help_text='none: every point in use', to='patrols.point')),
                    ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shifts', to='patrols.scheme')),
                ],
                options={
                    'ordering': ['starts', 'pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('looks__gte', 1), ('looks__lte', 12), ('window_count__gte', 1), ('window_count__lte', 24)), name='shift_in_range')],
                },
            ), migrations.CreateModel(
                name='ShiftTeam',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveSmallIntegerField()),
                    ('shift', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='turns', to='patrols.shift')),
                    ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='patrols.team')),
                ],
                options={
                    'ordering': ['position'],
                    'constraints': [models.UniqueConstraint(fields=('shift', 'team'), name='team_once_in_shift')],
                },
            ), migrations.CreateModel(
                name='Window',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('starts_at', models.DateTimeField()),
                    ('ends_at', models.DateTimeField()),
                    ('looks', models.PositiveSmallIntegerField(default=1)),
                    ('cancelled_at', models.DateTimeField(blank=True, null=True)),
                    ('cancel_reason_zh', models.CharField(blank=True, max_length=500)),
                    ('warned_at', models.DateTimeField(blank=True, help_text='told that nobody goes', null=True)),
                    ('checked_at', models.DateTimeField(blank=True, help_text='looked at by the watch after its end', null=True)),
                    ('scheme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='windows', to='patrols.scheme')),
                    ('shift', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='patrols.shift')),
                    ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='patrols.team')),
                ],
                options={
                    'ordering': ['starts_at', 'pk'],
                    'indexes': [models.Index(fields=['scheme', 'starts_at'], name='window_of_scheme'), models.Index(condition=models.Q(('cancelled_at', None), ('checked_at', None)), fields=['ends_at'], name='window_to_check')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='window_in_order'), models.UniqueConstraint(fields=('shift', 'starts_at'), name='window_once_of_shift')],
                },
            ), migrations.CreateModel(
                name='Scan',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('client_id', models.UUIDField(unique=True)),
                    ('scanned_at', models.DateTimeField(help_text='as the device says')),
                    ('point', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='patrols.point')),
                    ('team', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='patrols.team')),
                    ('window', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='patrols.window')),
                ],
                options={
                    'ordering': ['scanned_at', 'pk'],
                    'indexes': [models.Index(fields=['point', 'scanned_at'], name='scan_of_point'), models.Index(fields=['scanned_at'], name='scan_age')],
                },
            ), migrations.CreateModel(
                name='Alarm',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('ending', 'About to end'), ('missed', 'Missed')], max_length=10)),
                    ('raised_at', models.DateTimeField()),
                    ('acknowledged_at', models.DateTimeField(blank=True, null=True)),
                    ('reason_zh', models.CharField(blank=True, max_length=500)),
                    ('window', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='alarms', to='patrols.window')),
                ],
                options={
                    'ordering': ['-raised_at', '-pk'],
                    'indexes': [models.Index(fields=['acknowledged_at', '-raised_at'], name='alarm_open')],
                    'constraints': [models.UniqueConstraint(fields=('window', 'kind'), name='alarm_once_of_window'), models.CheckConstraint(condition=models.Q(('acknowledged_at', None), models.Q(('reason_zh', ''), _negated=True), _connector='OR'), name='acknowledged_with_a_reason')],
                },
            ), migrations.CreateModel(
                name='WindowPoint',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('seen', models.PositiveSmallIntegerField(default=0)),
                    ('point', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='patrols.point')),
                    ('window', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='points', to='patrols.window')),
                ],
                options={
                    'ordering': ['point__code'],
                    'indexes': [models.Index(fields=['point', 'window'], name='windows_of_point')],
                    'constraints': [models.UniqueConstraint(fields=('window', 'point'), name='point_once_in_window')],
                },
            ), migrations.CreateModel(
                name='AlarmPoint',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('seen_at', models.DateTimeField(blank=True, null=True)),
                    ('alarm', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='points', to='patrols.alarm')),
                    ('point', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='patrols.point')),
                ],
                options={
                    'ordering': ['point__code'],
                    'constraints': [models.UniqueConstraint(fields=('alarm', 'point'), name='point_once_in_alarm')],
                },
            )],
        ),
    ]
