"""Whatever is sealed is in the one registry, or it would stay under an old key of the city until nothing opens it."""

import ast
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path

from django.apps import apps
from django.db.models import CharField, Model, TextField

from chuangcheng.kit.resealing import dependents, purposes, tables
from tests.house.sources import PACKAGE, ROOT, python_files, tree

KIT = (PACKAGE / "kit" / "sealed.py", PACKAGE / "kit" / "resealing.py")


def _columns(models: Iterable[type[Model]]) -> Iterator[tuple[str, str]]:
    """Texts of our models that are sealed by their name."""
    for model in models:
        for field in model._meta.local_fields:
            if isinstance(field, (CharField, TextField)) and "sealed" in field.name.split("_"):
                yield model._meta.label, field.name


def _unregistered(columns: Iterable[tuple[str, str]]) -> list[str]:
    known = {(table.label, column) for table in tables() for column in table.columns}
    return sorted(f"{label}.{name}" for label, name in columns if (label, name) not in known)


def test_every_sealed_column_is_registered() -> None:
    found = list(_columns(apps.get_models()))
    assert len(found) > 20
    assert not _unregistered(found), "register it in the room's apps.py (kit.resealing)"


def test_a_new_sealed_column_would_be_noticed() -> None:
    class Diary(Model):
        number = CharField(max_length=10)
        words_sealed = TextField()

        class Meta:
            app_label = "accounts"

    try:
        assert _unregistered(_columns([Diary])) == ["accounts.Diary.words_sealed"]
    finally:
        del apps.all_models["accounts"]["diary"]
        apps.clear_cache()


def test_what_is_registered_exists() -> None:
    for table in tables():
        for name in [*table.columns, *table.hashes]:
            assert table.model._meta.get_field(name.split("__")[0]), (table.label, name)
        assert {source for source, _purpose in table.hashes.values()} <= table.columns.keys(), table.label


def _sealed_for(path: Path) -> Iterator[tuple[str, str]]:
    """(where, purpose) of each call that seals, as far as the purpose can be read."""
    module = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "seal_value":
            given = node.args[1]
            known = given.value if isinstance(given, ast.Constant) else None
            if isinstance(given, ast.Name):
                known = getattr(import_module(module), given.id, None)
            yield f"{path.relative_to(ROOT)}:{node.lineno}", str(known or "?")


def test_every_purpose_is_registered() -> None:
    """Also where the column's name does not tell: a key of a JSON column, an upload."""
    found = [one for path in python_files("src") if path not in KIT for one in _sealed_for(path)]
    assert len(found) > 20
    faults = [f"{where} seals for {purpose}" for where, purpose in found if purpose not in purposes()]
    assert not faults, faults


def _hash_with_keys() -> set[str]:
    """Rooms that look something up by a keyed hash under every key of the city."""
    names = {"keyed_hashes", "keyed_by_all"}
    return {
        path.relative_to(PACKAGE).parts[0]
        for path in python_files("src")
        if path not in KIT and PACKAGE in path.parents
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in names
    }


def test_every_room_that_hashes_says_what_moves_with_the_key_and_what_needs_the_old_one() -> None:
    moved = {table.label.split(".")[0] for table in tables() if table.hashes}
    waiting = {one.room for one in dependents()}
    found = _hash_with_keys()
    assert len(found) > 5
    assert found <= moved | waiting, "register it in the room's apps.py (kit.resealing: hashes, or depend)"
