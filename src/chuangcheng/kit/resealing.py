"""The one registry of what is sealed at rest, so that a new key of the city reaches every row of every room.

A room registers its tables at start-up (`apps.py`); a house test fails for a sealed column or a purpose that is missing
here. `operations.jobs.reseal` walks the tables. A column may have several purposes where several rooms seal into it.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet

from chuangcheng.kit.refused import Refused
from chuangcheng.kit.sealed import is_newest, keyed_hash, open_value, resealed

Change = dict[str, str]


@dataclass(frozen=True, slots=True)
class Table:
    """Sealed columns of a model with their purposes; columns that are the keyed hash of a sealed one.

    `content__sealed` is the key `sealed` of the JSON column `content`.
    """

    label: str
    columns: dict[str, tuple[str, ...]] = field(default_factory=dict)
    hashes: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def model(self) -> type[Model]:
        return apps.get_model(self.label)

    def rows(self, after: str) -> QuerySet[Any, dict[str, Any]]:
        """Key and sealed columns of the rows behind a key, in the order of keys."""
        found = self.model._base_manager.order_by("pk")
        return (found.filter(pk__gt=after) if after else found).values("pk", *self.columns)

    def change(self, row: Mapping[str, Any]) -> Change:
        """What of a row does not stand under the newest key, as it should be. Raises Refused `cannot_unseal`."""
        changed: Change = {}
        for column, purposes in self.columns.items():
            sealed = row[column]
            # What somebody sent under the same word of a JSON column may be anything.
            if isinstance(sealed, str) and sealed and not any(is_newest(sealed, purpose) for purpose in purposes):
                changed[column] = _first_that_opens(sealed, purposes, resealed)
        for column, (source, purpose) in self.hashes.items():
            if source in changed:
                value = _first_that_opens(row[source], self.columns[source], open_value)
                changed[column] = keyed_hash(value.decode(), purpose)
        return changed

    def move(self, row: Mapping[str, Any], changed: Change) -> bool:
        """Write it, unless somebody has written the row meanwhile."""
        same = {column: row[column] for column in changed if column in row}
        found = self.model._base_manager.filter(pk=row["pk"], **same)
        values: dict[str, Any] = {name: value for name, value in changed.items() if "__" not in name}
        for name in changed.keys() - values.keys():
            column, key = name.split("__")
            kept = found.values_list(column, flat=True).first()
            if kept is None:
                return False
            values[column] = {**kept, key: changed[name]}
        return bool(found.update(**values))


def _first_that_opens(sealed: str, purposes: tuple[str, ...], open_: Callable[[str, str], Any]) -> Any:
    for purpose in purposes[:-1]:
        try:
            return open_(sealed, purpose)
        except Refused:
            continue
    return open_(sealed, purposes[-1])


_tables: dict[str, Table] = {}
SHORT_LIVED: dict[str, str] = {}
"""Purposes whose values are gone by themselves before an old key is taken away, and why."""


def register(label: str, columns: Mapping[str, str], hashes: Mapping[str, tuple[str, str]] | None = None) -> None:
    """`columns`: sealed column -> purpose; `hashes`: hashed column -> (sealed column, purpose of the hash)."""
    table = _tables.setdefault(label, Table(label))
    for column, purpose in columns.items():
        known = table.columns.get(column, ())
        table.columns[column] = known if purpose in known else (*known, purpose)
    table.hashes.update(hashes or {})


@dataclass(frozen=True, slots=True)
class Needed:
    """Rows that only an older key can make sense of. `free_on`: from when none does any more; None where that hangs on
    somebody's deed, such as the end of a season."""

    count: int
    free_on: date | None = None


Count = Callable[[datetime, datetime], Needed]
"""(made before, now) -> the rows that need the key of then, as far as they still serve."""


@dataclass(frozen=True, slots=True)
class Dependent:
    """What is hashed without a sealed value behind it: it cannot be moved, and its key stays until it has gone."""

    room: str
    what: Any
    count: Count


_dependents: dict[str, Dependent] = {}


def depend(room: str, name: str, what: Any, count: Count) -> None:
    """A room says at start-up which rows of it need the key under which they were made, and how to count them."""
    _dependents[f"{room}.{name}"] = Dependent(room, what, count)


def dependents() -> list[Dependent]:
    return [_dependents[name] for name in sorted(_dependents)]


def leave_to_time(purpose: str, why: str) -> None:
    """Values of this purpose are not moved: they do not last."""
    SHORT_LIVED[purpose] = why


def tables() -> Iterator[Table]:
    """All of them, in the order of their labels."""
    return (_tables[label] for label in sorted(_tables))


def table_of(label: str) -> Table:
    return _tables[label]


def purposes() -> set[str]:
    """Every purpose that the registry knows."""
    return {one for table in tables() for found in table.columns.values() for one in found} | SHORT_LIVED.keys()
