import chuangcheng.kit.tables
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        ('cases', '0001_initial'),
        ('evidence', '0001_initial'),
        ('places', '0001_initial'),
        ('units', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        chuangcheng.kit.tables.Tables(
            models=[migrations.CreateModel(
                name='OrderColumn',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('field', models.CharField(max_length=20, unique=True)),
                    ('title_zh', models.CharField(max_length=60)),
                    ('is_given_back', models.BooleanField(default=False, help_text='stands in the file that goes back')),
                    ('position', models.PositiveSmallIntegerField()),
                ],
                options={
                    'ordering': ['position'],
                },
            ), migrations.CreateModel(
                name='Block',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('words', 'Words in the text'), ('telephone', 'Telephone number')], max_length=10)),
                    ('value', models.CharField(help_text='the words, or the hash of the number', max_length=200)),
                    ('shown', models.CharField(help_text='the words, or the last four digits', max_length=200)),
                    ('reason_zh', models.CharField(max_length=300)),
                    ('made_at', models.DateTimeField()),
                    ('lifted_at', models.DateTimeField(blank=True, null=True)),
                    ('made_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-made_at', '-pk'],
                },
            ), migrations.CreateModel(
                name='Call',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name_zh', models.CharField(max_length=200)),
                    ('name_zh_hant', models.CharField(blank=True, max_length=200)),
                    ('name_en', models.CharField(blank=True, max_length=300)),
                    ('text_zh', models.CharField(blank=True, max_length=500)),
                    ('starts_on', models.DateField()),
                    ('ends_on', models.DateField()),
                    ('category', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.category')),
                ],
                options={
                    'ordering': ['-starts_on', '-pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('ends_on__gte', models.F('starts_on'))), name='call_ends')],
                },
            ), migrations.CreateModel(
                name='LearntModel',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('path', models.CharField(max_length=120, unique=True)),
                    ('sha256', models.CharField(help_text='of the file', max_length=64)),
                    ('state', models.CharField(choices=[('offered', 'Waits for a decision'), ('in_force', 'In force'), ('refused', 'Not taken'), ('retired', 'Replaced')], default='offered', max_length=10)),
                    ('trained_at', models.DateTimeField()),
                    ('trained_on', models.PositiveIntegerField(help_text='reports')),
                    ('held_out', models.PositiveIntegerField(help_text='reports')),
                    ('before', models.JSONField(default=dict)),
                    ('after', models.JSONField(default=dict)),
                    ('decided_at', models.DateTimeField(blank=True, null=True)),
                    ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-pk'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'in_force')), fields=('state',), name='one_model_in_force')],
                },
            ), migrations.CreateModel(
                name='Tally',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('day', models.DateField()),
                    ('deed', models.CharField(max_length=20)),
                    ('origin_hash', models.CharField(max_length=64)),
                    ('count', models.PositiveIntegerField(default=0)),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('day', 'deed', 'origin_hash'), name='one_tally')],
                },
            ), migrations.CreateModel(
                name='Report',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=12, unique=True)),
                    ('link_hash', models.CharField(max_length=64, unique=True)),
                    ('client_id', models.UUIDField(unique=True)),
                    ('channel', models.CharField(choices=[('web', 'Public page'), ('call', 'Telephone'), ('visit', 'Visit in person'), ('hotline', '12345 hotline'), ('system', 'Another system')], default='web', max_length=10)),
                    ('state', models.CharField(choices=[('held_back', 'Held for a look'), ('received', 'Waiting for triage'), ('taken_up', 'Being dealt with'), ('answered', 'Answered'), ('agreed', 'Confirmed by the citizen'), ('in_review', 'Under review'), ('settled', 'Settled after review'), ('turned_down', 'Not taken up'), ('joined', 'Joined to another report'), ('erased', 'Deleted by its writer')], default='received', max_length=12)),
                    ('hold_reason', models.CharField(blank=True, max_length=20)),
                    ('description', models.TextField(blank=True)),
                    ('answers', models.JSONField(default=dict, help_text="key of the category's question -> what was said")),
                    ('longitude', models.FloatField(blank=True, null=True)),
                    ('latitude', models.FloatField(blank=True, null=True)),
                    ('address_zh', models.CharField(blank=True, max_length=200)),
                    ('language', models.CharField(default='zh-hans', max_length=10)),
                    ('received_at', models.DateTimeField()),
                    ('wanted_at', models.DateTimeField()),
                    ('is_due_provisional', models.BooleanField(default=False)),
                    ('decided_at', models.DateTimeField(blank=True, help_text='taken up, joined or declined', null=True)),
                    ('decline_reason', models.CharField(blank=True, choices=[('not_ours', "Outside the city's responsibility"), ('other_way', 'Another procedure is provided by law'), ('too_little', 'Too little to find the place or the matter'), ('not_found', 'Nothing of the kind was found on the spot'), ('done_already', 'Already put right'), ('abuse', 'Insult, advertisement or test')], max_length=20)),
                    ('decline_zh', models.TextField(blank=True)),
                    ('public_zh', models.CharField(blank=True, max_length=500)),
                    ('published_at', models.DateTimeField(blank=True, null=True)),
                    ('answered_at', models.DateTimeField(blank=True, null=True)),
                    ('objection', models.TextField(blank=True)),
                    ('objection_count', models.PositiveSmallIntegerField(default=0)),
                    ('satisfaction', models.PositiveSmallIntegerField(blank=True, choices=[(3, 'Satisfied'), (2, 'Fair'), (1, 'Dissatisfied')], null=True)),
                    ('rated_at', models.DateTimeField(blank=True, null=True)),
                    ('ended_at', models.DateTimeField(blank=True, null=True)),
                    ('answered_unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                    ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.area')),
                    ('call', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='participation.call')),
                    ('case', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ('category', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.category')),
                    ('facility', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.facility')),
                    ('joined_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='joined', to='participation.report')),
                    ('segment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.segment')),
                    ('site', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.site')),
                    ('taken_in_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(fields=['state', 'wanted_at', 'id'], name='report_queue'), models.Index(fields=['-received_at', '-id'], name='report_received'), models.Index(fields=['published_at', 'id'], name='report_published'), models.Index(fields=['latitude', 'longitude'], name='report_position'), models.Index(fields=['segment', 'state'], name='report_segment')],
                },
            ), migrations.CreateModel(
                name='Reopening',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('is_after_review', models.BooleanField(default=False)),
                    ('at', models.DateTimeField(db_index=True)),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ('unit', models.ForeignKey(blank=True, help_text='in charge until then', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                    ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reopenings', to='participation.report')),
                ],
            ), migrations.CreateModel(
                name='Passage',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('token_hash', models.CharField(max_length=64, unique=True)),
                    ('media_urls', models.JSONField(default=list)),
                    ('passed_at', models.DateTimeField()),
                    ('client', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.apiclient')),
                    ('report', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='passage', to='participation.report')),
                ],
            ), migrations.CreateModel(
                name='HotlineOrder',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.CharField(max_length=60, unique=True)),
                    ('their_due', models.CharField(blank=True, help_text='as the hotline wrote it', max_length=60)),
                    ('told', models.CharField(blank=True, max_length=40)),
                    ('told_at', models.DateTimeField(blank=True, null=True)),
                    ('report', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='order', to='participation.report')),
                ],
            ), migrations.CreateModel(
                name='Follower',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('origin_hash', models.CharField(help_text='hashed address and day: one and the same counts once', max_length=64)),
                    ('since', models.DateTimeField()),
                    ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='followers', to='participation.report')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('report', 'origin_hash'), name='one_follower_an_address')],
                },
            ), migrations.CreateModel(
                name='Contact',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('phone_sealed', models.TextField(blank=True)),
                    ('email_sealed', models.TextField(blank=True)),
                    ('given_at', models.DateTimeField()),
                    ('report', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='contact', to='participation.report')),
                ],
            ), migrations.CreateModel(
                name='Answer',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('text_zh', models.TextField()),
                    ('state', models.CharField(choices=[('draft', 'Draft'), ('published', 'Published')], default='draft', max_length=10)),
                    ('drafted_at', models.DateTimeField()),
                    ('published_at', models.DateTimeField(blank=True, null=True)),
                    ('published_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='replies', to='participation.report')),
                ],
                options={
                    'ordering': ['id'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'draft')), fields=('report',), name='one_draft_of_a_report')],
                },
            ), migrations.CreateModel(
                name='Alert',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('report', 'One report'), ('circle', 'A circle around a place'), ('area', 'A sub-district')], max_length=10)),
                    ('way', models.CharField(choices=[('email', 'E-mail'), ('push', 'This browser')], max_length=10)),
                    ('longitude', models.FloatField(blank=True, null=True)),
                    ('latitude', models.FloatField(blank=True, null=True)),
                    ('radius_m', models.PositiveIntegerField(blank=True, null=True)),
                    ('contact_sealed', models.TextField()),
                    ('contact_hash', models.CharField(max_length=64, unique=True)),
                    ('salt', models.CharField(max_length=32)),
                    ('link_hash', models.CharField(max_length=64, unique=True)),
                    ('language', models.CharField(default='zh-hans', max_length=10)),
                    ('asked_at', models.DateTimeField()),
                    ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                    ('told_until', models.DateTimeField()),
                    ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='places.area')),
                    ('report', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='alerts', to='participation.report')),
                ],
                options={
                    'indexes': [models.Index(fields=['kind', 'told_until'], name='alert_told')],
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'report'), ('report__isnull', False)), models.Q(('area__isnull', False), ('kind', 'area')), models.Q(('kind', 'circle'), ('latitude__isnull', False), ('longitude__isnull', False), ('radius_m__isnull', False)), _connector='OR'), name='alert_has_its_subject')],
                },
            ), migrations.CreateModel(
                name='ReportPhoto',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('client_id', models.UUIDField(db_index=True)),
                    ('is_public', models.BooleanField(default=False)),
                    ('added_at', models.DateTimeField()),
                    ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evidence.file')),
                    ('report', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='photos', to='participation.report')),
                ],
                options={
                    'ordering': ['id'],
                },
            )],
        ),
    ]
