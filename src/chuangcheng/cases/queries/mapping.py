"""Points of cases for a map: bounded, and joined into cells where there are too many to draw."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from math import floor

from chuangcheng.cases.models import Case
from chuangcheng.cases.queries.listing import Filters, cases_for
from chuangcheng.kit.actor import Actor
from chuangcheng.places.queries import Box

MOST_POINTS = 2000
"""Rows read for one map; where there are more the newest are drawn, and the page says so."""
MOST_DRAWN = 400
CELLS = 24
"""Cells along the longer side once points are joined."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One point: a case, or a cell with how many cases it joins and the box around them."""

    longitude: float
    latitude: float
    count: int
    case: Case | None
    box: Box | None = None


@dataclass(frozen=True, slots=True)
class Spots:
    """What a map draws, and whether older cases were left out."""

    spots: list[Spot]
    is_cut: bool


def spots(actor: Actor, filters: Filters, at: datetime) -> Spots:
    """At most MOST_DRAWN points or CELLS² cells for the cases of a list. One query."""
    rows = cases_for(actor, filters, at).filter(longitude__isnull=False, latitude__isnull=False)
    plain = rows.select_related(None).only(
        "number", "description", "state", "longitude", "latitude", "due_at", "overdue_since"
    )
    found = list(plain.order_by("-opened_at")[: MOST_POINTS + 1])
    is_cut, found = len(found) > MOST_POINTS, found[:MOST_POINTS]
    if len(found) <= MOST_DRAWN:
        drawn = [Spot(case.longitude or 0.0, case.latitude or 0.0, 1, case) for case in found]
        return Spots(drawn, is_cut)
    return Spots(_joined(found), is_cut)


def _joined(cases: list[Case]) -> list[Spot]:
    """Cells of a grid laid over the points, each at the mean of its points."""
    east = [case.longitude or 0.0 for case in cases]
    north = [case.latitude or 0.0 for case in cases]
    size = max(max(east) - min(east), max(north) - min(north), 1e-6) / CELLS
    cells: dict[tuple[int, int], list[Case]] = defaultdict(list)
    for case, x, y in zip(cases, east, north, strict=True):
        cells[floor(x / size), floor(y / size)].append(case)
    return [
        Spot(
            sum(case.longitude or 0.0 for case in inside) / len(inside),
            sum(case.latitude or 0.0 for case in inside) / len(inside),
            len(inside),
            inside[0] if len(inside) == 1 else None,
            _around(inside),
        )
        for inside in cells.values()
    ]


def _around(cases: list[Case]) -> Box:
    """The smallest box that holds the cases, a metre wider so that rounding leaves none outside."""
    east = [case.longitude or 0.0 for case in cases]
    north = [case.latitude or 0.0 for case in cases]
    return Box(min(east) - 1e-5, min(north) - 1e-5, max(east) + 1e-5, max(north) + 1e-5)
