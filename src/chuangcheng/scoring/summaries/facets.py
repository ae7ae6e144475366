"""How a visited site is split into cells. Pure: answers of one site in, sums out."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, fields
from datetime import date
from typing import NamedTuple

PASS, FAIL, NOT_APPLICABLE = "pass", "fail", "not_applicable"

WITHIN: dict[str, tuple[str, ...]] = {
    "whole": (),
    "item": ("item",),
    "standard": ("item", "standard"),
    "unit": ("unit",),
    "item_unit": ("item", "unit"),
}
"""facet -> the columns that split one site. Those that hold a site whole (type, area, stratum) are in all of them."""

POINT, DAY = "point", "day"
"""Two slim facets: for the styles of standards (no place), and for the course of a round (no place, nothing within)."""


class Place(NamedTuple):
    """What a visited site lies in."""

    ordinal: int
    site_type: int
    area: int
    day: date


class Answer(NamedTuple):
    """One answer at a site."""

    check_point: int
    standard: int | None
    item: int | None
    edition: int
    unit: int | None
    verdict: str


class Key(NamedTuple):
    """Which cell."""

    facet: str
    edition: int
    ordinal: int
    site_type: int | None = None
    area: int | None = None
    item: int | None = None
    standard: int | None = None
    check_point: int | None = None
    unit: int | None = None
    day: date | None = None


@dataclass(slots=True)
class Sums:
    """What a cell holds."""

    sites: int = 0
    observed: int = 0
    passed: int = 0
    not_applicable: int = 0
    not_observed: int = 0
    xx: int = 0
    xy: int = 0
    yy: int = 0

    def add(self, judged: int, passed: int, not_applicable: int, not_observed: int) -> None:
        """One more site."""
        self.sites += judged > 0
        self.observed += judged
        self.passed += passed
        self.not_applicable += not_applicable
        self.not_observed += not_observed
        self.xx += judged * judged
        self.xy += judged * passed
        self.yy += passed * passed


SUMMED = tuple(one.name for one in fields(Sums))


@dataclass(slots=True)
class Counter:
    """Cells of one round, filled site by site."""

    cells: dict[Key, Sums] = field(default_factory=lambda: defaultdict(Sums))

    def add_site(self, place: Place, answers: Iterable[Answer]) -> None:
        """Count the answers of one visited site into every facet."""
        here: dict[Key, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
        for answer in answers:
            column = 0 if answer.verdict in {PASS, FAIL} else 2 if answer.verdict == NOT_APPLICABLE else 3
            for key in _keys(place, answer):
                counts = here[key]
                counts[column] += 1
                counts[1] += answer.verdict == PASS
        for key, counts in here.items():
            self.cells[key].add(*counts)


def _keys(place: Place, answer: Answer) -> Iterable[Key]:
    for facet, columns in WITHIN.items():
        yield Key(
            facet,
            answer.edition,
            place.ordinal,
            place.site_type,
            place.area,
            answer.item if "item" in columns else None,
            answer.standard if "standard" in columns else None,
            None,
            answer.unit if "unit" in columns else None,
        )
    yield Key(POINT, answer.edition, place.ordinal, standard=answer.standard, check_point=answer.check_point)
    yield Key(DAY, answer.edition, place.ordinal, day=place.day)
