import chuangcheng.kit.tables
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('draws', '0001_initial'),
        ('frameworks', '0001_initial'),
        ('places', '0001_initial'),
        ('units', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        chuangcheng.kit.tables.Tables(
            models=[migrations.CreateModel(
                name='Survey',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name_zh', models.CharField(max_length=200)),
                    ('name_zh_hant', models.CharField(blank=True, max_length=200)),
                    ('name_en', models.CharField(blank=True, max_length=300)),
                    ('code', models.CharField(max_length=40, unique=True)),
                    ('state', models.CharField(choices=[('planned', 'Planned'), ('open', 'Open'), ('closed', 'Closed'), ('cancelled', 'Cancelled')], default='planned', max_length=10)),
                    ('purpose_zh', models.TextField(blank=True)),
                    ('opens_on', models.DateField()),
                    ('closes_on', models.DateField(help_text='last day on which answers are taken')),
                    ('planned_at', models.DateTimeField()),
                    ('opened_at', models.DateTimeField(blank=True, null=True)),
                    ('closed_at', models.DateTimeField(blank=True, null=True)),
                    ('cancel_reason_zh', models.TextField(blank=True)),
                    ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frameworks.edition')),
                ],
                options={
                    'ordering': ['-planned_at', '-pk'],
                    'indexes': [models.Index(fields=['-planned_at', '-id'], name='survey_newest'), models.Index(fields=['edition', 'state', '-closed_at'], name='survey_of_edition')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('closes_on__gte', models.F('opens_on'))), name='survey_ends_after_it_begins')],
                },
            ), migrations.CreateModel(
                name='Form',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name_zh', models.CharField(max_length=200)),
                    ('name_zh_hant', models.CharField(blank=True, max_length=200)),
                    ('name_en', models.CharField(blank=True, max_length=300)),
                    ('code', models.CharField(max_length=30)),
                    ('version', models.PositiveSmallIntegerField(default=1)),
                    ('group', models.CharField(choices=[('residents', 'Residents'), ('minors', 'Minors and pupils'), ('parents', 'Parents'), ('merchants', 'Merchants'), ('floating', 'Floating population')], max_length=12)),
                    ('state', models.CharField(choices=[('draft', 'Draft'), ('published', 'Published')], default='draft', max_length=10)),
                    ('intro_zh', models.TextField(blank=True, help_text='what is said before the first question')),
                    ('questions', models.JSONField(default=list)),
                    ('made_at', models.DateTimeField()),
                    ('published_at', models.DateTimeField(blank=True, null=True)),
                    ('edition', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frameworks.edition')),
                ],
                options={
                    'ordering': ['code', '-version'],
                    'constraints': [models.UniqueConstraint(fields=('code', 'version'), name='form_version_once'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), _negated=True), ('published_at__isnull', False), _connector='OR'), name='published_form_has_its_moment')],
                },
            ), migrations.CreateModel(
                name='Exclusion',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reason_zh', models.CharField(max_length=500)),
                    ('excluded_at', models.DateTimeField()),
                    ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                    ('excluded_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('survey', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='exclusions', to='surveys.survey')),
                ],
                options={
                    'ordering': ['pk'],
                },
            ), migrations.CreateModel(
                name='Sample',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name_zh', models.CharField(max_length=200)),
                    ('name_zh_hant', models.CharField(blank=True, max_length=200)),
                    ('name_en', models.CharField(blank=True, max_length=300)),
                    ('kind', models.CharField(choices=[('households', 'Households by a draw'), ('quota', 'Quotas in the street'), ('links', 'Links for one answer each')], max_length=12)),
                    ('share', models.PositiveSmallIntegerField(default=100)),
                    ('counts', models.BooleanField(default=True)),
                    ('known_totals', models.JSONField(blank=True, default=dict)),
                    ('households_each', models.PositiveSmallIntegerField(default=10, help_text='addresses drawn in each community')),
                    ('reserve_each', models.PositiveSmallIntegerField(default=10, help_text='addresses in reserve in each community')),
                    ('community_draw', models.ForeignKey(blank=True, help_text='first stage', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='draws.draw')),
                    ('form', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='surveys.form')),
                    ('household_draw', models.ForeignKey(blank=True, help_text='second stage', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='draws.draw')),
                    ('survey', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='samples', to='surveys.survey')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.CheckConstraint(condition=models.Q(('share__gte', 1)), name='sample_weighs_something')],
                },
            ), migrations.CreateModel(
                name='Cluster',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name_zh', models.CharField(max_length=200)),
                    ('name_zh_hant', models.CharField(blank=True, max_length=200)),
                    ('name_en', models.CharField(blank=True, max_length=300)),
                    ('stratum', models.CharField(blank=True, max_length=120)),
                    ('stratum_population', models.PositiveIntegerField(default=0, help_text='communities there are in the stratum')),
                    ('stratum_drawn', models.PositiveIntegerField(default=0, help_text='communities drawn from it')),
                    ('household_count', models.PositiveIntegerField(default=0, help_text='addresses in the list')),
                    ('list_sealed', models.TextField(blank=True)),
                    ('list_sha256', models.CharField(blank=True, max_length=64)),
                    ('area', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.area')),
                    ('interviewer', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.post')),
                    ('sample', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='clusters', to='surveys.sample')),
                ],
                options={
                    'ordering': ['pk'],
                    'indexes': [models.Index(fields=['interviewer'], name='clusters_of_interviewer')],
                    'constraints': [models.UniqueConstraint(fields=('sample', 'area'), name='area_once_in_sample')],
                },
            ), migrations.CreateModel(
                name='Token',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('token_hash', models.CharField(max_length=64, unique=True)),
                    ('made_at', models.DateTimeField()),
                    ('spent_on', models.DateField(blank=True, null=True)),
                    ('sample', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tokens', to='surveys.sample')),
                ],
                options={
                    'ordering': ['pk'],
                    'indexes': [models.Index(fields=['sample', 'spent_on'], name='tokens_of_sample')],
                },
            ), migrations.CreateModel(
                name='QuotaCell',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('sex', models.CharField(blank=True, help_text="option code of the form's question of that attribute", max_length=20)),
                    ('age', models.CharField(blank=True, max_length=20)),
                    ('wanted', models.PositiveSmallIntegerField()),
                    ('done', models.PositiveSmallIntegerField(default=0)),
                    ('cluster', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cells', to='surveys.cluster')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.UniqueConstraint(fields=('cluster', 'sex', 'age'), name='cell_once')],
                },
            ), migrations.CreateModel(
                name='Response',
                fields=[
                    ('key', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('answers', models.JSONField()),
                    ('seconds', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('stored_on', models.DateField(help_text='the day on which its batch was stored')),
                    ('cluster', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='surveys.cluster')),
                    ('exclusion', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='responses', to='surveys.exclusion')),
                    ('sample', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='responses', to='surveys.sample')),
                ],
                options={
                    'ordering': ['key'],
                    'indexes': [models.Index(fields=['sample', 'cluster'], name='responses_of_sample')],
                },
            ), migrations.CreateModel(
                name='WaitingAnswers',
                fields=[
                    ('key', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                    ('sealed', models.TextField()),
                    ('cluster', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='surveys.cluster')),
                    ('sample', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='surveys.sample')),
                ],
                options={
                    'ordering': ['key'],
                    'indexes': [models.Index(fields=['sample'], name='answers_waiting')],
                },
            ), migrations.CreateModel(
                name='Address',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('rank', models.PositiveIntegerField(help_text='place in the order drawn')),
                    ('ordinal', models.PositiveIntegerField(help_text='line of the household list')),
                    ('address_sealed', models.TextField(blank=True)),
                    ('state', models.CharField(choices=[('reserve', 'In reserve'), ('waiting', 'To be visited'), ('answered', 'Answered'), ('replaced', 'Given up and replaced')], max_length=10)),
                    ('absence_count', models.PositiveSmallIntegerField(default=0)),
                    ('given_up', models.CharField(blank=True, choices=[('refused', 'Refused'), ('not_at_home', 'Nobody at home, three times'), ('not_able', 'Nobody able to answer'), ('no_dwelling', 'No dwelling, or empty')], max_length=12)),
                    ('reason_zh', models.CharField(blank=True, max_length=200)),
                    ('cluster', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='addresses', to='surveys.cluster')),
                ],
                options={
                    'ordering': ['cluster_id', 'rank'],
                    'indexes': [models.Index(fields=['cluster', 'state'], name='addresses_by_state')],
                    'constraints': [models.UniqueConstraint(fields=('cluster', 'rank'), name='address_rank_once')],
                },
            )],
        ),
    ]
