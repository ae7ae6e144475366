import chuangcheng.kit.tables
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('cases', '0001_initial'),
        ('frameworks', '0001_initial'),
        ('places', '0001_initial'),
        ('units', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        chuangcheng.kit.tables.Tables(
            models=[migrations.CreateModel(
                name='Recurrence',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name_en', models.CharField(blank=True, max_length=300)),
                    ('name_zh', models.CharField(max_length=500)),
                    ('name_zh_hant', models.CharField(blank=True, max_length=500)),
                    ('key', models.CharField(db_index=True, max_length=80)),
                    ('state', models.CharField(choices=[('proposed', 'Upgrade proposed'), ('taken_up', 'Taken up'), ('finished', 'Upgraded'), ('declined', 'Declined')], default='proposed', max_length=10)),
                    ('times', models.PositiveSmallIntegerField()),
                    ('needed_times', models.PositiveSmallIntegerField()),
                    ('within_days', models.PositiveSmallIntegerField()),
                    ('last_at', models.DateTimeField(help_text='when the fault was found last')),
                    ('proposed_at', models.DateTimeField()),
                    ('decided_at', models.DateTimeField(blank=True, null=True)),
                    ('plan_zh', models.TextField(blank=True, help_text='what is to be upgraded')),
                    ('wanted_by', models.DateField(blank=True, null=True)),
                    ('reason_zh', models.TextField(blank=True, help_text='why it was declined')),
                    ('finished_at', models.DateTimeField(blank=True, null=True)),
                    ('result_zh', models.TextField(blank=True)),
                    ('area', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.area')),
                    ('category', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.category')),
                    ('check_point', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frameworks.checkpoint')),
                    ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('facility', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.facility')),
                    ('segment', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.segment')),
                    ('site', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='places.site')),
                    ('standard', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='frameworks.indicator')),
                    ('unit', models.ForeignKey(blank=True, help_text='responsible there; once taken up, who upgrades it', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
                ],
                options={
                    'indexes': [models.Index(fields=['state', '-last_at', '-id'], name='card_state'), models.Index(fields=['-last_at', '-id'], name='card_last')],
                    'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['proposed', 'taken_up'])), fields=('key',), name='one_card_stands'), models.CheckConstraint(condition=models.Q(models.Q(('facility__isnull', False), ('segment__isnull', True), ('site__isnull', True)), models.Q(('facility__isnull', True), ('segment__isnull', True), ('site__isnull', False)), models.Q(('facility__isnull', True), ('segment__isnull', False), ('site__isnull', True)), _connector='OR'), name='card_of_one_place'), models.CheckConstraint(condition=models.Q(models.Q(('category__isnull', True), ('check_point__isnull', False), ('standard__isnull', True)), models.Q(('category__isnull', False), ('check_point__isnull', True), ('standard__isnull', True)), models.Q(('category__isnull', True), ('check_point__isnull', True), ('standard__isnull', False)), _connector='OR'), name='card_of_one_fault')],
                },
            ), migrations.CreateModel(
                name='RecurrenceCase',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('found_at', models.DateTimeField()),
                    ('is_relapse', models.BooleanField(default=False)),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ('recurrence', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='cases', to='recurrences.recurrence')),
                ],
                options={
                    'ordering': ['found_at', 'pk'],
                    'constraints': [models.UniqueConstraint(fields=('recurrence', 'case', 'found_at'), name='time_once_on_card')],
                },
            )],
        ),
    ]
