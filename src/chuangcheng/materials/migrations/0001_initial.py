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
        ('units', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        chuangcheng.kit.tables.Tables(
            models=[migrations.CreateModel(
                name='MaterialCounter',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=60, unique=True)),
                    ('last', models.PositiveBigIntegerField(default=0)),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='NegativeItem',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=20, unique=True)),
                    ('event_zh', models.CharField(max_length=300)),
                    ('actor', models.CharField(choices=[('applicant_city', 'Applicant city'), ('nominee_city', 'Nominated city'), ('title_city', 'City with the title'), ('any_city', 'Any city')], max_length=20)),
                    ('window_months', models.PositiveSmallIntegerField()),
                    ('effect', models.CharField(choices=[('none', 'No effect'), ('deduct', 'Points deducted'), ('suspend', 'Suspended'), ('cancel', 'Title cancelled'), ('ineligible', 'May not apply')], max_length=12)),
                    ('points', models.DecimalField(decimal_places=2, default=0, help_text='to be deducted', max_digits=6)),
                    ('is_active', models.BooleanField(default=True)),
                ],
                options={
                    'ordering': ['code'],
                },
            ), migrations.CreateModel(
                name='Demand',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=50)),
                    ('number', models.PositiveSmallIntegerField()),
                    ('kind', models.CharField(choices=[('document', 'Official document'), ('plan', 'Plan'), ('summary', 'Summary'), ('statement', 'Statement'), ('photo', 'Photograph'), ('figures', 'Statistical table'), ('other', 'Other')], max_length=12)),
                    ('title_zh', models.CharField(max_length=300)),
                    ('count', models.PositiveSmallIntegerField(default=1)),
                    ('caption', models.JSONField(default=list, help_text='time | place | persons | theme')),
                    ('window_ends_on', models.DateField(blank=True, help_text='last day; none: no window', null=True)),
                    ('window_months', models.PositiveSmallIntegerField(default=12)),
                    ('due_on', models.DateField(blank=True, null=True)),
                    ('search_text', models.TextField(blank=True)),
                    ('made_at', models.DateTimeField()),
                    ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                    ('reminded_on', models.DateField(blank=True, help_text='when the unit was last told of the deadline', null=True)),
                    ('post', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.post')),
                    ('standard', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frameworks.indicator')),
                    ('unit', models.ForeignKey(help_text='supplies it', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ],
                options={
                    'ordering': ['code'],
                    'indexes': [models.Index(fields=['withdrawn_at', 'due_on'], name='demand_due'), models.Index(fields=['unit', 'withdrawn_at'], name='demand_of_unit')],
                    'constraints': [models.UniqueConstraint(fields=('standard', 'number'), name='demand_once_of_standard'), models.CheckConstraint(condition=models.Q(('count__gte', 1), ('count__lte', 50)), name='demand_count_in_range'), models.CheckConstraint(condition=models.Q(('window_months__gte', 1), ('window_months__lte', 60)), name='demand_window_in_range')],
                },
            ), migrations.CreateModel(
                name='Document',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.CharField(max_length=20, unique=True)),
                    ('kind', models.CharField(choices=[('document', 'Official document'), ('plan', 'Plan'), ('summary', 'Summary'), ('statement', 'Statement'), ('photo', 'Photograph'), ('figures', 'Statistical table'), ('other', 'Other')], max_length=12)),
                    ('title_zh', models.CharField(max_length=300)),
                    ('thing_on', models.DateField(blank=True, help_text='when what it shows happened or was issued', null=True)),
                    ('place_zh', models.CharField(blank=True, max_length=200)),
                    ('persons_zh', models.CharField(blank=True, max_length=300)),
                    ('theme_zh', models.CharField(blank=True, max_length=300)),
                    ('state', models.CharField(choices=[('draft', 'Draft'), ('submitted', 'Waiting for review'), ('accepted', 'Accepted'), ('returned', 'Returned'), ('withdrawn', 'Withdrawn')], default='draft', max_length=10)),
                    ('version_count', models.PositiveSmallIntegerField(default=0)),
                    ('made_at', models.DateTimeField()),
                    ('submitted_at', models.DateTimeField(blank=True, null=True)),
                    ('decided_at', models.DateTimeField(blank=True, null=True)),
                    ('reason_zh', models.CharField(blank=True, help_text='why it was returned', max_length=1000)),
                    ('search_text', models.TextField(blank=True)),
                    ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('source_case', models.ForeignKey(blank=True, help_text='whose pictures it is', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ('submitted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('unit', models.ForeignKey(help_text='supplies it', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ],
                options={
                    'ordering': ['-made_at', '-pk'],
                    'indexes': [models.Index(fields=['-made_at', '-id'], name='document_made'), models.Index(fields=['state', '-made_at'], name='document_state'), models.Index(fields=['unit', 'state'], name='document_of_unit')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('source_case__isnull', False), models.Q(('state', 'withdrawn'), _negated=True)), fields=('unit', 'source_case'), name='case_once_as_material')],
                },
            ), migrations.CreateModel(
                name='Pack',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.CharField(max_length=20, unique=True)),
                    ('state', models.CharField(choices=[('asked', 'Being built'), ('ready', 'Ready'), ('empty', 'Nothing to pack')], default='asked', max_length=10)),
                    ('asked_at', models.DateTimeField()),
                    ('built_at', models.DateTimeField(blank=True, null=True)),
                    ('path', models.CharField(blank=True, max_length=120)),
                    ('size', models.PositiveBigIntegerField(default=0, help_text='bytes')),
                    ('sha256', models.CharField(blank=True, max_length=64)),
                    ('document_count', models.PositiveIntegerField(default=0)),
                    ('file_count', models.PositiveIntegerField(default=0)),
                    ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frameworks.edition')),
                ],
                options={
                    'ordering': ['-asked_at', '-pk'],
                },
            ), migrations.CreateModel(
                name='Rating',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('verdict', models.CharField(choices=[('met', 'Met'), ('partly', 'Partly met'), ('not_met', 'Not met')], max_length=10)),
                    ('reason_zh', models.CharField(max_length=1000)),
                    ('rated_at', models.DateTimeField()),
                    ('superseded_at', models.DateTimeField(blank=True, null=True)),
                    ('rated_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('standard', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frameworks.indicator')),
                ],
                options={
                    'ordering': ['-rated_at', '-pk'],
                    'indexes': [models.Index(fields=['standard', '-rated_at'], name='rating_of_standard')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('superseded_at', None)), fields=('standard',), name='one_rating_in_force')],
                },
            ), migrations.CreateModel(
                name='Share',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('verdict', models.CharField(max_length=10, unique=True)),
                    ('percent', models.PositiveSmallIntegerField()),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('percent__lte', 100)), name='share_in_range')],
                },
            ), migrations.CreateModel(
                name='ViewLink',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('token_hash', models.CharField(max_length=64, unique=True)),
                    ('label_zh', models.CharField(help_text='for whom', max_length=200)),
                    ('made_at', models.DateTimeField()),
                    ('expires_at', models.DateTimeField()),
                    ('revoked_at', models.DateTimeField(blank=True, null=True)),
                    ('opening_count', models.PositiveIntegerField(default=0, help_text='pages and files, each time')),
                    ('last_opened_at', models.DateTimeField(blank=True, null=True)),
                    ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frameworks.edition')),
                    ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-made_at', '-pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('made_at'))), name='view_link_in_order')],
                },
            ), migrations.CreateModel(
                name='NegativeEvent',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.CharField(max_length=20, unique=True)),
                    ('happened_on', models.DateField()),
                    ('account_zh', models.TextField(help_text='what happened, without names')),
                    ('source_zh', models.CharField(help_text='where it is known from', max_length=300)),
                    ('state', models.CharField(choices=[('reported', 'Reported'), ('examined', 'Examined'), ('decided', 'Effect decided'), ('lapsed', 'Lapsed')], default='reported', max_length=10)),
                    ('reported_at', models.DateTimeField()),
                    ('finding_zh', models.TextField(blank=True, help_text='what the examination found')),
                    ('examined_at', models.DateTimeField(blank=True, null=True)),
                    ('effect', models.CharField(blank=True, choices=[('none', 'No effect'), ('deduct', 'Points deducted'), ('suspend', 'Suspended'), ('cancel', 'Title cancelled'), ('ineligible', 'May not apply')], max_length=12)),
                    ('points', models.DecimalField(decimal_places=2, default=0, max_digits=6)),
                    ('ground_zh', models.TextField(blank=True, help_text='why this effect')),
                    ('decided_at', models.DateTimeField(blank=True, null=True)),
                    ('counts_until', models.DateField(help_text='last day of its window')),
                    ('lapsed_at', models.DateTimeField(blank=True, null=True)),
                    ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('examined_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('reported_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                    ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='materials.negativeitem')),
                ],
                options={
                    'ordering': ['-happened_on', '-pk'],
                    'indexes': [models.Index(fields=['state', 'counts_until'], name='event_state_until'), models.Index(fields=['-happened_on', '-id'], name='event_happened')],
                },
            ), migrations.CreateModel(
                name='DepartmentFigure',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=50)),
                    ('name_zh', models.CharField(max_length=200)),
                    ('period', models.CharField(help_text='2026, 2026-Q3, 2026-10', max_length=20)),
                    ('measure_zh', models.CharField(help_text='unit of measure: %, 人, 天', max_length=30)),
                    ('comparison', models.CharField(choices=[('at_least', 'at least'), ('at_most', 'at most'), ('none', 'no threshold')], default='none', max_length=10)),
                    ('threshold', models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True)),
                    ('due_on', models.DateField(blank=True, null=True)),
                    ('state', models.CharField(choices=[('asked', 'Asked for'), ('reported', 'Reported'), ('confirmed', 'Confirmed'), ('returned', 'Returned')], default='asked', max_length=10)),
                    ('value', models.DecimalField(blank=True, decimal_places=4, max_digits=18, null=True)),
                    ('source_zh', models.CharField(blank=True, help_text='name and number of the source document', max_length=300)),
                    ('made_at', models.DateTimeField()),
                    ('reported_at', models.DateTimeField(blank=True, null=True)),
                    ('decided_at', models.DateTimeField(blank=True, null=True)),
                    ('reason_zh', models.CharField(blank=True, max_length=1000)),
                    ('search_text', models.TextField(blank=True)),
                    ('reported_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('standard', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frameworks.indicator')),
                    ('unit', models.ForeignKey(help_text='supplies it', on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                    ('document', models.ForeignKey(blank=True, help_text='the source, if handed in', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='materials.document')),
                ],
                options={
                    'ordering': ['code', 'period'],
                    'indexes': [models.Index(fields=['state', 'due_on'], name='figure_state_due')],
                    'constraints': [models.UniqueConstraint(fields=('standard', 'code', 'period'), name='figure_once_of_period'), models.CheckConstraint(condition=models.Q(('comparison', 'none'), ('threshold__isnull', False), _connector='OR'), name='comparison_has_threshold'), models.CheckConstraint(condition=models.Q(('state__in', ('asked', 'returned')), ('value__isnull', False), _connector='OR'), name='reported_figure_has_value')],
                },
            ), migrations.CreateModel(
                name='Link',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('linked_at', models.DateTimeField()),
                    ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                    ('confirmed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('demand', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='materials.demand')),
                    ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='links', to='materials.document')),
                    ('linked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['demand__code'],
                    'indexes': [models.Index(fields=['demand', 'confirmed_at'], name='link_of_demand')],
                    'constraints': [models.UniqueConstraint(fields=('document', 'demand'), name='document_once_for_demand')],
                },
            ), migrations.CreateModel(
                name='Version',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.PositiveSmallIntegerField()),
                    ('note_zh', models.CharField(blank=True, max_length=500)),
                    ('added_at', models.DateTimeField()),
                    ('added_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='versions', to='materials.document')),
                ],
                options={
                    'ordering': ['-number'],
                    'constraints': [models.UniqueConstraint(fields=('document', 'number'), name='version_once_of_document')],
                },
            ), migrations.CreateModel(
                name='EventFile',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evidence.file')),
                    ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='materials.negativeevent')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.UniqueConstraint(fields=('event', 'file'), name='file_once_at_event')],
                },
            ), migrations.CreateModel(
                name='VersionFile',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveSmallIntegerField()),
                    ('label_zh', models.CharField(blank=True, max_length=60)),
                    ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evidence.file')),
                    ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='materials.version')),
                ],
                options={
                    'ordering': ['position'],
                    'constraints': [models.UniqueConstraint(fields=('version', 'file'), name='file_once_in_version')],
                },
            ), migrations.CreateModel(
                name='ViewOpening',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('opened_at', models.DateTimeField()),
                    ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='materials.versionfile')),
                    ('link', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='openings', to='materials.viewlink')),
                    ('standard', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frameworks.indicator')),
                ],
                options={
                    'ordering': ['-opened_at', '-pk'],
                    'indexes': [models.Index(fields=['link', '-opened_at', '-id'], name='view_opening_latest')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('standard', None), ('file', None), _connector='OR'), name='view_opening_of_one_thing')],
                },
            )],
        ),
    ]
