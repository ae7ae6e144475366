"""What a story begins with is made by our own actions once a worker; later tests get the very same rows back.

`@remembered` above a fixture (or what it calls) runs it the first time, keeps every row that it wrote and what it
returned, and from then on lays the rows into the test's own transaction. Where they do not fit (a test that was busy
before), or where a test needs transactions of its own, it runs as ever. What it stands on must be remembered too:
on PostgreSQL the keys of what was acted out go on counting from test to test.
"""

import functools
import pickle
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any, ParamSpec, TypeVar

from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import Model

P = ParamSpec("P")
T = TypeVar("T")
Rows = dict[str, set[tuple[Any, ...]]]
_kept: dict[Hashable, "Kept"] = {}


@dataclass(frozen=True, slots=True)
class Kept:
    """Keys of rows that were changed or removed, rows by table in the order of their keys, and what was returned."""

    gone: tuple[tuple[str, str, tuple[Any, ...]], ...]
    rows: tuple[tuple[str, tuple[tuple[Any, ...], ...]], ...]
    text: str
    value: bytes


def remembered(build: Callable[P, T]) -> Callable[P, T]:
    """The same function; what it returns is a copy of its own for each test, its rows being there as if it had run."""

    @functools.wraps(build)
    def recalled(*args: P.args, **kwargs: P.kwargs) -> T:
        if not connection.in_atomic_block:
            return build(*args, **kwargs)
        key = (build.__module__, build.__qualname__, *map(_told, args), *map(_told, kwargs.values()))
        kept = _kept.get(key)
        if kept is None:
            before = _all_rows()
            value = build(*args, **kwargs)
            _kept[key] = _difference(before, _all_rows(), value)
            return value
        try:
            with transaction.atomic():
                _lay(kept)
        except IntegrityError:
            return build(*args, **kwargs)
        found: T = pickle.loads(kept.value)
        return found

    return recalled


def _told(value: Any) -> Hashable:
    """What tells one thing that a fixture stands on from another."""
    if isinstance(value, Model):
        return (value._meta.label, value.pk)
    return value if isinstance(value, datetime) else type(value).__name__


def _tables() -> Iterator[tuple[str, str]]:
    """(table, its key's column), quoted; NULL where the key is several columns."""
    quote = connection.ops.quote_name
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            column = model._meta.pk.column if model._meta.pk else None
            yield quote(model._meta.db_table), quote(column) if column else "NULL"


def _all_rows() -> Rows:
    """Every row as the driver gives it, its key first; nothing here is large when a story begins."""
    found: Rows = {}
    with connection.cursor() as cursor:
        for table, key in _tables():
            cursor.execute(f"SELECT {key}, {table}.* FROM {table}")
            found[table] = set(cursor.fetchall())
    return found


def _difference(before: Rows, after: Rows, value: Any) -> Kept:
    """What became of the tables. Raises AssertionError where that cannot be done again."""
    removed, rows = [], []
    for table, key in _tables():
        gone = {row[0] for row in before[table] - after[table]}
        new = sorted(after[table] - before[table], key=lambda row: str(row[0]).zfill(20))
        assert None not in gone, f"rows of {table}, which have no key of one column, were changed"
        if gone:
            removed.append((table, key, tuple(sorted(gone))))
        if new:
            rows.append((table, tuple(tuple(map(_stored, row[1:])) for row in new)))
    text = _statement(removed, rows) if connection.vendor == "postgresql" else ""
    return Kept(tuple(removed), tuple(rows), text, pickle.dumps(value))


def _stored(value: Any) -> Any:
    """SQLite's driver reads a time of day, but does not write one."""
    return str(value) if isinstance(value, time) else value


def _statement(
    removed: Iterable[tuple[str, str, tuple[Any, ...]]], rows: Iterable[tuple[str, tuple[tuple[Any, ...], ...]]]
) -> str:
    """All of it as one text, written once: PostgreSQL is asked a single time."""
    parts = []
    with connection.cursor() as cursor:
        for table, key, keys in removed:
            parts.append(cursor.mogrify(f"DELETE FROM {table} WHERE {key} = ANY(%s)", [list(keys)]))
        for table, lines in rows:
            marks = ", ".join("(" + ", ".join(["%s"] * len(lines[0])) + ")" for _ in lines)
            sql = f"INSERT INTO {table} OVERRIDING SYSTEM VALUE VALUES {marks}"
            parts.append(cursor.mogrify(sql, [value for line in lines for value in line]))
    return "; ".join(parts)


def _lay(kept: Kept) -> None:
    if kept.text:
        with connection.cursor() as cursor:
            cursor.execute(kept.text)
        return
    raw = connection.connection
    with connection.wrap_database_errors:
        for table, key, keys in kept.gone:
            raw.executemany(f"DELETE FROM {table} WHERE {key} = ?", [(one,) for one in keys])
        for table, lines in kept.rows:
            marks = ", ".join(["?"] * len(lines[0]))
            raw.executemany(f"INSERT INTO {table} VALUES ({marks})", lines)
