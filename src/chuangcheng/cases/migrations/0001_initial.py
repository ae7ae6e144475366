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
                name='CaseCounter',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=60, unique=True)),
                    ('last', models.PositiveBigIntegerField(default=0)),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='Category',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name_zh', models.CharField(max_length=200)),
                    ('name_zh_hant', models.CharField(blank=True, max_length=200)),
                    ('name_en', models.CharField(blank=True, max_length=300)),
                    ('code', models.CharField(max_length=20, unique=True)),
                    ('standard_code', models.CharField(blank=True, max_length=40)),
                    ('limit', models.CharField(max_length=30)),
                    ('keywords', models.JSONField(default=list, help_text='words that suggest this category')),
                    ('is_public', models.BooleanField(default=False, help_text='citizens may choose it')),
                    ('extra_questions', models.JSONField(default=list, help_text='[{key, label_zh, type, choices?}]')),
                    ('is_active', models.BooleanField(default=True)),
                    ('default_unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                    ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='cases.category')),
                ],
                options={
                    'ordering': ['code'],
                },
            ), migrations.CreateModel(
                name='EscalationStep',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('remind', 'Reminder before the deadline'), ('escalate', 'Escalation after the deadline')], max_length=10)),
                    ('level', models.PositiveSmallIntegerField()),
                    ('working_hours', models.PositiveSmallIntegerField()),
                    ('audience', models.CharField(choices=[('liaison', 'Liaison'), ('head', 'Head of the unit'), ('group', 'Working group'), ('leader', 'Leader')], max_length=10)),
                ],
                options={
                    'ordering': ['kind', 'level'],
                    'constraints': [models.UniqueConstraint(fields=('kind', 'level'), name='one_step_per_level')],
                },
            ), migrations.CreateModel(
                name='Case',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.CharField(max_length=20, unique=True)),
                    ('source', models.CharField(choices=[('inspection', 'Inspection'), ('free_finding', 'Free finding'), ('recheck', 'Re-check'), ('national', 'National feedback'), ('provincial', 'Provincial feedback'), ('group', 'Working group'), ('citizen', 'Citizen'), ('hotline', 'Hotline'), ('unit', "Unit's own finding"), ('other', 'Other')], max_length=20)),
                    ('state', models.CharField(choices=[('registered', 'Registered'), ('dispatched', 'Dispatched'), ('disputed', 'Disputed'), ('accepted', 'Being put right'), ('held', 'On hold'), ('submitted', 'Awaiting verification'), ('corrected', 'Corrected on the spot'), ('split', 'Split'), ('closed', 'Closed'), ('refused', 'Refused'), ('merged', 'Merged')], default='registered', max_length=20)),
                    ('severity', models.PositiveSmallIntegerField(choices=[(1, 'Slight'), (2, 'Ordinary'), (3, 'Grave')], default=2)),
                    ('longitude', models.FloatField(blank=True, null=True)),
                    ('latitude', models.FloatField(blank=True, null=True)),
                    ('address_zh', models.CharField(blank=True, max_length=200)),
                    ('description', models.TextField()),
                    ('search_text', models.TextField(blank=True)),
                    ('dispatch_reason', models.JSONField(default=dict, help_text='{code, params}: why this unit')),
                    ('opened_at', models.DateTimeField()),
                    ('found_at', models.DateTimeField()),
                    ('dispatched_at', models.DateTimeField(blank=True, help_text='the clock of the unit in charge starts here', null=True)),
                    ('accepted_at', models.DateTimeField(blank=True, null=True)),
                    ('limit', models.CharField(blank=True, help_text='as it was at dispatch', max_length=30)),
                    ('due_at', models.DateTimeField(blank=True, null=True)),
                    ('is_due_provisional', models.BooleanField(default=False)),
                    ('overdue_since', models.DateTimeField(blank=True, null=True)),
                    ('reminder_level', models.PositiveSmallIntegerField(default=0)),
                    ('escalation_level', models.PositiveSmallIntegerField(default=0)),
                    ('held_until', models.DateField(blank=True, help_text='when the hold is looked at again', null=True)),
                    ('hold_reason', models.TextField(blank=True)),
                    ('hold_plan', models.TextField(blank=True)),
                    ('wanted_at', models.DateTimeField()),
                    ('closed_at', models.DateTimeField(blank=True, null=True)),
                    ('was_on_time', models.BooleanField(blank=True, null=True)),
                    ('return_count', models.PositiveSmallIntegerField(default=0)),
                    ('reopen_count', models.PositiveSmallIntegerField(default=0)),
                    ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.area')),
                    ('check_point', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frameworks.checkpoint')),
                    ('facility', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.facility')),
                    ('group', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.group')),
                    ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='merged', to='cases.case')),
                    ('opened_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='cases.case')),
                    ('post', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.post')),
                    ('segment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.segment')),
                    ('site', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.site')),
                    ('standard', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frameworks.indicator')),
                    ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                    ('category', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cases', to='cases.category')),
                ],
                options={
                    'indexes': [models.Index(fields=['state', 'wanted_at', 'id'], name='case_state_wanted'), models.Index(fields=['state', 'due_at'], name='case_state_due'), models.Index(fields=['state', 'opened_at', 'id'], name='case_state_opened'), models.Index(fields=['unit', 'state', 'wanted_at'], name='case_unit_queue'), models.Index(fields=['unit', 'opened_at'], name='case_unit_opened'), models.Index(fields=['group', 'state', 'wanted_at'], name='case_group_queue'), models.Index(fields=['area', 'state', 'wanted_at'], name='case_area_queue'), models.Index(fields=['area', 'opened_at'], name='case_area_opened'), models.Index(fields=['standard', 'opened_at'], name='case_standard'), models.Index(fields=['category', 'opened_at'], name='case_category'), models.Index(fields=['source', 'opened_at'], name='case_source'), models.Index(fields=['site', 'opened_at'], name='case_site'), models.Index(fields=['segment', 'opened_at'], name='case_segment'), models.Index(fields=['opened_at', 'id'], name='case_opened'), models.Index(fields=['wanted_at', 'id'], name='case_wanted'), models.Index(fields=['latitude', 'longitude', 'opened_at', 'id'], name='case_position'), models.Index(fields=['opened_by', 'opened_at'], name='case_finder'), models.Index(condition=models.Q(('closed_at', None)), fields=['wanted_at', 'id'], name='case_open_wanted'), models.Index(condition=models.Q(('was_on_time', False)), fields=['opened_at', 'id'], name='case_late')],
                },
            ), migrations.CreateModel(
                name='CasePhoto',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('before', 'Before'), ('after', 'After'), ('note', 'Note'), ('recheck', 'Re-check')], max_length=10)),
                    ('attempt', models.PositiveSmallIntegerField(default=0)),
                    ('added_at', models.DateTimeField()),
                    ('added_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='photos', to='cases.case')),
                    ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evidence.file')),
                ],
                options={
                    'ordering': ['id'],
                },
            ), migrations.CreateModel(
                name='Extension',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('limit', models.CharField(max_length=30)),
                    ('reason', models.TextField()),
                    ('state', models.CharField(choices=[('asked', 'Asked'), ('granted', 'Granted'), ('denied', 'Denied'), ('lapsed', 'Lapsed')], default='asked', max_length=10)),
                    ('asked_at', models.DateTimeField()),
                    ('decided_at', models.DateTimeField(blank=True, null=True)),
                    ('decision_note', models.TextField(blank=True)),
                    ('clock_started_at', models.DateTimeField(help_text='the dispatch whose clock it moves')),
                    ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='extensions', to='cases.case')),
                ],
                options={
                    'ordering': ['asked_at', 'id'],
                    'indexes': [models.Index(fields=['state', 'asked_at'], name='extension_waiting')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'asked')), fields=('case',), name='one_request_at_a_time')],
                },
            ), migrations.CreateModel(
                name='HintDismissal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=30)),
                    ('reason', models.CharField(max_length=500)),
                    ('dismissed_at', models.DateTimeField()),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ('dismissed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('earlier', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evidence.file')),
                    ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evidence.file')),
                ],
            ), migrations.CreateModel(
                name='Instruction',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.CharField(max_length=20, unique=True)),
                    ('text', models.TextField()),
                    ('state', models.CharField(choices=[('owed', 'Reply owed'), ('answered', 'Awaiting acceptance'), ('settled', 'Reply accepted'), ('withdrawn', 'Withdrawn')], default='owed', max_length=10)),
                    ('issued_at', models.DateTimeField()),
                    ('limit', models.CharField(max_length=30)),
                    ('due_at', models.DateTimeField()),
                    ('is_due_provisional', models.BooleanField(default=False)),
                    ('overdue_since', models.DateTimeField(blank=True, null=True)),
                    ('escalation_level', models.PositiveSmallIntegerField(default=0)),
                    ('return_count', models.PositiveSmallIntegerField(default=0)),
                    ('settled_at', models.DateTimeField(blank=True, null=True)),
                    ('held', models.JSONField(blank=True, default=dict)),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='instructions', to='cases.case')),
                    ('issued_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('post', models.ForeignKey(blank=True, help_text="the leader's post whose word it is; none: the office's own", null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.post')),
                ],
                options={
                    'ordering': ['-issued_at', '-pk'],
                    'indexes': [models.Index(fields=['state', 'due_at'], name='instruction_state_due'), models.Index(fields=['issued_at', 'id'], name='instruction_issued'), models.Index(fields=['post', 'state', 'due_at'], name='instruction_of_post')],
                },
            ), migrations.CreateModel(
                name='Pause',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('dispute', 'Dispute'), ('verification', 'Verification'), ('hold', 'Hold')], max_length=20)),
                    ('started_at', models.DateTimeField()),
                    ('ended_at', models.DateTimeField(blank=True, null=True)),
                    ('gives_time_back', models.BooleanField(default=True)),
                    ('clock_started_at', models.DateTimeField(help_text='the dispatch whose clock it stopped')),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pauses', to='cases.case')),
                ],
                options={
                    'ordering': ['started_at', 'id'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('case',), name='one_pause_at_a_time'), models.CheckConstraint(condition=models.Q(('ended_at', None), ('ended_at__gte', models.F('started_at')), _connector='OR'), name='pause_in_order')],
                },
            ), migrations.CreateModel(
                name='Recheck',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveSmallIntegerField(help_text="of the case's re-checks, from 1")),
                    ('outcome', models.CharField(choices=[('kept', 'Still in order'), ('relapsed', 'Relapsed'), ('not_seen', 'Could not be seen')], max_length=10)),
                    ('is_drawn', models.BooleanField(default=False)),
                    ('note', models.TextField(blank=True)),
                    ('closed_at', models.DateTimeField(help_text='the closing that was looked at')),
                    ('seen_at', models.DateTimeField()),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rechecks', to='cases.case')),
                    ('seen_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('standard', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frameworks.indicator')),
                    ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ],
                options={
                    'ordering': ['case_id', 'number'],
                    'indexes': [models.Index(fields=['unit', 'seen_at'], name='recheck_of_unit'), models.Index(fields=['standard', 'seen_at'], name='recheck_of_standard'), models.Index(fields=['seen_at', 'id'], name='recheck_seen')],
                    'constraints': [models.UniqueConstraint(fields=('case', 'number'), name='recheck_once_by_number'), models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'not_seen'), _negated=True), models.Q(('note', ''), _negated=True), _connector='OR'), name='unseen_has_a_reason')],
                },
            ), migrations.CreateModel(
                name='Submission',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('attempt', models.PositiveSmallIntegerField()),
                    ('cause', models.TextField(blank=True)),
                    ('measure', models.TextField()),
                    ('submitted_at', models.DateTimeField()),
                    ('verdict', models.CharField(choices=[('pending', 'Awaiting verification'), ('returned', 'Returned'), ('verified', 'Verified')], default='pending', max_length=10)),
                    ('verdict_note', models.TextField(blank=True)),
                    ('verified_at', models.DateTimeField(blank=True, null=True)),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='submissions', to='cases.case')),
                    ('submitted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('verified_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['case', 'attempt'],
                    'constraints': [models.UniqueConstraint(fields=('case', 'attempt'), name='one_submission_per_attempt')],
                },
            ), migrations.CreateModel(
                name='InstructionReply',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveSmallIntegerField(help_text="of the instruction's replies, from 1")),
                    ('text', models.TextField()),
                    ('replied_at', models.DateTimeField()),
                    ('was_on_time', models.BooleanField()),
                    ('verdict', models.CharField(choices=[('pending', 'Awaiting acceptance'), ('accepted', 'Accepted'), ('returned', 'Returned')], default='pending', max_length=10)),
                    ('verdict_note', models.TextField(blank=True)),
                    ('judged_at', models.DateTimeField(blank=True, null=True)),
                    ('instruction', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='replies', to='cases.instruction')),
                    ('judged_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('replied_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                    ('submission', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.submission')),
                ],
                options={
                    'ordering': ['instruction', 'number'],
                    'constraints': [models.UniqueConstraint(fields=('instruction', 'number'), name='reply_once_by_number')],
                },
            ), migrations.CreateModel(
                name='ReplyFile',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evidence.file')),
                    ('reply', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='cases.instructionreply')),
                ],
                options={
                    'ordering': ['id'],
                    'constraints': [models.UniqueConstraint(fields=('reply', 'file'), name='file_once_with_reply')],
                },
            )],
        ),
    ]
