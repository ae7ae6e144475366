import chuangcheng.kit.tables
import datetime
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0001_initial'),
        ('draws', '0001_initial'),
        ('evidence', '0001_initial'),
        ('frameworks', '0001_initial'),
        ('places', '0001_initial'),
        ('units', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        chuangcheng.kit.tables.Tables(
            models=[migrations.CreateModel(
                name='RoadMap',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('file_name', models.CharField(max_length=200)),
                    ('sha256', models.CharField(max_length=64)),
                    ('edges', models.JSONField()),
                    ('edge_count', models.PositiveIntegerField()),
                    ('junction_count', models.PositiveIntegerField()),
                    ('imported_at', models.DateTimeField()),
                ],
                options={
                    'ordering': ['-pk'],
                },
            ), migrations.CreateModel(
                name='RouteRules',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('factor', models.FloatField(default=1.4, help_text='streets are so much longer than the straight line')),
                    ('speed_kmh', models.FloatField(default=25, help_text='door to door, with parking')),
                    ('shift_starts', models.TimeField(default=datetime.time(8, 30))),
                    ('shift_ends', models.TimeField(default=datetime.time(17, 30))),
                    ('lunch_starts', models.TimeField(default=datetime.time(12, 0))),
                    ('lunch_minutes', models.PositiveSmallIntegerField(default=60)),
                    ('stop_minutes', models.PositiveSmallIntegerField(default=30, help_text='how long a stop takes')),
                    ('recheck_worth_m', models.PositiveIntegerField(default=5000, help_text='detour that a re-check is worth, in metres')),
                    ('start_zh', models.CharField(blank=True, help_text='where the teams set out and return', max_length=100)),
                    ('start_longitude', models.FloatField(blank=True, null=True)),
                    ('start_latitude', models.FloatField(blank=True, null=True)),
                ],
            ), migrations.CreateModel(
                name='YearPlan',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name_zh', models.CharField(max_length=200)),
                    ('name_zh_hant', models.CharField(blank=True, max_length=200)),
                    ('name_en', models.CharField(blank=True, max_length=300)),
                    ('year', models.PositiveSmallIntegerField(unique=True)),
                    ('secret_sealed', models.TextField(help_text='256 random bits, encrypted; nobody sees them before the reveal')),
                    ('commitment_sha256', models.CharField(max_length=64)),
                    ('secret', models.CharField(blank=True, help_text='hex, published when the year is over', max_length=64)),
                    ('made_at', models.DateTimeField()),
                    ('revealed_at', models.DateTimeField(blank=True, null=True)),
                ],
                options={
                    'ordering': ['-year'],
                },
            ), migrations.CreateModel(
                name='Round',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name_zh', models.CharField(max_length=200)),
                    ('name_zh_hant', models.CharField(blank=True, max_length=200)),
                    ('name_en', models.CharField(blank=True, max_length=300)),
                    ('code', models.CharField(max_length=40, unique=True)),
                    ('kind', models.CharField(choices=[('round', 'Round of inspection'), ('market', 'Market assessment'), ('recheck', 'Re-check')], default='round', max_length=20)),
                    ('purpose_zh', models.TextField(blank=True)),
                    ('state', models.CharField(choices=[('planned', 'Planned'), ('open', 'Open'), ('ended', 'Ended'), ('cancelled', 'Cancelled')], default='planned', max_length=20)),
                    ('opens_on', models.DateField()),
                    ('closes_on', models.DateField()),
                    ('planned_at', models.DateTimeField()),
                    ('opened_at', models.DateTimeField(blank=True, null=True)),
                    ('ended_at', models.DateTimeField(blank=True, null=True)),
                    ('cancel_reason_zh', models.TextField(blank=True)),
                    ('draw', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='draws.draw')),
                    ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frameworks.edition')),
                    ('minors_edition', models.ForeignKey(blank=True, help_text='its check points are answered at the same stops', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frameworks.edition')),
                ],
                options={
                    'ordering': ['-opens_on', '-pk'],
                    'indexes': [models.Index(fields=['state', '-opens_on'], name='round_state')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('closes_on__gte', models.F('opens_on'))), name='round_in_order')],
                },
            ), migrations.CreateModel(
                name='SelfCheck',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('started_at', models.DateTimeField()),
                    ('finished_at', models.DateTimeField(blank=True, null=True)),
                    ('private_until', models.DateTimeField(blank=True, help_text='as promised when it was finished: a later change of the number breaks nothing', null=True)),
                    ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frameworks.edition')),
                    ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.site')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ],
                options={
                    'ordering': ['-started_at', '-pk'],
                    'indexes': [models.Index(fields=['unit', '-started_at'], name='self_check_of_unit'), models.Index(fields=['private_until', 'id'], name='self_check_private')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('finished_at', None)), fields=('unit', 'site'), name='one_self_check_at_a_time'), models.CheckConstraint(condition=models.Q(models.Q(('finished_at', None), ('private_until', None)), models.Q(('finished_at__isnull', False), ('private_until__isnull', False)), _connector='OR'), name='finished_self_check_is_private_until')],
                },
            ), migrations.CreateModel(
                name='AssessmentPeriod',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('days', models.PositiveSmallIntegerField()),
                    ('site_type', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='places.sitetype')),
                ],
                options={
                    'ordering': ['site_type__code'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('days__gte', 1), ('days__lte', 366)), name='assessment_period_in_range')],
                },
            ), migrations.CreateModel(
                name='CalendarAddress',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('token_hash', models.CharField(max_length=64, unique=True)),
                    ('made_at', models.DateTimeField()),
                    ('revoked_at', models.DateTimeField(blank=True, null=True)),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-pk'],
                    'indexes': [models.Index(fields=['person', 'revoked_at'], name='calendar_of_person')],
                },
            ), migrations.CreateModel(
                name='Frequency',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('ordinal', models.PositiveSmallIntegerField()),
                    ('times', models.PositiveSmallIntegerField()),
                    ('period', models.CharField(choices=[('year', 'a year'), ('quarter', 'a quarter'), ('month', 'a month')], max_length=10)),
                    ('set_at', models.DateTimeField()),
                    ('dropped_at', models.DateTimeField(blank=True, null=True)),
                    ('site_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.sitetype')),
                    ('plan', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='frequencies', to='inspections.yearplan')),
                ],
                options={
                    'ordering': ['ordinal'],
                    'constraints': [models.UniqueConstraint(fields=('plan', 'ordinal'), name='frequency_ordinal_once'), models.UniqueConstraint(condition=models.Q(('dropped_at', None)), fields=('plan', 'site_type'), name='one_frequency_per_site_type')],
                },
            ), migrations.CreateModel(
                name='Route',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('day', models.DateField()),
                    ('number', models.PositiveSmallIntegerField()),
                    ('revision', models.PositiveSmallIntegerField(default=0)),
                    ('is_withdrawn', models.BooleanField(default=False, help_text='its crew has no stop on this day any more')),
                    ('source', models.CharField(choices=[('straight', 'Straight line × factor'), ('roads', 'Road graph')], default='straight', max_length=10)),
                    ('factor', models.FloatField(default=1.0)),
                    ('speed_kmh', models.FloatField(default=25)),
                    ('metres', models.PositiveIntegerField(default=0)),
                    ('departs_at', models.DateTimeField(blank=True, null=True)),
                    ('returns_at', models.DateTimeField(blank=True, null=True)),
                    ('lunch_at', models.DateTimeField(blank=True, null=True)),
                    ('start_zh', models.CharField(blank=True, max_length=100)),
                    ('start_longitude', models.FloatField()),
                    ('start_latitude', models.FloatField()),
                    ('planned_at', models.DateTimeField()),
                    ('round', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='routes', to='inspections.round')),
                ],
                options={
                    'ordering': ['-day', 'number'],
                    'indexes': [models.Index(fields=['day', 'number'], name='route_day')],
                    'constraints': [models.UniqueConstraint(fields=('round', 'day', 'number'), name='route_number_once')],
                },
            ), migrations.CreateModel(
                name='Visit',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('drawn', 'Drawn'), ('reserve', 'From the reserve list'), ('free', 'Free visit'), ('recheck', 'Re-check')], max_length=20)),
                    ('state', models.CharField(choices=[('planned', 'To be visited'), ('done', 'Visited'), ('not_possible', 'Could not be visited')], default='planned', max_length=20)),
                    ('position', models.PositiveIntegerField(default=1, help_text='number of the stop within the round')),
                    ('day', models.DateField(blank=True, help_text='not shown to inspectors before this day', null=True)),
                    ('stratum_ordinal', models.PositiveIntegerField(blank=True, null=True)),
                    ('stratum_code', models.CharField(blank=True, max_length=120)),
                    ('stratum_name_zh', models.CharField(blank=True, max_length=200)),
                    ('population_count', models.PositiveIntegerField(blank=True, help_text='N', null=True)),
                    ('sample_count', models.PositiveIntegerField(blank=True, help_text='n', null=True)),
                    ('inclusion_probability', models.FloatField(blank=True, help_text='n / N, from 0 to 1', null=True)),
                    ('rank', models.PositiveIntegerField(blank=True, help_text='place in the draw order of its stratum', null=True)),
                    ('not_possible_reason_zh', models.CharField(blank=True, max_length=500)),
                    ('note_zh', models.TextField(blank=True)),
                    ('is_double', models.BooleanField(default=False, help_text='chosen by the draw: two inspectors judge it, each without the other')),
                    ('planned_at', models.DateTimeField()),
                    ('visited_at', models.DateTimeField(blank=True, null=True)),
                    ('case', models.ForeignKey(blank=True, help_text='re-checked case', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frameworks.edition')),
                    ('recheck', models.OneToOneField(blank=True, help_text='what became of the case', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.recheck')),
                    ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='inspections.visit')),
                    ('round', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='visits', to='inspections.round')),
                    ('site', models.ForeignKey(blank=True, help_text="empty only at the re-check of a case that lies at no site: `place` is the case's then", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.site')),
                ],
                options={
                    'ordering': ['round_id', 'position'],
                    'indexes': [models.Index(fields=['round', 'state', 'position'], name='visit_in_round'), models.Index(fields=['site', '-visited_at'], name='visit_of_site'), models.Index(fields=['visited_at'], name='visit_when')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('kind__in', ['drawn', 'reserve'])), fields=('round', 'site'), name='site_drawn_once_in_round'), models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['drawn', 'reserve']), _negated=True), models.Q(('population_count__gte', 1), ('round__isnull', False), ('sample_count__gte', 1)), _connector='OR'), name='drawn_visit_has_its_design'), models.CheckConstraint(condition=models.Q(('site__isnull', False), models.Q(('case__isnull', False), ('kind', 'recheck')), _connector='OR'), name='visit_has_a_place'), models.CheckConstraint(condition=models.Q(('recheck', None), ('kind', 'recheck'), _connector='OR'), name='outcome_of_a_recheck')],
                },
            ), migrations.CreateModel(
                name='SelfCheckAnswer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('verdict', models.CharField(choices=[('pass', 'Met'), ('fail', 'Not met'), ('not_applicable', 'Not applicable'), ('not_observed', 'Could not be observed')], max_length=20)),
                    ('note_zh', models.CharField(blank=True, max_length=500)),
                    ('outcome', models.CharField(choices=[('open', 'Open'), ('put_right', 'Put right ourselves'), ('case', 'Registered as a case')], default='open', max_length=20)),
                    ('case', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ('check_point', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frameworks.checkpoint')),
                    ('self_check', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='inspections.selfcheck')),
                ],
                options={
                    'ordering': ['self_check_id', 'check_point__position'],
                    'constraints': [models.UniqueConstraint(fields=('self_check', 'check_point'), name='self_answer_once'), models.CheckConstraint(condition=models.Q(('outcome', 'open'), ('verdict', 'fail'), _connector='OR'), name='only_a_shortfall_has_an_outcome')],
                },
            ), migrations.CreateModel(
                name='Batch',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveSmallIntegerField()),
                    ('opens_on', models.DateField(help_text='first day of the window')),
                    ('closes_on', models.DateField(help_text='last day of the window')),
                    ('allowed_days', models.JSONField(help_text='ISO dates, in order')),
                    ('starts_on', models.DateField()),
                    ('frequency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='batches', to='inspections.frequency')),
                ],
                options={
                    'ordering': ['starts_on', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('frequency', 'number'), name='batch_number_once')],
                },
            ), migrations.CreateModel(
                name='RouteMember',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveSmallIntegerField()),
                    ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.post')),
                    ('route', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='inspections.route')),
                ],
                options={
                    'ordering': ['position'],
                    'constraints': [models.UniqueConstraint(fields=('route', 'post'), name='post_once_on_route')],
                },
            ), migrations.CreateModel(
                name='Signal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('clock_skew', "The phone's clock was wrong"), ('no_position', 'No position was recorded'), ('mocked_position', 'The position came from another program'), ('distant_position', 'Recorded far from the site'), ('old_picture', 'A picture is older than the visit'), ('future_picture', 'A picture is dated after it arrived'), ('distant_picture', 'A picture was taken elsewhere'), ('broken_picture', 'A picture is damaged'), ('picture_not_asked', 'A picture was sent that nobody asked for; it was deleted'), ('late_record', 'Received long after the visit')], max_length=20)),
                    ('detail', models.JSONField(default=dict)),
                    ('noted_at', models.DateTimeField()),
                    ('photo', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evidence.file')),
                    ('visit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='signals', to='inspections.visit')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('photo', None)), fields=('visit', 'kind'), name='signal_once'), models.UniqueConstraint(condition=models.Q(('photo__isnull', False)), fields=('visit', 'kind', 'photo'), name='signal_once_per_photo')],
                },
            ), migrations.CreateModel(
                name='RouteStop',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('is_optional', models.BooleanField(default=False)),
                    ('arrives_at', models.DateTimeField(blank=True, null=True)),
                    ('begins_at', models.DateTimeField(blank=True, null=True)),
                    ('leaves_at', models.DateTimeField(blank=True, null=True)),
                    ('metres', models.PositiveIntegerField(default=0, help_text='from the stop before')),
                    ('left_out', models.CharField(blank=True, choices=[('no_point', 'The site has no coordinates.'), ('unreachable', 'No road of the graph leads there.'), ('closed', 'Its opening hours leave no time within the shift.'), ('no_time', 'It does not fit into the shift with the other stops.'), ('not_worth', 'An optional re-check: the detour is longer than it is worth, or the day is full.')], max_length=20)),
                    ('route', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stops', to='inspections.route')),
                    ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='route_stops', to='inspections.visit')),
                ],
                options={
                    'ordering': ['route_id', models.OrderBy(models.F('position'), nulls_last=True), 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('route', 'visit'), name='visit_once_on_route'), models.CheckConstraint(condition=models.Q(models.Q(('begins_at__isnull', True), ('position__isnull', True), models.Q(('left_out', ''), _negated=True)), models.Q(('begins_at__isnull', False), ('left_out', ''), ('position__isnull', False)), _connector='OR'), name='route_stop_placed_or_left_out')],
                },
            ), migrations.CreateModel(
                name='Observation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('repetition', models.PositiveSmallIntegerField(default=1)),
                    ('reading', models.PositiveSmallIntegerField(default=1, help_text='2: of the second inspector, where two judge')),
                    ('verdict', models.CharField(choices=[('pass', 'Met'), ('fail', 'Not met'), ('not_applicable', 'Not applicable'), ('not_observed', 'Could not be observed')], max_length=20)),
                    ('number', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                    ('total', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                    ('unit_label', models.CharField(blank=True, help_text='what is counted: 处, 辆, 分', max_length=20)),
                    ('note_zh', models.TextField(blank=True)),
                    ('is_corrected_on_spot', models.BooleanField(default=False)),
                    ('observed_at', models.DateTimeField()),
                    ('check_point', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frameworks.checkpoint')),
                    ('recorded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                    ('visit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='observations', to='inspections.visit')),
                ],
                options={
                    'ordering': ['visit_id', 'check_point__position', 'repetition'],
                    'indexes': [models.Index(fields=['check_point', 'verdict'], name='observation_of_point')],
                    'constraints': [models.UniqueConstraint(fields=('visit', 'check_point', 'repetition', 'reading'), name='observation_once'), models.CheckConstraint(condition=models.Q(('is_corrected_on_spot', False), ('verdict', 'fail'), _connector='OR'), name='corrected_stays_not_met')],
                },
            ), migrations.CreateModel(
                name='HintDismissal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reason', models.CharField(max_length=500)),
                    ('dismissed_at', models.DateTimeField()),
                    ('dismissed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('earlier', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evidence.file')),
                    ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evidence.file')),
                    ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='inspections.visit')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('visit', 'file', 'earlier'), name='visit_hint_dismissed_once')],
                },
            ), migrations.CreateModel(
                name='VisitInspector',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveSmallIntegerField()),
                    ('is_replacement', models.BooleanField(default=False)),
                    ('reason_zh', models.CharField(blank=True, max_length=500)),
                    ('joined_at', models.DateTimeField()),
                    ('left_at', models.DateTimeField(blank=True, null=True)),
                    ('finished_at', models.DateTimeField(blank=True, null=True)),
                    ('note_zh', models.TextField(blank=True)),
                    ('not_possible_reason_zh', models.CharField(blank=True, max_length=500)),
                    ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.post')),
                    ('visit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='inspectors', to='inspections.visit')),
                ],
                options={
                    'ordering': ['position', 'pk'],
                    'indexes': [models.Index(fields=['post', 'left_at'], name='stops_of_post')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('left_at', None)), fields=('visit', 'post'), name='inspector_once_at_visit'), models.CheckConstraint(condition=models.Q(('is_replacement', False), models.Q(('reason_zh', ''), _negated=True), _connector='OR'), name='replacement_has_a_reason')],
                },
            ), migrations.CreateModel(
                name='Finding',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('text_zh', models.TextField()),
                    ('found_at', models.DateTimeField()),
                    ('reading', models.PositiveSmallIntegerField(default=1)),
                    ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ('observation', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='finding', to='inspections.observation')),
                    ('visit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='inspections.visit')),
                ],
                options={
                    'ordering': ['pk'],
                },
            ), migrations.CreateModel(
                name='ObservationPhoto',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('found', 'As found'), ('corrected', 'Corrected on the spot')], default='found', max_length=10)),
                    ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evidence.file')),
                    ('observation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='photos', to='inspections.observation')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.UniqueConstraint(fields=('observation', 'file', 'kind'), name='photo_once_at_observation')],
                },
            )],
        ),
    ]
