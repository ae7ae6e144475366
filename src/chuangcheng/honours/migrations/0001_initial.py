import chuangcheng.honours.models.vote
import chuangcheng.kit.tables
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('evidence', '0001_initial'),
        ('materials', '0001_initial'),
        ('places', '0001_initial'),
        ('proceedings', '0001_initial'),
        ('units', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        chuangcheng.kit.tables.Tables(
            models=[migrations.CreateModel(
                name='NominationCounter',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=60, unique=True)),
                    ('last', models.PositiveBigIntegerField(default=0)),
                ],
                options={
                    'abstract': False,
                },
            ), migrations.CreateModel(
                name='Programme',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name_zh', models.CharField(max_length=200)),
                    ('name_zh_hant', models.CharField(blank=True, max_length=200)),
                    ('name_en', models.CharField(blank=True, max_length=300)),
                    ('code', models.CharField(max_length=20, unique=True)),
                    ('cycle', models.CharField(choices=[('monthly', 'monthly'), ('half_yearly', 'twice a year'), ('yearly', 'yearly'), ('three_yearly', 'every three years')], max_length=12)),
                    ('terms', models.JSONField()),
                    ('is_active', models.BooleanField(default=True)),
                ],
                options={
                    'ordering': ['code'],
                },
            ), migrations.CreateModel(
                name='Season',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name_zh', models.CharField(max_length=100)),
                    ('terms', models.JSONField()),
                    ('is_personal', models.BooleanField(help_text='as its terms say: whether it honours people')),
                    ('state', models.CharField(choices=[('nominating', 'Taking nominations'), ('deliberating', 'Deliberation'), ('concluded', 'Deliberation concluded'), ('ended', 'Ended'), ('cancelled', 'Cancelled')], default='nominating', max_length=12)),
                    ('opened_at', models.DateTimeField()),
                    ('nominations_until', models.DateField(help_text='last day')),
                    ('seed', models.CharField(max_length=64)),
                    ('jury_draw', models.JSONField(blank=True, default=dict)),
                    ('vote_from', models.DateField(blank=True, help_text='first day', null=True)),
                    ('vote_until', models.DateField(blank=True, help_text='last day', null=True)),
                    ('record', models.JSONField(blank=True, default=dict)),
                    ('concluded_at', models.DateTimeField(blank=True, null=True)),
                    ('over_at', models.DateTimeField(blank=True, null=True)),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='seasons', to='honours.programme')),
                ],
                options={
                    'ordering': ['-opened_at', '-pk'],
                    'constraints': [models.UniqueConstraint(fields=('programme', 'name_zh'), name='season_once_by_name')],
                },
            ), migrations.CreateModel(
                name='Nomination',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('number', models.CharField(max_length=20, unique=True)),
                    ('honour_class', models.CharField(max_length=60)),
                    ('name_zh', models.CharField(max_length=100)),
                    ('alike', models.CharField(max_length=160)),
                    ('headline_zh', models.CharField(blank=True, max_length=120)),
                    ('story_zh', models.TextField()),
                    ('is_minor', models.BooleanField(default=False)),
                    ('contact_sealed', models.TextField(blank=True)),
                    ('consent', models.CharField(choices=[('open', 'Not asked yet'), ('given', 'Consent given'), ('denied', 'Consent denied'), ('taken_back', 'Consent withdrawn')], default='open', max_length=12)),
                    ('consent_hash', models.CharField(blank=True, db_index=True, max_length=64)),
                    ('consent_by_zh', models.CharField(blank=True, help_text='who answered: nominee or guardian', max_length=60)),
                    ('consent_at', models.DateTimeField(blank=True, null=True)),
                    ('state', models.CharField(choices=[('nominated', 'Received'), ('candidate', 'Candidate'), ('not_admitted', 'Not admitted'), ('joined', 'Joined to another'), ('withdrawn', 'Withdrawn'), ('passed_over', 'Not chosen'), ('proposed', 'Put forward'), ('awarded', 'Awarded'), ('not_awarded', 'Not awarded')], default='nominated', max_length=14)),
                    ('nominated_at', models.DateTimeField()),
                    ('reason_zh', models.TextField(blank=True, help_text='why it was not admitted, withdrawn, not chosen')),
                    ('is_on_ballot', models.BooleanField(default=False)),
                    ('admitted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.area')),
                    ('joined_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='joined', to='honours.nomination')),
                    ('proceeding', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='proceedings.proceeding')),
                    ('site', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.site')),
                    ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                    ('season', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='nominations', to='honours.season')),
                ],
                options={
                    'ordering': ['-nominated_at', '-pk'],
                    'indexes': [models.Index(fields=['season', 'state'], name='nomination_state'), models.Index(fields=['alike'], name='nomination_alike')],
                },
            ), migrations.CreateModel(
                name='Juror',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('is_drawn', models.BooleanField(default=False)),
                    ('seated_at', models.DateTimeField()),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('season', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='jurors', to='honours.season')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.UniqueConstraint(fields=('season', 'person'), name='juror_once')],
                },
            ), migrations.CreateModel(
                name='VoterMark',
                fields=[
                    ('id', models.BigAutoField(default=chuangcheng.honours.models.vote.random_key, primary_key=True, serialize=False)),
                    ('voter', models.CharField(max_length=64)),
                    ('season', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='honours.season')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('season', 'voter'), name='one_vote_per_account')],
                },
            ), migrations.CreateModel(
                name='Ballot',
                fields=[
                    ('id', models.BigAutoField(default=chuangcheng.honours.models.vote.random_key, primary_key=True, serialize=False)),
                    ('code', models.CharField(max_length=26, unique=True)),
                    ('cast_on', models.DateField()),
                    ('nomination', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='honours.nomination')),
                    ('season', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='honours.season')),
                ],
                options={
                    'ordering': ['code'],
                    'indexes': [models.Index(fields=['season', 'code'], name='ballot_listed')],
                },
            ), migrations.CreateModel(
                name='SiteReview',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('visited_on', models.DateField()),
                    ('passes', models.BooleanField()),
                    ('finding_zh', models.TextField()),
                    ('reviewed_at', models.DateTimeField()),
                    ('nomination', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reviews', to='honours.nomination')),
                    ('reviewed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['pk'],
                },
            ), migrations.CreateModel(
                name='Comment',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('voice', models.CharField(blank=True, max_length=64)),
                    ('text_zh', models.TextField()),
                    ('state', models.CharField(choices=[('held_back', 'Held'), ('published', 'Released'), ('discarded', 'Removed')], default='held_back', max_length=10)),
                    ('written_at', models.DateTimeField()),
                    ('judged_at', models.DateTimeField(blank=True, null=True)),
                    ('judged_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('nomination', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='comments', to='honours.nomination')),
                ],
                options={
                    'ordering': ['-pk'],
                    'indexes': [models.Index(fields=['nomination', 'state'], name='comment_state')],
                },
            ), migrations.CreateModel(
                name='Check',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('matter_zh', models.CharField(max_length=200)),
                    ('asked_at', models.DateTimeField()),
                    ('due_at', models.DateTimeField()),
                    ('result', models.CharField(blank=True, choices=[('clear', 'Nothing against it'), ('against', 'Something against it')], max_length=10)),
                    ('reason_zh', models.TextField(blank=True)),
                    ('answered_at', models.DateTimeField(blank=True, null=True)),
                    ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                    ('nomination', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='checks', to='honours.nomination')),
                ],
                options={
                    'ordering': ['due_at', 'pk'],
                    'indexes': [models.Index(fields=['unit', 'answered_at', 'due_at'], name='check_waiting')],
                    'constraints': [models.UniqueConstraint(fields=('nomination', 'unit', 'matter_zh'), name='one_check_of_a_matter')],
                },
            ), migrations.CreateModel(
                name='Award',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('state', models.CharField(choices=[('in_force', 'In force'), ('questioned', 'In question'), ('revoking', 'Revocation under way'), ('revoked', 'Revoked'), ('given_back', 'Given back')], default='in_force', max_length=12)),
                    ('awarded_at', models.DateTimeField()),
                    ('ends_at', models.DateTimeField(blank=True, null=True)),
                    ('story_zh', models.TextField(blank=True, help_text='as the hall tells it')),
                    ('search_text', models.TextField()),
                    ('plaque', models.CharField(blank=True, db_index=True, max_length=40)),
                    ('question_zh', models.TextField(blank=True)),
                    ('over_at', models.DateTimeField(blank=True, null=True)),
                    ('event', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='materials.negativeevent')),
                    ('proceeding', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='proceedings.proceeding')),
                    ('renews', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='renewals', to='honours.award')),
                    ('revocation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='proceedings.proceeding')),
                    ('nomination', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='award', to='honours.nomination')),
                ],
                options={
                    'ordering': ['-awarded_at', '-pk'],
                    'indexes': [models.Index(fields=['state', '-awarded_at'], name='award_state')],
                },
            ), migrations.CreateModel(
                name='Recommendation',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('voice', models.CharField(blank=True, max_length=64)),
                    ('text_zh', models.TextField()),
                    ('made_at', models.DateTimeField()),
                    ('nomination', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recommendations', to='honours.nomination')),
                    ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('voice', ''), _negated=True), fields=('nomination', 'voice'), name='one_recommendation_per_account')],
                },
            ), migrations.CreateModel(
                name='Mark',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('points', models.JSONField()),
                    ('marked_at', models.DateTimeField()),
                    ('juror', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='marks', to='honours.juror')),
                    ('nomination', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='marks', to='honours.nomination')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.UniqueConstraint(fields=('juror', 'nomination'), name='one_mark_of_a_juror')],
                },
            ), migrations.CreateModel(
                name='Recusal',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('reason_zh', models.CharField(max_length=300)),
                    ('recused_at', models.DateTimeField()),
                    ('juror', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recusals', to='honours.juror')),
                    ('nomination', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recusals', to='honours.nomination')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.UniqueConstraint(fields=('juror', 'nomination'), name='recused_once')],
                },
            ), migrations.CreateModel(
                name='NominationFile',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('is_public', models.BooleanField(default=False)),
                    ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='evidence.file')),
                    ('nomination', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='honours.nomination')),
                    ('review', models.ForeignKey(blank=True, help_text='taken there', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='files', to='honours.sitereview')),
                ],
                options={
                    'ordering': ['pk'],
                    'constraints': [models.UniqueConstraint(fields=('nomination', 'file'), name='file_once_at_nomination')],
                },
            )],
        ),
    ]
