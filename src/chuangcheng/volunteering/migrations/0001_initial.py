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
        ('units', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        chuangcheng.kit.tables.Tables(
            models=[migrations.CreateModel(
                name='Series',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=60, unique=True)),
                    ('last', models.PositiveBigIntegerField(default=0)),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='Campaign',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name_zh', models.CharField(max_length=200)),
                    ('name_zh_hant', models.CharField(blank=True, max_length=200)),
                    ('name_en', models.CharField(blank=True, max_length=300)),
                    ('code', models.CharField(max_length=30, unique=True)),
                    ('text_zh', models.TextField(blank=True)),
                    ('pattern_zh', models.CharField(blank=True, help_text='when shifts usually are, in words', max_length=200)),
                    ('insurance_zh', models.CharField(blank=True, max_length=300)),
                    ('skills', models.JSONField(default=list)),
                    ('capacity', models.PositiveIntegerField(default=20, help_text='of a new shift')),
                    ('youngest', models.PositiveSmallIntegerField(default=18)),
                    ('rest_minutes', models.PositiveIntegerField(default=60, help_text='between two shifts of one person')),
                    ('most_minutes_a_day', models.PositiveIntegerField(default=480)),
                    ('forgotten_rule', models.CharField(choices=[('nothing', 'Nothing, until the leader writes what was'), ('half', 'Half of the time until the planned end'), ('planned_end', 'Until the planned end')], default='nothing', max_length=12)),
                    ('allows_print', models.BooleanField(default=False, help_text="a printed sign counts, not only the leader's screen")),
                    ('state', models.CharField(choices=[('draft', 'Draft'), ('open', 'Open'), ('ended', 'Ended')], default='draft', max_length=10)),
                    ('made_at', models.DateTimeField()),
                    ('contact', models.ForeignKey(blank=True, help_text='officer on the spot', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.post')),
                    ('theme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frameworks.theme')),
                    ('unit', models.ForeignKey(help_text='organises and vouches', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ],
                options={
                    'ordering': ['code'],
                    'indexes': [models.Index(fields=['state', 'code'], name='campaign_state')],
                },
            ), migrations.CreateModel(
                name='Team',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name_zh', models.CharField(max_length=200)),
                    ('name_zh_hant', models.CharField(blank=True, max_length=200)),
                    ('name_en', models.CharField(blank=True, max_length=300)),
                    ('code', models.CharField(max_length=30, unique=True)),
                    ('kind', models.CharField(choices=[('party', 'Party organisation'), ('unit', 'Unit'), ('community', 'Community'), ('students', 'Students')], max_length=10)),
                    ('is_active', models.BooleanField(default=True)),
                    ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.area')),
                    ('unit', models.ForeignKey(help_text='looks after it', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ],
                options={
                    'ordering': ['kind', 'code'],
                },
            ), migrations.CreateModel(
                name='Volunteer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('citizen_id', models.BigIntegerField(unique=True)),
                    ('number', models.CharField(max_length=20, unique=True)),
                    ('born_sealed', models.TextField()),
                    ('skills', models.JSONField(default=list)),
                    ('takes_calls', models.BooleanField(default=True, help_text='may be asked for help in an emergency')),
                    ('asked_at', models.DateTimeField(blank=True, help_text='when a call went to them last', null=True)),
                    ('guardian_sealed', models.TextField(blank=True)),
                    ('consent_hash', models.CharField(blank=True, max_length=64)),
                    ('consented_at', models.DateTimeField(blank=True, help_text='when the guardian of a minor agreed', null=True)),
                    ('joined_at', models.DateTimeField()),
                    ('community', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.area')),
                    ('team', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='volunteering.team')),
                ],
                options={
                    'ordering': ['number'],
                    'indexes': [models.Index(fields=['team', 'number'], name='volunteer_team'), models.Index(fields=['takes_calls', 'asked_at'], name='volunteer_calls'), models.Index(fields=['consent_hash'], name='volunteer_consent')],
                },
            ), migrations.CreateModel(
                name='Shift',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('meeting_zh', models.CharField(blank=True, help_text='where exactly one meets', max_length=200)),
                    ('starts_at', models.DateTimeField()),
                    ('ends_at', models.DateTimeField()),
                    ('capacity', models.PositiveIntegerField()),
                    ('taken_count', models.PositiveIntegerField(default=0)),
                    ('secret', models.CharField(help_text='what codes of presence are made from', max_length=64)),
                    ('state', models.CharField(choices=[('open', 'Open'), ('cancelled', 'Cancelled'), ('settled', 'Vouched for')], default='open', max_length=10)),
                    ('reminded_at', models.DateTimeField(blank=True, null=True)),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.area')),
                    ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shifts', to='volunteering.campaign')),
                    ('facility', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.facility')),
                    ('segment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.segment')),
                    ('site', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.site')),
                    ('leader', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='led', to='volunteering.volunteer')),
                ],
                options={
                    'ordering': ['starts_at', 'id'],
                    'indexes': [models.Index(fields=['state', 'starts_at', 'id'], name='shift_state_start'), models.Index(fields=['campaign', 'starts_at'], name='shift_of_campaign')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='shift_has_length'), models.CheckConstraint(condition=models.Q(('taken_count__lte', models.F('capacity'))), name='shift_never_too_full')],
                },
            ), migrations.CreateModel(
                name='Certificate',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=12, unique=True)),
                    ('minutes', models.PositiveIntegerField()),
                    ('service_count', models.PositiveIntegerField()),
                    ('first_on', models.DateField()),
                    ('last_on', models.DateField()),
                    ('lines', models.JSONField(default=list, help_text='[campaign, unit, services, minutes]')),
                    ('issued_at', models.DateTimeField()),
                    ('withdrawn_at', models.DateTimeField(blank=True, help_text='a correction made it wrong', null=True)),
                    ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='certificates', to='volunteering.volunteer')),
                ],
                options={
                    'ordering': ['-id'],
                },
            ), migrations.CreateModel(
                name='Service',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('client_id', models.UUIDField(blank=True, null=True, unique=True)),
                    ('arrived_at', models.DateTimeField(blank=True, null=True)),
                    ('left_at', models.DateTimeField(blank=True, null=True)),
                    ('minutes', models.PositiveIntegerField(default=0)),
                    ('source', models.CharField(choices=[('code', 'Code at the place'), ('list', "Leader's list"), ('rule', 'Rule for a forgotten check-out'), ('correction', 'Correction')], max_length=12)),
                    ('state', models.CharField(choices=[('present', 'There now'), ('recorded', 'Recorded'), ('vouched', 'Vouched for'), ('struck', 'Struck off')], max_length=10)),
                    ('vouched_at', models.DateTimeField(blank=True, null=True)),
                    ('shift', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='services', to='volunteering.shift')),
                    ('volunteer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='services', to='volunteering.volunteer')),
                ],
                options={
                    'ordering': ['id'],
                    'indexes': [models.Index(fields=['volunteer', 'state'], name='service_of_volunteer'), models.Index(fields=['state', 'shift'], name='service_state')],
                    'constraints': [models.UniqueConstraint(fields=('shift', 'volunteer'), name='one_service_of_a_shift')],
                },
            ), migrations.CreateModel(
                name='Proposal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('proposed_at', models.DateTimeField()),
                    ('handed_in_at', models.DateTimeField(blank=True, null=True)),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ('shift', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='proposals', to='volunteering.shift')),
                ],
                options={
                    'ordering': ['id'],
                    'constraints': [models.UniqueConstraint(fields=('shift', 'case'), name='case_proposed_once')],
                },
            ), migrations.CreateModel(
                name='Call',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('text_zh', models.CharField(max_length=120)),
                    ('made_at', models.DateTimeField()),
                    ('asked_count', models.PositiveIntegerField(default=0)),
                    ('shift', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='calls', to='volunteering.shift')),
                ],
                options={
                    'ordering': ['-id'],
                },
            ), migrations.CreateModel(
                name='ShiftPhoto',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('before', 'Before'), ('after', 'After')], max_length=10)),
                    ('added_at', models.DateTimeField()),
                    ('released_at', models.DateTimeField(blank=True, null=True)),
                    ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evidence.file')),
                    ('released_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('shift', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='photos', to='volunteering.shift')),
                ],
                options={
                    'ordering': ['id'],
                    'constraints': [models.UniqueConstraint(fields=('shift', 'file'), name='shift_photo_once')],
                },
            ), migrations.CreateModel(
                name='SignUp',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('state', models.CharField(choices=[('placed', 'Has a place'), ('waiting', 'On the waiting list'), ('withdrawn', 'Withdrawn')], max_length=10)),
                    ('asked_at', models.DateTimeField()),
                    ('shift', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sign_ups', to='volunteering.shift')),
                    ('volunteer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sign_ups', to='volunteering.volunteer')),
                ],
                options={
                    'ordering': ['asked_at', 'id'],
                    'indexes': [models.Index(fields=['shift', 'state', 'asked_at'], name='sign_up_waiting')],
                    'constraints': [models.UniqueConstraint(fields=('shift', 'volunteer'), name='signed_up_once')],
                },
            ), migrations.CreateModel(
                name='Correction',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('old_arrived_at', models.DateTimeField(null=True)),
                    ('old_left_at', models.DateTimeField(null=True)),
                    ('old_minutes', models.PositiveIntegerField()),
                    ('reason', models.CharField(max_length=300)),
                    ('made_at', models.DateTimeField()),
                    ('service', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='corrections', to='volunteering.service')),
                ],
                options={
                    'ordering': ['id'],
                },
            )],
        ),
    ]
