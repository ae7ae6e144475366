"""PostgreSQL searches inside words through trigrams. Where the extension may not be made, search stays a scan."""

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


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]
    operations = [migrations.RunPython(add_index, drop_index)]
