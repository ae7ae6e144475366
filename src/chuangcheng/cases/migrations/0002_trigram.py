"""PostgreSQL searches inside words through trigrams; where the extension may not be made, search stays a scan.
And the ladder that every city starts with, to be edited by the office."""

from django.db import migrations, transaction
from django.db.utils import DatabaseError


def add_index(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    try:
        with transaction.atomic(using=schema_editor.connection.alias):
            schema_editor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            schema_editor.execute(
                "CREATE INDEX IF NOT EXISTS case_search ON cases_case USING gin (search_text gin_trgm_ops)"
            )
    except DatabaseError:
        # A city without the right to make extensions still works.
        return


def drop_index(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("DROP INDEX IF EXISTS case_search")


LADDER = (
    ("remind", 1, 8, "liaison"),
    ("remind", 2, 2, "liaison"),
    ("escalate", 1, 0, "liaison"),
    ("escalate", 2, 8, "head"),
    ("escalate", 3, 24, "group"),
    ("escalate", 4, 40, "leader"),
)


def make_ladder(apps, schema_editor):
    """Kind, level, working hours before or after the deadline, whom it tells."""
    step = apps.get_model("cases", "EscalationStep")
    for kind, level, hours, audience in LADDER:
        step.objects.create(kind=kind, level=level, working_hours=hours, audience=audience)


def drop_ladder(apps, schema_editor):
    apps.get_model("cases", "EscalationStep").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]
    operations = [
        migrations.RunPython(add_index, drop_index),
        migrations.RunPython(make_ladder, drop_ladder),
    ]
