"""Two ways to split the observations at once, with the rate and interval of every cell; from the summaries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from chuangcheng.frameworks.queries import Indicator
from chuangcheng.inspections.models import Round
from chuangcheng.kit.refused import Refused
from chuangcheng.places.queries import Area, SiteType
from chuangcheng.scoring.estimating.moments import Moments, rates_of
from chuangcheng.scoring.estimating.rates import Rate
from chuangcheng.scoring.summaries.facets import WITHIN
from chuangcheng.scoring.summaries.reading import Freshness, cells_of
from chuangcheng.units.queries import Unit

DIMENSIONS = ("item", "standard", "site_type", "area", "unit", "round")
SPLITTING = ("item", "standard", "unit")
"""These split one site's answers; the others hold a site whole."""

MOST_ROWS, MOST_COLUMNS = 200, 40

Key = int | None


@dataclass(frozen=True, slots=True)
class Pivot:
    """Rates by (row, column), by row alone, by column alone, and of the whole. Keys are ids; None: nobody, none."""

    rows: list[Key]
    columns: list[Key]
    cells: Mapping[tuple[Key, Key], Rate]
    by_row: Mapping[Key, Rate]
    by_column: Mapping[Key, Rate]
    whole: Rate | None
    rows_left: int
    columns_left: int


def pivot(fresh: Freshness, edition: int, rows: str, columns: str, narrowed: Mapping[str, Key]) -> Pivot:
    """Split by one dimension or two (`columns` may be blank), within what `narrowed` says of others.

    At most 200 rows and 40 columns, in their own order. Totals are rates of the whole row or column: a rate is no sum.
    Refused: `not_kept` where standards are crossed with units, which no summary holds.
    """
    cells = _rates(fresh, edition, (rows, columns) if columns else (rows,), narrowed)
    by_row = _rates(fresh, edition, (rows,), narrowed) if columns else cells
    by_column = _rates(fresh, edition, (columns,), narrowed) if columns else {}
    whole = _rates(fresh, edition, (), narrowed)
    row_keys = in_order(rows, {key[0] for key in by_row})
    column_keys = in_order(columns, {key[0] for key in by_column}) if columns else []
    return Pivot(
        rows=row_keys[:MOST_ROWS],
        columns=column_keys[:MOST_COLUMNS],
        cells={(key[0], key[1]): rate for key, rate in cells.items()} if columns else {},
        by_row={key[0]: rate for key, rate in by_row.items()},
        by_column={key[0]: rate for key, rate in by_column.items()},
        whole=whole.get(()),
        rows_left=max(0, len(row_keys) - MOST_ROWS),
        columns_left=max(0, len(column_keys) - MOST_COLUMNS),
    )


def rates_by(fresh: Freshness, edition: int, dimension: str) -> dict[Key, Rate]:
    """Rates by one dimension. One query."""
    return {key[0]: rate for key, rate in _rates(fresh, edition, (dimension,), {}).items()}


def facet_of(dimensions: Iterable[str]) -> str:
    """The facet whose cells may be added up for these dimensions."""
    split = {name for name in dimensions if name in SPLITTING}
    if "standard" in split:
        split.add("item")
    for facet, columns in WITHIN.items():
        if set(columns) == split:
            return facet
    raise Refused("not_kept", _("Standards cannot be crossed with units. Choose items instead of standards."))


def _rates(
    fresh: Freshness, edition: int, dimensions: tuple[str, ...], narrowed: Mapping[str, Key]
) -> dict[tuple[Key, ...], Rate]:
    inside = {name: value for name, value in narrowed.items() if name != "round"}
    facet = facet_of((*dimensions, *inside))
    columns = [f"{name}_id" for name in dimensions if name != "round"]
    found = cells_of(fresh, facet, edition, columns, **_conditions(inside))
    sums = []
    for (number, ordinal, *keys), cell in found:
        rest = iter(keys)
        domain = tuple(number if name == "round" else next(rest) for name in dimensions)
        counts = (cell[name] for name in ("sites", "observed", "passed", "xx", "xy", "yy"))
        sums.append(Moments(domain, number, ordinal, *counts))
    return rates_of(fresh.strata, sums)  # type: ignore[return-value]


def _conditions(narrowed: Mapping[str, Key]) -> dict[str, Any]:
    """Nought asks for what belongs to nobody."""
    return {f"{name}_id" if value else f"{name}__isnull": value or True for name, value in narrowed.items()}


ORDERS: dict[str, tuple[Any, tuple[str, ...]]] = {
    "item": (Indicator, ("position",)),
    "standard": (Indicator, ("position",)),
    "site_type": (SiteType, ("code",)),
    "area": (Area, ("path",)),
    "unit": (Unit, ("code",)),
    "round": (Round, ("opens_on", "pk")),
}


def in_order(dimension: str, keys: Iterable[Key]) -> list[Key]:
    """Keys in the order that people know: of the framework, by code, by day. None stands last. One query."""
    wanted = set(keys)
    model, order = ORDERS[dimension]
    found = list(
        model.objects.filter(pk__in=[key for key in wanted if key]).order_by(*order).values_list("pk", flat=True)
    )
    return [*found, *([None] if None in wanted else [])]


def things(dimension: str, keys: Iterable[Key]) -> dict[int, Any]:
    """id -> the noun, to be named. One query."""
    rows = ORDERS[dimension][0].objects
    if dimension == "area":
        rows = rows.defer("boundary")
    found: dict[int, Any] = rows.in_bulk([key for key in keys if key])
    return found
