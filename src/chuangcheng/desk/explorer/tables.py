"""The table that the explorer shows: named rows and columns, each cell with its text and the rows behind it."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from chuangcheng.cases.queries import case_counts
from chuangcheng.desk.explorer.asked import Asked
from chuangcheng.frameworks.queries import Indicator
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.display import rate_text
from chuangcheng.scoring import exploring, queries
from chuangcheng.scoring.estimating import Rate
from chuangcheng.scoring.exploring import MOST_COLUMNS, MOST_ROWS, Key, Pivot
from chuangcheng.scoring.queries import Scope

YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Cell:
    """`value` for a spreadsheet, `text` for the page; both ends of the interval where there is one."""

    value: float | int | None = None
    text: str = "—"
    between: str = ""
    url: str = ""
    low: float | None = None
    high: float | None = None
    checks: int | None = None


NOTHING = Cell()


@dataclass(frozen=True, slots=True)
class Shown:
    """Named columns; lines of (thing or None, cells); the line of totals. The last cell of a line is all of it."""

    columns: list[Any]
    lines: list[tuple[Any, list[Cell]]]
    totals: list[Cell]
    rows_left: int
    columns_left: int


def rates_shown(found: Pivot, want: Asked, scope: Scope) -> Shown:
    """Rates, checks, findings or visits."""
    rows, columns = exploring.things(want.rows, found.rows), _columns(want, found.columns)
    address = f"{reverse('desk:score_rows')}?{urlencode({'edition': scope.edition.code})}"

    def cell(rate: Rate | None, **keys: Key) -> Cell:
        return _cell(rate, want, _rows_url(address, want, keys)) if rate else NOTHING

    lines = [
        (
            rows.get(row or 0),
            [
                *(
                    cell(found.cells.get((row, column)), **{want.rows: row, want.columns: column})
                    for column in found.columns
                ),
                cell(found.by_row.get(row), **{want.rows: row}),
            ],
        )
        for row in found.rows
    ]
    totals = [cell(found.by_column.get(column), **{want.columns: column}) for column in found.columns]
    return Shown(columns, lines, [*totals, cell(found.whole)], found.rows_left, found.columns_left)


def _columns(want: Asked, keys: list[Key]) -> list[Any]:
    known = exploring.things(want.columns, keys) if want.columns else {}
    return [known.get(key or 0) for key in keys]


def _cell(rate: Rate, want: Asked, url: str) -> Cell:
    if want.measure == "rate":
        between = f"{rate_text(rate.low)}–{rate_text(rate.high)}"
        return Cell(rate.value, rate_text(rate.value), between, url, rate.low, rate.high, rate.observed)
    count = {"observed": rate.observed, "failed": rate.observed - rate.passed, "sites": rate.sites}[want.measure]
    if want.measure == "failed" and url:
        url += "&verdict=fail"
    return Cell(count, f"{count:,}", "", url if count else "")


def _rows_url(address: str, want: Asked, keys: Mapping[str, Key]) -> str:
    """`address` narrowed to the observations behind a cell; blank where the list cannot name them."""
    given: dict[str, Key] = {**want.narrowed, **keys}
    if any(given.get(name, 1) in {None, 0} for name in ("item", "standard")):
        return ""
    indicator = given.pop("standard", None) or given.pop("item", None)
    given.pop("item", None)
    named = {name: value or 0 for name, value in given.items()}
    if indicator:
        named["standard"] = indicator
    return f"{address}&{urlencode(named)}" if named else address


# Cases: counted as they are, for they belong to no round


def cases_shown(actor: Actor, want: Asked, at: datetime) -> Shown:
    """Cases of the last twelve months by what the case itself says; rounds have none."""
    counted = _counted(actor, want, at)
    row_keys = exploring.in_order(want.rows, {row for row, _column in counted})
    column_keys = exploring.in_order(want.columns, {column for _row, column in counted}) if want.columns else []
    rows, columns = exploring.things(want.rows, row_keys[:MOST_ROWS]), _columns(want, column_keys[:MOST_COLUMNS])
    by_row, by_column = defaultdict[Key, int](int), defaultdict[Key, int](int)
    for (row, column), count in counted.items():
        by_row[row] += count
        by_column[column] += count

    address = f"{reverse('desk:cases')}?opened_from={localdate(at - YEAR).isoformat()}"
    items = dict(Indicator.objects.filter(parent=None).values_list("pk", "code"))

    def cell(count: int, **keys: Key) -> Cell:
        return Cell(count, f"{count:,}", "", _cases_url(address, items, want, keys) if count else "")

    shown = column_keys[:MOST_COLUMNS]
    lines = [
        (
            rows.get(row or 0),
            [
                *(cell(counted.get((row, one), 0), **{want.rows: row, want.columns: one}) for one in shown),
                cell(by_row[row], **{want.rows: row}),
            ],
        )
        for row in row_keys[:MOST_ROWS]
    ]
    totals = [cell(by_column[column], **{want.columns: column}) for column in shown]
    return Shown(
        columns,
        lines,
        [*totals, cell(sum(counted.values()))],
        max(0, len(row_keys) - MOST_ROWS),
        max(0, len(column_keys) - MOST_COLUMNS),
    )


def _counted(actor: Actor, want: Asked, at: datetime) -> dict[tuple[Key, Key], int]:
    found: dict[tuple[Key, Key], int] = defaultdict(int)
    asked = {want.rows, want.columns, *want.narrowed}
    rows = case_counts(actor, at - YEAR, at, asked | ({"standard"} if "item" in asked else set()))
    parents = dict(Indicator.objects.values_list("pk", "parent_id")) if "item" in asked else {}
    upper = queries.subdistricts(sorted({area for values, _count in rows if (area := values.get("area"))}))
    for values, count in rows:
        if area := values.get("area"):
            values["area"] = upper[area].pk
        if "item" in asked:
            values["item"] = _at_top(values["standard"], parents)
        if all((values[name] or 0) == wanted for name, wanted in want.narrowed.items()):
            found[values[want.rows], values[want.columns] if want.columns else None] += count
    return found


def _at_top(standard: Key, parents: Mapping[int, Key]) -> Key:
    while standard and parents.get(standard):
        standard = parents[standard]
    return standard


def _cases_url(address: str, items: Mapping[int, str], want: Asked, keys: Mapping[str, Key]) -> str:
    """The list of cases narrowed in the same way; blank where it cannot be: of nobody, or by site type.

    `items`: id -> code.
    """
    given: dict[str, Key] = {**want.narrowed, **keys}
    if "site_type" in given or any(not value for value in given.values()):
        return ""
    item = given.get("item")
    named: dict[str, Any] = {name: given[name] for name in ("area", "unit", "standard") if name in given}
    if item and "standard" not in given:
        named["standard_code"] = items[item]
    return f"{address}&{urlencode(named)}" if named else address


def name_of(thing: Any) -> str:
    """For a heading or a spreadsheet."""
    if thing is None:
        return _("nobody or none")
    code = getattr(thing, "code", "")
    return f"{code} {thing.name}".strip()
