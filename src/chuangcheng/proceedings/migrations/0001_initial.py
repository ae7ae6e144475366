import chuangcheng.kit.tables
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('units', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        chuangcheng.kit.tables.Tables(
            models=[migrations.CreateModel(
                name='ProceedingCounter',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=60, unique=True)),
                    ('last', models.PositiveBigIntegerField(default=0)),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='KindVersion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=40)),
                    ('version', models.PositiveIntegerField()),
                    ('data', models.JSONField(help_text='rules.Kind.as_data')),
                    ('defined_at', models.DateTimeField()),
                ],
                options={
                    'ordering': ['code', '-version'],
                    'constraints': [models.UniqueConstraint(fields=('code', 'version'), name='kind_version_once')],
                },
            ), migrations.CreateModel(
                name='Proceeding',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.CharField(max_length=20, unique=True)),
                    ('kind_code', models.CharField(max_length=40)),
                    ('kind', models.JSONField(help_text='rules.Kind.as_data, as it was when this began')),
                    ('subject_kind', models.CharField(max_length=60)),
                    ('subject_key', models.CharField(max_length=120)),
                    ('subject_title', models.CharField(max_length=300)),
                    ('party_sealed', models.TextField(blank=True, help_text='opaque sealed reference of a party that is no unit')),
                    ('claim', models.JSONField(blank=True, default=dict)),
                    ('shown', models.JSONField(blank=True, default=dict, help_text='what everybody may read, masked already')),
                    ('search_text', models.TextField(blank=True, help_text='of what everybody may read, and of nothing else')),
                    ('publish_until', models.DateTimeField(blank=True, help_text='never public from here on', null=True)),
                    ('state', models.CharField(choices=[('proposed', 'Proposed'), ('reviewed', 'Reviewed'), ('noticed', 'Notice given'), ('decided', 'Decided'), ('turned_down', 'Turned down'), ('ended', 'Ended'), ('withdrawn', 'Withdrawn')], default='proposed', max_length=12)),
                    ('proposed_at', models.DateTimeField()),
                    ('noticed_at', models.DateTimeField(blank=True, null=True)),
                    ('served_at', models.DateTimeField(blank=True, help_text="the notice's days count from here", null=True)),
                    ('notice_until', models.DateTimeField(blank=True, null=True)),
                    ('decided_at', models.DateTimeField(blank=True, null=True)),
                    ('outcome', models.CharField(blank=True, max_length=20)),
                    ('reasons', models.TextField(blank=True)),
                    ('remedy', models.JSONField(blank=True, default=dict)),
                    ('published_from', models.DateTimeField(blank=True, null=True)),
                    ('published_until', models.DateTimeField(blank=True, null=True)),
                    ('over_at', models.DateTimeField(blank=True, help_text='withdrawn, turned down or ended', null=True)),
                    ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ],
                options={
                    'ordering': ['-proposed_at', '-pk'],
                    'indexes': [models.Index(fields=['state', 'proposed_at'], name='proceeding_state'), models.Index(fields=['unit', '-proposed_at'], name='proceeding_unit'), models.Index(fields=['subject_kind', 'subject_key'], name='proceeding_subject'), models.Index(fields=['kind_code', 'published_from'], name='proceeding_public')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('decided_at', None), ('over_at', None)), fields=('kind_code', 'subject_kind', 'subject_key'), name='one_open_proceeding_per_subject'), models.CheckConstraint(condition=models.Q(('unit', None), ('party_sealed', ''), _connector='OR'), name='one_party_of_one_sort')],
                },
            ), migrations.CreateModel(
                name='Objection',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveSmallIntegerField()),
                    ('objector', models.CharField(max_length=120)),
                    ('text', models.TextField()),
                    ('filed_at', models.DateTimeField()),
                    ('counts', models.BooleanField()),
                    ('is_late', models.BooleanField(default=False)),
                    ('answer_due_at', models.DateTimeField()),
                    ('answered_at', models.DateTimeField(blank=True, null=True)),
                    ('answer', models.TextField(blank=True)),
                    ('contact_sealed', models.TextField(blank=True, help_text='telephone number of somebody from the public')),
                    ('token_hash', models.CharField(blank=True, help_text="of its writer's link", max_length=64)),
                    ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('filed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                    ('proceeding', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='objections', to='proceedings.proceeding')),
                ],
                options={
                    'ordering': ['proceeding', 'number'],
                    'indexes': [models.Index(fields=['answered_at', 'answer_due_at'], name='objection_waiting')],
                    'constraints': [models.UniqueConstraint(fields=('proceeding', 'number'), name='objection_once_by_number'), models.UniqueConstraint(condition=models.Q(('token_hash', ''), _negated=True), fields=('token_hash',), name='objection_link_once')],
                },
            ), migrations.CreateModel(
                name='Step',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('act', models.CharField(max_length=12)),
                    ('done_at', models.DateTimeField()),
                    ('text', models.TextField(blank=True)),
                    ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('proceeding', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='steps', to='proceedings.proceeding')),
                ],
                options={
                    'ordering': ['id'],
                },
            )],
        ),
    ]
