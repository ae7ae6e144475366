"""Keyset paging: pages stay cheap and stable however long the list, because nothing is ever skipped by count."""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import BigIntegerField, Model, Q, QuerySet
from django.utils.dateparse import parse_datetime

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """One page of rows with the cursors of its neighbours ('' where there is none)."""

    rows: Sequence[Row]
    next_cursor: str
    previous_cursor: str

    def __iter__(self) -> Any:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def _pack(values: Sequence[Any], *, back: bool) -> str:
    plain = [{"t": v.isoformat()} if isinstance(v, datetime | date) else v for v in values]
    raw = json.dumps([back, plain], separators=(",", ":"), default=str).encode()
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _unpack(cursor: str) -> tuple[bool, list[Any]]:
    raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
    back, plain = json.loads(raw)
    return bool(back), [
        (parse_datetime(v["t"]) or date.fromisoformat(v["t"])) if isinstance(v, dict) else v for v in plain
    ]


def _position(cursor: str, length: int) -> tuple[bool, list[Any]]:
    """Where the cursor stands; the beginning where there is none or it cannot be read."""
    try:
        back, values = _unpack(cursor) if cursor else (False, [])
    except (ValueError, KeyError, TypeError):
        return False, []
    return (back, values) if len(values) == length else (False, [])


def _fit(model: type[Model], order: Sequence[tuple[str, bool]], values: Sequence[Any]) -> bool:
    """True if every value can stand in its column: a cursor comes back from outside, perhaps altered."""
    return all(_fits(model, path, value) for (path, _), value in zip(order, values, strict=False))


def _fits(model: Any, path: str, value: Any) -> bool:
    try:
        for part in path.split("__")[:-1]:
            model = model._meta.get_field(part).related_model
        last = path.rsplit("__", maxsplit=1)[-1]
        column = model._meta.pk if last == "pk" else model._meta.get_field(last)
        value = column.to_python(value)
    except FieldDoesNotExist:
        return True  # an annotation
    except (ValidationError, TypeError, ValueError, OverflowError):
        return False
    if isinstance(value, int):
        return abs(value) <= BigIntegerField.MAX_BIGINT
    return value is not None and "\0" not in str(value)


def _value(row: Any, path: str) -> Any:
    for part in path.split("__"):
        row = getattr(row, part)
    return row


def _after(order: Sequence[tuple[str, bool]], values: Sequence[Any], *, back: bool) -> Q:
    """Rows strictly behind `values` in this order. NULLs sort last ascending: callers order by non-null columns."""
    condition = Q()
    for index, (path, descending) in enumerate(order):
        equal = Q(**{p: v for (p, _), v in zip(order[:index], values[:index], strict=True)})
        lookup = "lt" if descending != back else "gt"
        condition |= equal & Q(**{f"{path}__{lookup}": values[index]})
    return condition


def page(rows: QuerySet[Row], order: Sequence[str], *, cursor: str = "", size: int = 50) -> Page[Row]:
    """One page of `rows` in `order` (column paths, '-' for descending, none nullable; the primary key is added).

    A cursor that cannot be read is treated as absent: an old link still opens the first page.
    """
    keys = [(name.lstrip("-"), name.startswith("-")) for name in order]
    if keys[-1][0] not in ("pk", "id"):
        keys.append(("pk", keys[-1][1]))
    back, values = _position(cursor, len(keys))
    if not _fit(rows.model, keys, values):
        back, values = False, []
    wanted = rows.order_by(*[("-" if descending != back else "") + path for path, descending in keys])
    if values:
        wanted = wanted.filter(_after(keys, values, back=back))
    found = list(wanted[: size + 1])
    more = len(found) > size
    found = found[:size]
    if back:
        found.reverse()
    if not found:
        return Page((), "", "")

    def edge(row: Row, *, backwards: bool) -> str:
        return _pack([_value(row, path) for path, _ in keys], back=backwards)

    has_next = more if not back else True
    has_previous = more if back else bool(values)
    return Page(
        found,
        edge(found[-1], backwards=False) if has_next else "",
        edge(found[0], backwards=True) if has_previous else "",
    )
