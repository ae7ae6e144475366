"""The operation of a room's first migration: what it makes, it also takes back."""

import pytest
from django.db import models
from django.db.migrations.operations import CreateModel
from django.db.migrations.state import ProjectState
from django.db.migrations.writer import OperationWriter
from django.db.utils import ConnectionHandler, load_backend

from chuangcheng.kit.tables import Tables

ROOM = Tables(
    [
        CreateModel(
            "Street", [("id", models.BigAutoField(primary_key=True)), ("name", models.CharField(max_length=9))]
        ),
        CreateModel(
            "Lamp",
            [
                ("id", models.BigAutoField(primary_key=True)),
                ("street", models.ForeignKey("parks.Street", on_delete=models.CASCADE)),
            ],
            options={"constraints": [models.UniqueConstraint(fields=("street",), name="one_lamp_per_street")]},
        ),
    ]
)


@pytest.mark.django_db
@pytest.mark.once
def test_tables_are_made_and_taken_back_together() -> None:
    settings = ConnectionHandler({"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}).settings
    memory = load_backend("django.db.backends.sqlite3").DatabaseWrapper(settings["default"])
    before = ProjectState()
    _ = before.apps
    after = before.clone()
    ROOM.state_forwards("parks", after)
    assert {name for _, name in after.models} == {"street", "lamp"}
    try:
        with memory.schema_editor() as editor:
            ROOM.database_forwards("parks", editor, before, after)
        made = memory.introspection.table_names()
        constraints = memory.introspection.get_constraints(memory.cursor(), "parks_lamp")
        with memory.schema_editor() as editor:
            ROOM.database_backwards("parks", editor, after, before)
        left = memory.introspection.table_names()
    finally:
        memory.close()
    assert made == ["parks_lamp", "parks_street"]
    assert constraints["one_lamp_per_street"]["unique"]
    assert left == []


def test_a_migration_can_write_it_down() -> None:
    written, imports = OperationWriter(ROOM, indentation=0).serialize()
    assert written.startswith("chuangcheng.kit.tables.Tables(")
    assert "import chuangcheng.kit.tables" in imports
    assert ROOM.describe() == "Create models Street, Lamp"
