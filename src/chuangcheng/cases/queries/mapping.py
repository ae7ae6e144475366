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


Point = tuple[float, float, int]


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
    """At most MOST_DRAWN points or CELLS² cells for the cases of a list. Two queries at most."""
    rows = cases_for(actor, filters, at).filter(longitude__isnull=False, latitude__isnull=False)
    plain = rows.select_related(None).defer(None).order_by("-opened_at")
    read = plain.values_list("longitude", "latitude", "pk")[: MOST_POINTS + 1]
    found = [(east, north, pk) for east, north, pk in read if east is not None and north is not None]
    is_cut, found = len(found) > MOST_POINTS, found[:MOST_POINTS]
    if len(found) > MOST_DRAWN:
        return Spots(_joined(found), is_cut)
    shown = plain.only("number", "description", "state", "longitude", "latitude", "overdue_since")[:MOST_DRAWN]
    return Spots([Spot(case.longitude or 0.0, case.latitude or 0.0, 1, case) for case in shown], is_cut)


def _joined(points: list[Point]) -> list[Spot]:
    """Cells of a grid laid over the points, each at the mean of its points."""
    east, north = [point[0] for point in points], [point[1] for point in points]
    size = max(max(east) - min(east), max(north) - min(north), 1e-6) / CELLS
    cells: dict[tuple[int, int], list[Point]] = defaultdict(list)
    for point in points:
        cells[floor(point[0] / size), floor(point[1] / size)].append(point)
    return [
        Spot(
            sum(point[0] for point in inside) / len(inside),
            sum(point[1] for point in inside) / len(inside),
            len(inside),
            None,
            _around(inside),
        )
        for inside in cells.values()
    ]


def _around(points: list[Point]) -> Box:
    """The smallest box that holds the points, a metre wider so that rounding leaves none outside."""
    east, north = [point[0] for point in points], [point[1] for point in points]
    return Box(min(east) - 1e-5, min(north) - 1e-5, max(east) + 1e-5, max(north) + 1e-5)
