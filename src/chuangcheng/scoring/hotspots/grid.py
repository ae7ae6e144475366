"""Events on the hexagonal grid H3, by time of day: what was found, what was to be expected, and what stands out. Pure.

Exposure: a place that is looked at twice as often shows twice as much. So a cell's value is how far the count lies from
what its exposure lets expect (Freeman and Tukey's deviate, of about the same spread whatever was expected), and Gi*
asks whether a cell with the cells around it lies further out than the others.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import h3
import numpy as np
import shapely
import shapely.geometry
from scipy import special

from chuangcheng.scoring.hotspots.gistar import false_discovery, freeman_tukey, gi_star, one_sided

SLOTS = ((0, 7), (7, 11), (11, 14), (14, 18), (18, 24))
"""Hours of the day from … to before …; slot 0 is the whole day, slot 1 the first of these."""
LEAST_CELLS = 12
"""Among fewer places nothing can stand out."""
LEVEL = 0.05


@dataclass(frozen=True, slots=True)
class Event:
    """At one place and hour: `observed` shortfalls, where `expected` were to be expected for how much was looked."""

    longitude: float
    latitude: float
    hour: int
    observed: float
    expected: float


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell in a slot: its own counts, those with the cells around it, z, and p after each correction."""

    cell: str
    slot: int
    observed: float
    expected: float
    around_observed: float
    around_expected: float
    z: float
    strict: float = 1.0
    lenient: float = 1.0

    @property
    def tone(self) -> str:
        """`hot`: stands however the tests hang together; `warm`: only if they hang together positively."""
        return "hot" if self.strict <= LEVEL else "warm" if self.lenient <= LEVEL else ""


@dataclass(frozen=True, slots=True)
class Survey:
    """All cells that were looked at or where something happened; `tests`: how many were asked at once."""

    spots: tuple[Spot, ...]
    tests: int


def slot_of(hour: int) -> int:
    """Number of the slot of an hour, from 1."""
    return next(number for number, (first, last) in enumerate(SLOTS, start=1) if first <= hour < last)


def surveyed(events: Iterable[Event], resolution: int) -> Survey:
    """What stands out, all slots corrected together; the order of the events does not matter.

    A cell is called out only if it lies further out than the other cells (Gi*) and if its neighbourhood has more than
    its own exposure lets expect (Poisson): p is the larger of both, which can only make fewer alarms.
    """
    sums: dict[tuple[int, str], list[float]] = defaultdict(lambda: [0.0, 0.0])
    ordered = sorted(events, key=lambda one: (one.longitude, one.latitude, one.hour, one.observed, one.expected))
    for one in ordered:
        cell = h3.latlng_to_cell(one.latitude, one.longitude, resolution)
        for slot in (0, slot_of(one.hour)):
            own = sums[slot, cell]
            own[0] += one.observed
            own[1] += one.expected
    made: list[tuple[Spot, float]] = []
    for slot in range(len(SLOTS) + 1):
        cells = sorted(cell for number, cell in sums if number == slot)
        if len(cells) >= LEAST_CELLS:
            made += _slot(slot, cells, np.array([sums[slot, cell] for cell in cells]))
    p = np.array([one for _spot, one in made])
    strict, lenient = false_discovery(p, any_dependence=True), false_discovery(p, any_dependence=False)
    spots = tuple(
        replace(spot, strict=float(one), lenient=float(other))
        for (spot, _p), one, other in zip(made, strict, lenient, strict=True)
    )
    return Survey(spots, len(made))


def _slot(slot: int, cells: Sequence[str], counts: np.ndarray) -> list[tuple[Spot, float]]:
    places = {cell: place for place, cell in enumerate(cells)}
    around = [[places[one] for one in h3.grid_disk(cell, 1) if one in places] for cell in cells]
    z = gi_star(freeman_tukey(counts[:, 0], counts[:, 1]), around)
    near = np.array([counts[own].sum(axis=0) for own in around])
    surprise = special.pdtrc(np.maximum(near[:, 0] - 1, 0), near[:, 1])
    p = np.maximum(one_sided(z), np.where(near[:, 0] > near[:, 1], surprise, 1.0))
    return [
        (
            Spot(
                cell,
                slot,
                observed=float(counts[place, 0]),
                expected=float(counts[place, 1]),
                around_observed=float(near[place, 0]),
                around_expected=float(near[place, 1]),
                z=float(z[place]) + 0.0,
            ),
            float(p[place]),
        )
        for place, cell in enumerate(cells)
    ]


def outline_of(cells: Sequence[str]) -> dict[str, Any]:
    """The cells as one GeoJSON surface, longitude first."""
    parts = [shapely.Polygon([(lon, lat) for lat, lon in h3.cell_to_boundary(cell)]) for cell in cells]
    whole: dict[str, Any] = shapely.set_precision(shapely.union_all(parts), 1e-7).__geo_interface__
    return whole


def centre_of(cell: str) -> tuple[float, float]:
    """(longitude, latitude) of the middle of a cell."""
    latitude, longitude = h3.cell_to_latlng(cell)
    return longitude, latitude


def box_of(cell: str) -> tuple[float, float, float, float]:
    """West, south, east, north of a cell."""
    west, south, east, north = shapely.geometry.shape(outline_of([cell])).bounds
    return float(west), float(south), float(east), float(north)


def is_cell(text: str) -> bool:
    """True for the name of a cell."""
    return len(text) == 15 and bool(h3.is_valid_cell(text))
