"""Rankings and trouble spots are kept by day."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("scoring", "0002_estimates")]

    operations = [
        migrations.CreateModel(
            name="Analysis",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(help_text="what, of which, over how many days: ranking:unit:365", max_length=60),
                ),
                ("day", models.DateField(help_text="the city's own; the last day of the period")),
                ("days", models.PositiveSmallIntegerField()),
                ("computed_at", models.DateTimeField()),
                ("rule_version", models.CharField(max_length=20)),
                ("observed", models.PositiveIntegerField()),
                ("content", models.JSONField()),
            ],
            options={
                "ordering": ["-day", "-pk"],
                "constraints": [models.UniqueConstraint(fields=("kind", "day"), name="one_analysis_a_day")],
            },
        ),
    ]
