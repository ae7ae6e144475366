"""Fair rankings of units, adopted streets and sub-districts: read from drawn visits, kept by day, opened to the rows.

Never of persons: there is no such dimension. Never on counts of citizens' reports: only what inspectors judged at
stops that a draw chose is read here.
"""

import json
from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from chuangcheng.duties.queries import adopted
from chuangcheng.frameworks.queries import CheckPoint
from chuangcheng.inspections.models import DESIGNED, FIRST, Observation, RoundState, Verdict, VisitState
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound
from chuangcheng.places.queries import Area, Segment
from chuangcheng.scoring.models import Analysis
from chuangcheng.scoring.queries import JUDGED, subdistricts
from chuangcheng.scoring.ranking import Judged, Needed, Places, Ranked, Standing, needed, ranked
from chuangcheng.scoring.streets import Period, usual_period
from chuangcheng.units.queries import Unit

__all__ = ["DIMENSIONS", "PERIODS", "Analysis", "Needed", "Place", "Places", "Standing"]

RULE_VERSION = "ranking-2026-1"
"""Changes whenever the same visits would give other digits."""
SEE = "scoring.see_score"
DIMENSIONS = ("unit", "street", "area")
PERIODS = (365, 90)
THINGS: dict[str, Any] = {"unit": Unit, "street": Segment, "area": Area}
COLUMNS = ("visit_id", "check_point_id", "unit_id", "visit__site__segment_id", "visit__site__area_id")

Content = dict[str, Any]


def kind_of(dimension: str, days: int) -> str:
    """Under which name a ranking is kept."""
    return f"ranking:{dimension}:{days}"


def judgements(period: Period, until: datetime | None = None) -> QuerySet[Observation]:
    """What counts: met or not met, the first reading, at visited stops that a draw chose."""
    rows = Observation.objects.filter(
        reading=FIRST,
        verdict__in=JUDGED,
        visit__kind__in=DESIGNED,
        visit__state=VisitState.DONE,
        visit__visited_at__gte=period.starts_at,
        visit__visited_at__lt=period.ends_at,
    ).exclude(visit__round__state=RoundState.CANCELLED)
    return rows if until is None else rows.filter(visit__visited_at__lte=until)


def computed(days: int, at: datetime, visits: Collection[int] | None = None) -> tuple[dict[str, Content], int]:
    """Dimension -> content, and how many judgements were read; `visits`: only those, as once before.

    A content: `standings` (see `Standing`), `points` of the city, `alone`, and the `visits` it rests on. Three queries.
    """
    rows = judgements(usual_period(at, days), at).order_by().values_list(*COLUMNS)
    counted = list(rows.annotate(n=Count("pk"), bad=Count("pk", filter=Q(verdict=Verdict.FAIL))).iterator(5000))
    if visits is not None:
        counted = [row for row in counted if row[0] in visits]
    upper = {pk: area.pk for pk, area in subdistricts(sorted({row[4] for row in counted})).items()}
    held = set(adopted(at).values_list("pk", flat=True))
    keys: dict[str, Callable[[tuple[Any, ...]], int | None]] = {
        "unit": lambda row: row[2],
        "street": lambda row: row[3] if row[3] in held else None,
        "area": lambda row: upper[row[4]],
    }
    seen = sorted({row[0] for row in counted})
    found = {}
    for dimension, key in keys.items():
        mine = [Judged(row[0], key(row), row[1], row[5], row[6]) for row in counted if key(row) is not None]
        found[dimension] = {**_content(ranked(mine)), "visits": seen}
    return found, sum(row[5] for row in counted)


def _content(made: Ranked) -> Content:
    return {
        "standings": [asdict(one) for one in made.standings],
        "rate": made.rate,
        "dispersion": made.dispersion,
        "level_each": made.level_each,
        "points": {str(point): list(counts) for point, counts in made.points.items()},
        "alone": list(made.alone),
    }


def is_current(days: int, at: datetime) -> bool:
    """True if the rankings over so many days rest on all that has been judged, or nothing has been."""
    found = Analysis.objects.filter(kind=kind_of("unit", days)).order_by("-day").defer("content").first()
    now = judgements(usual_period(at, days), at).count()
    return not now if found is None else (found.observed, found.rule_version) == (now, RULE_VERSION)


def newest(dimension: str, days: int) -> Analysis | None:
    """The last ranking that was computed."""
    return Analysis.objects.filter(kind=kind_of(dimension, days)).order_by("-day").first()


