from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('operations', '0002_walks_of_sealed_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='KeyUse',
            fields=[
                ('mark', models.CharField(max_length=12, primary_key=True, serialize=False)),
                ('seen_at', models.DateTimeField()),
            ],
        ),
    ]
