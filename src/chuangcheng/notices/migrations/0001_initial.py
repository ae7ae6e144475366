import chuangcheng.kit.tables
import datetime
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('journal', '0001_initial'),
        ('units', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        chuangcheng.kit.tables.Tables(
            models=[migrations.CreateModel(
                name='Channel',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(choices=[('email', 'E-mail'), ('sms', 'Short messages'), ('push', 'Push to browsers'), ('wecom', 'WeCom group robot'), ('dingtalk', 'DingTalk group robot'), ('feishu', 'Feishu group robot'), ('webhook', 'Webhook')], max_length=10)),
                    ('name', models.CharField(max_length=60)),
                    ('language', models.CharField(default='zh-hans', max_length=8)),
                    ('kinds', models.JSONField(default=list)),
                    ('settings', models.JSONField(default=dict)),
                    ('sealed', models.TextField(blank=True)),
                    ('is_on', models.BooleanField(default=False)),
                    ('price_fen', models.PositiveIntegerField(default=0, help_text='of one short message, in 0.01 yuan')),
                    ('day_cap_fen', models.PositiveIntegerField(blank=True, null=True)),
                    ('month_cap_fen', models.PositiveIntegerField(blank=True, null=True)),
                    ('failure_streak', models.PositiveIntegerField(default=0)),
                    ('resting_until', models.DateTimeField(blank=True, null=True)),
                    ('made_at', models.DateTimeField()),
                    ('unit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ],
                options={
                    'ordering': ['kind', 'id'],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('is_on', True), ('kind__in', ['email', 'sms', 'push'])), fields=('kind',), name='one_channel_on_per_personal_way')],
                },
            ), migrations.CreateModel(
                name='Complaint',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('page', models.CharField(blank=True, max_length=300)),
                    ('text', models.TextField()),
                    ('filed_at', models.DateTimeField(db_index=True)),
                    ('answer', models.TextField(blank=True)),
                    ('answered_at', models.DateTimeField(blank=True, null=True)),
                    ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
            ), migrations.CreateModel(
                name='Message',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('sent_at', models.DateTimeField()),
                    ('read_at', models.DateTimeField(blank=True, null=True)),
                    ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                    ('post', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='units.post')),
                ],
                options={
                    'indexes': [models.Index(fields=['post', 'read_at', '-id'], name='inbox')],
                    'constraints': [models.UniqueConstraint(fields=('post', 'entry'), name='told_once')],
                },
            ), migrations.CreateModel(
                name='NewsText',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=20)),
                    ('form', models.CharField(max_length=10)),
                    ('language', models.CharField(max_length=8)),
                    ('text', models.TextField()),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('kind', 'form', 'language'), name='news_text_once')],
                },
            ), migrations.CreateModel(
                name='Preference',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('choices', models.JSONField(default=dict, help_text='kind of news -> way -> when')),
                    ('quiet_from', models.TimeField(default=datetime.time(22, 0))),
                    ('quiet_until', models.TimeField(default=datetime.time(7, 0))),
                    ('digest_at', models.TimeField(default=datetime.time(8, 30))),
                    ('person', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('unit', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='units.unit')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('person', None), ('unit__isnull', False)), models.Q(('person__isnull', False), ('unit', None)), _connector='OR'), name='preference_of_one')],
                },
            ), migrations.CreateModel(
                name='PushSubscription',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('endpoint', models.TextField()),
                    ('endpoint_hash', models.CharField(max_length=64, unique=True)),
                    ('p256dh', models.CharField(max_length=120)),
                    ('sealed_auth', models.TextField()),
                    ('device', models.CharField(blank=True, max_length=80)),
                    ('made_at', models.DateTimeField()),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'ordering': ['-id'],
                },
            ), migrations.CreateModel(
                name='ShortMessage',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('purpose', models.CharField(help_text="chooses the gateway's template: code, volunteering", max_length=20)),
                    ('phone_hash', models.CharField(max_length=64)),
                    ('phone_sealed', models.TextField(blank=True)),
                    ('text_sealed', models.TextField(blank=True)),
                    ('made_at', models.DateTimeField()),
                    ('wanted_until', models.DateTimeField()),
                    ('sent_at', models.DateTimeField(blank=True, null=True)),
                    ('problem', models.CharField(blank=True, max_length=200)),
                ],
                options={
                    'ordering': ['-id'],
                    'indexes': [models.Index(fields=['phone_hash'], name='short_message_phone'), models.Index(fields=['wanted_until'], name='short_message_until')],
                },
            ), migrations.CreateModel(
                name='Delivery',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('uid', models.UUIDField(default=uuid.uuid4, unique=True)),
                    ('key', models.CharField(max_length=120, unique=True)),
                    ('kind', models.CharField(help_text='of the news, or digest, or test', max_length=20)),
                    ('is_for_digest', models.BooleanField(default=False)),
                    ('state', models.CharField(choices=[('waiting', 'Waiting'), ('failed', 'Failed, tried again'), ('sent', 'Sent'), ('delivered', 'Delivered'), ('given_up', 'Given up'), ('discarded', 'Discarded'), ('bundled', 'Sent in a digest')], default='waiting', max_length=10)),
                    ('next_at', models.DateTimeField(help_text='when it leaves or is tried again')),
                    ('claimed_until', models.DateTimeField(blank=True, null=True)),
                    ('attempt_count', models.PositiveSmallIntegerField(default=0)),
                    ('cost_fen', models.PositiveIntegerField(default=0)),
                    ('receipt', models.CharField(blank=True, help_text="the gateway's number of the message", max_length=100)),
                    ('problem', models.CharField(blank=True, max_length=300)),
                    ('made_at', models.DateTimeField()),
                    ('sent_at', models.DateTimeField(blank=True, null=True)),
                    ('delivered_at', models.DateTimeField(blank=True, null=True)),
                    ('channel', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='notices.channel')),
                    ('digest', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='bundle', to='notices.delivery')),
                    ('entry', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='journal.entry')),
                    ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('post', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='units.post')),
                ],
                options={
                    'indexes': [models.Index(fields=['state', 'next_at'], name='delivery_due'), models.Index(fields=['state', '-id'], name='delivery_state'), models.Index(fields=['channel', '-id'], name='delivery_of_channel'), models.Index(fields=['channel', 'receipt'], name='delivery_receipt')],
                },
            ), migrations.CreateModel(
                name='Spending',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('day', models.DateField()),
                    ('count', models.PositiveIntegerField(default=0)),
                    ('fen', models.PositiveIntegerField(default=0)),
                    ('channel', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='spending', to='notices.channel')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('channel', 'day'), name='spending_once_a_day')],
                },
            ), migrations.CreateModel(
                name='Attempt',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('at', models.DateTimeField()),
                    ('is_success', models.BooleanField()),
                    ('status', models.PositiveSmallIntegerField(blank=True, null=True)),
                    ('said', models.CharField(blank=True, max_length=500)),
                    ('channel', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='notices.channel')),
                    ('delivery', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attempts', to='notices.delivery')),
                ],
                options={
                    'ordering': ['id'],
                    'indexes': [models.Index(fields=['channel', 'at'], name='attempt_of_channel')],
                },
            )],
        ),
    ]