def standing(row: dict[str, Any]) -> Standing:
    """A line of the content as a value."""
    return Standing(**{**row, "places": Places(**row["places"]) if row["places"] else None})


@dataclass(frozen=True, slots=True)
class Place:
    """A unit, street or sub-district with its standing."""

    thing: Any
    standing: Standing


def lines_of(found: Analysis, dimension: str) -> list[Place]:
    """Best possible place first; who has none comes last, by code. One query."""
    standings = [standing(row) for row in found.content["standings"]]
    rows = THINGS[dimension].objects.filter(pk__in=[one.key for one in standings])
    things = (rows.defer("boundary") if dimension == "area" else rows).in_bulk()
    lines = [Place(things[one.key], one) for one in standings if one.key in things]
    return sorted(lines, key=_order)


def _order(line: Place) -> tuple[Any, ...]:
    places = line.standing.places
    if places is None:
        return (True, 0, 0, 0.0, line.thing.code)
    return (False, places.first, places.last, line.standing.rate, line.thing.code)


def line_of(lines: Sequence[Place], pk: int) -> Place:
    """One of the lines; NotFound for another."""
    for line in lines:
        if line.thing.pk == pk:
            return line
    raise NotFound("line")


def told_apart(lines: Sequence[Place], one: int, other: int) -> tuple[Place, Place, Needed]:
    """Two of the ranked, and what tells them apart. NotFound for the same twice, or for one without a place."""
    first, second = line_of(lines, one), line_of(lines, other)
    if one == other or first.standing.places is None or second.standing.places is None:
        raise NotFound("pair")
    count = sum(line.standing.places is not None for line in lines)
    return first, second, needed(first.standing, second.standing, count)


def rows_behind(actor: Actor, found: Analysis, dimension: str, pk: int, verdict: str = "") -> QuerySet[Observation]:
    """The observations that a line counts, to be paged by id: without check points that nobody else was asked."""
    actor.must(SEE)
    rows = judgements(usual_period(found.computed_at, found.days), found.computed_at)
    rows = _narrowed(rows, dimension, pk).exclude(check_point__in=found.content["alone"])
    if verdict in JUDGED:
        rows = rows.filter(verdict=verdict)
    return rows.select_related("visit").prefetch_related("check_point__standard", "visit__site", "visit__round", "unit")


def _narrowed(rows: QuerySet[Observation], dimension: str, pk: int) -> QuerySet[Observation]:
    if dimension == "unit":
        return rows.filter(unit=pk)
    if dimension == "street":
        return rows.filter(visit__site__segment=pk)
    path = Area.objects.filter(pk=pk).values_list("path", flat=True).first()
    below = list(Area.objects.filter(path__startswith=path or "\0").values_list("pk", flat=True))
    return rows.filter(visit__site__area__in=[one for one, upper in subdistricts(below).items() if upper.pk == pk])


@dataclass(frozen=True, slots=True)
class PointLine:
    """One check point of a line: judged, not met, the city's rate there, and what that rate would give."""

    check_point: CheckPoint
    judged: int
    failed: int
    city_rate: float

    @property
    def expected(self) -> float:
        return self.judged * self.city_rate


def points_of(actor: Actor, found: Analysis, dimension: str, pk: int) -> list[PointLine]:
    """Where the expected number comes from, check point by check point. Two queries."""
    rows = rows_behind(actor, found, dimension, pk).select_related(None).prefetch_related(None).order_by()
    counted = rows.values_list("check_point").annotate(n=Count("pk"), bad=Count("pk", filter=Q(verdict=Verdict.FAIL)))
    counts = {point: (n, bad) for point, n, bad in counted}
    city = found.content["points"]
    points = CheckPoint.objects.filter(pk__in=counts).select_related("site_type").order_by("code", "pk")
    return [
        PointLine(point, *counts[point.pk], city[str(point.pk)][1] / city[str(point.pk)][0])
        for point in points
        if str(point.pk) in city
    ]


def recomputed(found: Analysis) -> bool:
    """True if the visits of then give the same digits today."""
    _ranking, dimension, days = found.kind.split(":")
    contents, _observed = computed(int(days), found.computed_at, set(found.content["visits"]))
    return json.dumps(contents[dimension], sort_keys=True) == json.dumps(found.content, sort_keys=True)


def get_ranking(dimension: str, days: int) -> Analysis:
    """The newest ranking; NotFound before the first, or for what is not ranked."""
    found = newest(dimension, days) if dimension in DIMENSIONS and days in PERIODS else None
    if found is None:
        raise NotFound("ranking")
    return found
