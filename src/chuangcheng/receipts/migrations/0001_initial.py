import chuangcheng.kit.tables
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        chuangcheng.kit.tables.Tables(
            models=[migrations.CreateModel(
                name='Submission',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('uid', models.UUIDField(help_text='made by the client')),
                    ('receipt', models.UUIDField(help_text='made by us, told to the client', unique=True)),
                    ('kind', models.CharField(max_length=20)),
                    ('content', models.JSONField(default=dict)),
                    ('sha256', models.CharField(max_length=64)),
                    ('state', models.CharField(choices=[('waiting', 'Received'), ('applied', 'Entered'), ('conflict', 'A person must decide'), ('discarded', 'Set aside')], default='waiting', max_length=10)),
                    ('code', models.CharField(blank=True, help_text='why it could not be entered, stable English', max_length=40)),
                    ('message', models.CharField(blank=True, help_text='the same in the language of who sent it', max_length=500)),
                    ('sent_at', models.DateTimeField(blank=True, help_text="by the client's clock", null=True)),
                    ('received_at', models.DateTimeField()),
                    ('settled_at', models.DateTimeField(blank=True, null=True)),
                    ('device', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.device')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('rival_of', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rivals', to='receipts.submission')),
                ],
                options={
                    'ordering': ['-pk'],
                    'indexes': [models.Index(fields=['state', '-id'], name='records_by_state'), models.Index(fields=['person', '-id'], name='records_of_person')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('rival_of', None)), fields=('uid',), name='record_received_once'), models.UniqueConstraint(fields=('uid', 'sha256'), name='content_of_record_once')],
                },
            ), migrations.CreateModel(
                name='Upload',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('sha256', models.CharField(max_length=64)),
                    ('size', models.PositiveBigIntegerField(help_text='bytes, as announced')),
                    ('media_type', models.CharField(max_length=40)),
                    ('offset', models.PositiveBigIntegerField(default=0)),
                    ('path', models.CharField(blank=True, max_length=160)),
                    ('begun_at', models.DateTimeField()),
                    ('completed_at', models.DateTimeField(blank=True, null=True)),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(fields=['begun_at'], name='uploads_by_age')],
                    'constraints': [models.UniqueConstraint(fields=('person', 'sha256'), name='upload_once_per_person')],
                },
            ), migrations.CreateModel(
                name='Wanted',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('sha256', models.CharField(max_length=64)),
                    ('submission', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='wanted', to='receipts.submission')),
                ],
                options={
                    'indexes': [models.Index(fields=['sha256'], name='records_wanting')],
                    'constraints': [models.UniqueConstraint(fields=('submission', 'sha256'), name='picture_wanted_once')],
                },
            ), migrations.CreateModel(
                name='Part',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('offset', models.PositiveBigIntegerField()),
                    ('size', models.PositiveBigIntegerField()),
                    ('path', models.CharField(max_length=160)),
                    ('upload', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='parts', to='receipts.upload')),
                ],
                options={
                    'ordering': ['offset'],
                    'constraints': [models.UniqueConstraint(fields=('upload', 'offset'), name='part_once')],
                },
            )],
        ),
    ]
