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
        ('plans', '0001_initial'),
        ('units', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        chuangcheng.kit.tables.Tables(
            models=[migrations.CreateModel(
                name='KindWording',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('case_notice', 'Case notice'), ('reminder', 'Reminder'), ('instruction', "Leader's instruction"), ('bulletin', 'Bulletin'), ('weekly', 'Weekly report'), ('monthly', 'Monthly report'), ('close_list', 'Close list'), ('ledger', 'Ledger'), ('responsibility', 'Responsibility table'), ('minutes', 'Minutes')], max_length=20, unique=True)),
                    ('series_zh', models.CharField(max_length=12)),
                    ('copies_zh', models.CharField(blank=True, max_length=300)),
                    ('words', models.JSONField(default=dict, help_text='slot -> what a new draft says there')),
                ],
            ), migrations.CreateModel(
                name='Letterhead',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('authority_zh', models.CharField(help_text='發文機關標誌, in red', max_length=60)),
                    ('office_zh', models.CharField(help_text='署名 and 印發機關', max_length=60)),
                    ('contact_zh', models.CharField(blank=True, help_text='附註', max_length=120)),
                    ('title_font', models.CharField(default='方正小标宋简体', max_length=60)),
                    ('body_font', models.CharField(default='仿宋_GB2312', max_length=60)),
                    ('heading_font', models.CharField(default='黑体', max_length=60)),
                    ('subheading_font', models.CharField(default='楷体_GB2312', max_length=60)),
                ],
            ), migrations.CreateModel(
                name='NumberCounter',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=60, unique=True)),
                    ('last', models.PositiveBigIntegerField(default=0)),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='OpenFile',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(help_text='such as facilities.csv', max_length=60, unique=True)),
                    ('path', models.CharField(max_length=160)),
                    ('sha256', models.CharField(max_length=64)),
                    ('size', models.PositiveBigIntegerField(help_text='bytes')),
                    ('row_count', models.PositiveIntegerField()),
                    ('changed_at', models.DateTimeField(help_text='when its content last became another')),
                    ('written_at', models.DateTimeField(help_text='when it was last read anew')),
                ],
                options={
                    'ordering': ['name'],
                },
            ), migrations.CreateModel(
                name='Document',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('case_notice', 'Case notice'), ('reminder', 'Reminder'), ('instruction', "Leader's instruction"), ('bulletin', 'Bulletin'), ('weekly', 'Weekly report'), ('monthly', 'Monthly report'), ('close_list', 'Close list'), ('ledger', 'Ledger'), ('responsibility', 'Responsibility table'), ('minutes', 'Minutes')], max_length=20)),
                    ('state', models.CharField(choices=[('draft', 'Draft'), ('waiting', 'Awaiting approval'), ('returned', 'Returned'), ('approved', 'Approved'), ('issued', 'Issued'), ('withdrawn', 'Withdrawn'), ('replaced', 'Replaced'), ('discarded', 'Discarded')], default='draft', max_length=12)),
                    ('title_zh', models.CharField(max_length=200)),
                    ('since', models.DateField(blank=True, null=True)),
                    ('until', models.DateField(blank=True, null=True)),
                    ('due_on', models.DateField(blank=True, help_text='when an answer is wanted', null=True)),
                    ('copies_zh', models.CharField(blank=True, max_length=300)),
                    ('blocks', models.JSONField(default=list)),
                    ('read_at', models.DateTimeField(help_text='the moment of its figures')),
                    ('approved_hash', models.CharField(blank=True, max_length=64)),
                    ('series_zh', models.CharField(blank=True, max_length=12)),
                    ('year', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('serial', models.PositiveIntegerField(blank=True, null=True)),
                    ('number', models.CharField(blank=True, max_length=40)),
                    ('issue_of_year', models.PositiveIntegerField(blank=True, null=True)),
                    ('issue_of_all', models.PositiveIntegerField(blank=True, null=True)),
                    ('frozen', models.JSONField(default=list)),
                    ('content_hash', models.CharField(blank=True, max_length=64)),
                    ('seal_hash', models.CharField(blank=True, max_length=64)),
                    ('drafted_at', models.DateTimeField()),
                    ('sent_at', models.DateTimeField(blank=True, null=True)),
                    ('approved_at', models.DateTimeField(blank=True, null=True)),
                    ('issued_at', models.DateTimeField(blank=True, null=True)),
                    ('ended_at', models.DateTimeField(blank=True, help_text='withdrawn, replaced or discarded', null=True)),
                    ('reason_zh', models.CharField(blank=True, help_text='why it was returned, withdrawn or replaced', max_length=500)),
                    ('approved_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('docx', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evidence.file')),
                    ('drafted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('edition', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frameworks.edition')),
                    ('issued_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('meeting', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='plans.meeting')),
                    ('pdf', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evidence.file')),
                    ('replaces', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='replaced_by', to='documents.document')),
                    ('sent_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('sheet', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evidence.file')),
                    ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ],
                options={
                    'indexes': [models.Index(fields=['state', '-drafted_at'], name='official_state'), models.Index(fields=['kind', '-drafted_at'], name='official_kind'), models.Index(fields=['-drafted_at', '-id'], name='official_newest'), models.Index(fields=['year', 'series_zh', 'serial'], name='official_register')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('serial__isnull', False)), fields=('series_zh', 'year', 'serial'), name='official_number_once'), models.UniqueConstraint(condition=models.Q(('issue_of_all__isnull', False)), fields=('kind', 'issue_of_all'), name='official_issue_once'), models.CheckConstraint(condition=models.Q(('serial', None), models.Q(models.Q(('number', ''), _negated=True), models.Q(('content_hash', ''), _negated=True), ('issued_at__isnull', False)), _connector='OR'), name='official_numbered_is_issued')],
                },
            ), migrations.CreateModel(
                name='DocumentCase',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('position', models.PositiveSmallIntegerField()),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='chosen', to='documents.document')),
                ],
                options={
                    'ordering': ['position'],
                    'constraints': [models.UniqueConstraint(fields=('document', 'case'), name='case_once_in_official')],
                },
            ), migrations.CreateModel(
                name='Recipient',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('issued_at', models.DateTimeField(blank=True, help_text="as the document's: sorts a unit's own list", null=True)),
                    ('acknowledged_at', models.DateTimeField(blank=True, null=True)),
                    ('acknowledged_by', models.ForeignKey(blank=True, help_text='a post, not a person', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.post')),
                    ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recipients', to='documents.document')),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ],
                options={
                    'indexes': [models.Index(fields=['unit', '-issued_at', '-id'], name='officials_of_unit')],
                    'constraints': [models.UniqueConstraint(fields=('document', 'unit'), name='official_once_to_unit'), models.CheckConstraint(condition=models.Q(models.Q(('acknowledged_at', None), ('acknowledged_by', None)), models.Q(('acknowledged_at__isnull', False), ('acknowledged_by__isnull', False)), _connector='OR'), name='official_acknowledged_by_post')],
                },
            ), migrations.CreateModel(
                name='Revision',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('slot', models.CharField(blank=True, max_length=30)),
                    ('before', models.JSONField()),
                    ('after', models.JSONField()),
                    ('made_at', models.DateTimeField()),
                    ('document', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='documents.document')),
                    ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-id'],
                },
            )],
        ),
    ]
