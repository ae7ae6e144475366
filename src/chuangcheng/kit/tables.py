"""The tables of a room's first migration, made in one operation.

Django renders its picture of every related model again for each `CreateModel`. Every model of a city is related to a
person, so 270 models one by one cost 42 s of a new database's first minute, and 14 s a room at a time.
"""

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations import CreateModel
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class Tables(Operation):
    """`CreateModel` for each given model, in their order; a model comes after those that its keys name."""

    def __init__(self, models: list[CreateModel]) -> None:
        self.models = models

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """How a migration writes it."""
        return self.__class__.__name__, [self.models], {}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Add the models' descriptions; what was rendered before is rendered again once, when it is asked for."""
        state.__dict__.pop("apps", None)
        for model in self.models:
            model.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Make the tables."""
        for model in self.models:
            model.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        """Drop the tables, the last one first."""
        for model in reversed(self.models):
            model.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """One line for `migrate`."""
        return "Create models " + ", ".join(model.name for model in self.models)
