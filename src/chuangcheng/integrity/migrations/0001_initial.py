import chuangcheng.kit.tables
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('proceedings', '0001_initial'),
        ('units', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        chuangcheng.kit.tables.Tables(
            models=[migrations.CreateModel(
                name='EntryCounter',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=60, unique=True)),
                    ('last', models.PositiveBigIntegerField(default=0)),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='PlatformColumn',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveSmallIntegerField(unique=True)),
                    ('header_zh', models.CharField(max_length=60)),
                    ('source', models.CharField(max_length=30)),
                ],
                options={
                    'ordering': ['position'],
                },
            ), migrations.CreateModel(
                name='Field',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name_zh', models.CharField(max_length=200)),
                    ('name_zh_hant', models.CharField(blank=True, max_length=200)),
                    ('name_en', models.CharField(blank=True, max_length=300)),
                    ('code', models.CharField(max_length=20, unique=True)),
                    ('lead_unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ],
                options={
                    'ordering': ['code'],
                },
            ), migrations.CreateModel(
                name='Campaign',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name_zh', models.CharField(max_length=200)),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField()),
                    ('goal_zh', models.TextField(blank=True)),
                    ('lead_unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                    ('field', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='campaigns', to='integrity.field')),
                ],
                options={
                    'ordering': ['-starts_on', '-pk'],
                },
            ), migrations.CreateModel(
                name='Ground',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=20, unique=True)),
                    ('kind', models.CharField(choices=[('red', 'Red list'), ('black', 'Black list')], max_length=8)),
                    ('ground_zh', models.CharField(max_length=300)),
                    ('legal_basis', models.CharField(max_length=300)),
                    ('failing_class', models.CharField(blank=True, choices=[('minor', 'minor'), ('general', 'general'), ('serious', 'serious')], max_length=8)),
                    ('most_months', models.PositiveSmallIntegerField()),
                    ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                    ('field', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='grounds', to='integrity.field')),
                ],
                options={
                    'ordering': ['code'],
                },
            ), migrations.CreateModel(
                name='CampaignReport',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reported_on', models.DateField()),
                    ('checked', models.PositiveIntegerField()),
                    ('found', models.PositiveIntegerField()),
                    ('put_right', models.PositiveIntegerField()),
                    ('punished', models.PositiveIntegerField()),
                    ('text_zh', models.TextField(blank=True)),
                    ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='integrity.campaign')),
                ],
                options={
                    'ordering': ['-reported_on', '-pk'],
                },
            ), migrations.CreateModel(
                name='Story',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('title_zh', models.CharField(max_length=120)),
                    ('story_zh', models.TextField()),
                    ('told_at', models.DateTimeField()),
                    ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                    ('campaign', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='stories', to='integrity.campaign')),
                    ('field', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='stories', to='integrity.field')),
                    ('proceeding', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='proceedings.proceeding')),
                ],
                options={
                    'ordering': ['-told_at', '-pk'],
                },
            ), migrations.CreateModel(
                name='Entry',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.CharField(max_length=20, unique=True)),
                    ('party_kind', models.CharField(choices=[('firm', 'Firm or organisation'), ('person', 'Person')], max_length=8)),
                    ('name_sealed', models.TextField(blank=True)),
                    ('number_sealed', models.TextField(blank=True)),
                    ('number_hash', models.CharField(blank=True, max_length=64)),
                    ('key_mark', models.CharField(blank=True, max_length=12)),
                    ('shown_name', models.CharField(max_length=200)),
                    ('shown_number', models.CharField(max_length=40)),
                    ('document_zh', models.CharField(max_length=120)),
                    ('decided_on', models.DateField()),
                    ('started_on', models.DateField(help_text='the event from which the periods run')),
                    ('start_event_zh', models.CharField(max_length=200)),
                    ('failing_class', models.CharField(blank=True, choices=[('minor', 'minor'), ('general', 'general'), ('serious', 'serious')], max_length=8)),
                    ('why_published_zh', models.CharField(blank=True, help_text='of a minor failing: why it is needed', max_length=300)),
                    ('repair_possible_from', models.DateField(blank=True, null=True)),
                    ('publish_until', models.DateField(help_text='the first day on which it is public no more')),
                    ('state', models.CharField(choices=[('entered', 'Entered'), ('proposed', 'Proposed'), ('repaired', 'Repaired'), ('corrected', 'Taken down as an error'), ('discarded', 'Discarded')], default='entered', max_length=10)),
                    ('entered_at', models.DateTimeField()),
                    ('over_at', models.DateTimeField(blank=True, null=True)),
                    ('over_zh', models.CharField(blank=True, help_text='the decision that took it down', max_length=300)),
                    ('authority', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                    ('campaign', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='integrity.campaign')),
                    ('entered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('proceeding', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='proceedings.proceeding')),
                    ('ground', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='integrity.ground')),
                ],
                options={
                    'ordering': ['-entered_at', '-pk'],
                    'indexes': [models.Index(fields=['authority', '-entered_at'], name='entry_authority'), models.Index(fields=['number_hash'], name='entry_number_hash'), models.Index(fields=['state', '-entered_at'], name='entry_state')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['entered', 'proposed']), models.Q(('number_hash', ''), _negated=True)), fields=('ground', 'number_hash', 'document_zh'), name='entry_once_per_document')],
                },
            ), migrations.CreateModel(
                name='Correction',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('text_zh', models.TextField()),
                    ('asked_at', models.DateTimeField()),
                    ('due_at', models.DateTimeField()),
                    ('settled_at', models.DateTimeField(blank=True, null=True)),
                    ('is_upheld', models.BooleanField(default=False)),
                    ('answer_zh', models.TextField(blank=True)),
                    ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('settled_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='integrity.entry')),
                ],
                options={
                    'ordering': ['-asked_at', '-pk'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('settled_at', None)), fields=('entry',), name='one_open_correction_per_entry')],
                },
            )],
        ),
    ]
