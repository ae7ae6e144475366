import chuangcheng.kit.tables
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        chuangcheng.kit.tables.Tables(
            models=[migrations.CreateModel(
                name='Stamp',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('token', models.UUIDField(default=uuid.uuid4)),
                ],
            ), migrations.CreateModel(
                name='YearTable',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('year', models.PositiveSmallIntegerField(unique=True)),
                    ('off', models.JSONField(default=dict, help_text="ISO date -> name of the holiday, or ''")),
                    ('worked', models.JSONField(default=dict, help_text="ISO date of a make-up working day -> name, or ''")),
                    ('source_name', models.CharField(blank=True, help_text='name of the uploaded file', max_length=200)),
                    ('uploaded_at', models.DateTimeField()),
                ],
                options={
                    'ordering': ['year'],
                },
            ), migrations.CreateModel(
                name='Season',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name_zh', models.CharField(max_length=200)),
                    ('name_zh_hant', models.CharField(blank=True, max_length=200)),
                    ('name_en', models.CharField(blank=True, max_length=300)),
                    ('month', models.PositiveSmallIntegerField()),
                    ('day', models.PositiveSmallIntegerField()),
                    ('spans', models.JSONField(default=list, help_text='[["08:30", "12:00"], ["14:30", "18:00"]], in order')),
                ],
                options={
                    'ordering': ['month', 'day'],
                    'constraints': [models.UniqueConstraint(fields=('month', 'day'), name='one_season_per_day')],
                },
            )],
        ),
    ]
