import chuangcheng.kit.tables
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        chuangcheng.kit.tables.Tables(
            models=[migrations.CreateModel(
                name='PeriodicRun',
                fields=[
                    ('path', models.CharField(max_length=200, primary_key=True, serialize=False)),
                    ('enqueued_at', models.DateTimeField()),
                ],
            ), migrations.CreateModel(
                name='WorkerSign',
                fields=[
                    ('worker_id', models.CharField(max_length=64, primary_key=True, serialize=False)),
                    ('seen_at', models.DateTimeField(db_index=True)),
                ],
            )],
        ),
    ]
