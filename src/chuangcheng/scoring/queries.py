"""Scores computed from the observations of drawn visits. Every figure can be opened to the rows behind it."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Q, QuerySet

from chuangcheng.frameworks.queries import Edition, Indicator, cycle_in_force
from chuangcheng.frameworks.queries.content import nodes_of
from chuangcheng.frameworks.rules import shares
from chuangcheng.inspections import queries as inspections
from chuangcheng.inspections.models import UNRATED, Observation, Round, RoundState, Verdict
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound
from chuangcheng.places.queries import Area, AreaLevel, SiteType
from chuangcheng.scoring.rules import StandardScore, Sum, Tally, earned_share, gathered, summed, total
from chuangcheng.units.queries import Unit

__all__ = [
    "Branch",
    "Line",
    "Report",
    "Scope",
    "Sum",
    "Tally",
    "branch_of",
    "by_place",
    "edition_by_code",
    "flat",
    "observations",
    "report",
    "rows_behind",
    "scope_of",
    "subdistricts",
]

JUDGED = (Verdict.PASS, Verdict.FAIL)
RECENT = timedelta(days=365)
MOST_ROUNDS = 24
KEPT_SECONDS = 7 * 86400
DIMENSIONS = {
    "site_type": "check_point__site_type_id",
    "area": "visit__site__area_id",
    "unit": "unit_id",
}


@dataclass(frozen=True, slots=True)
class Scope:
    """What a score is about: one edition, some rounds of it, and the field method's weight of 100."""

    edition: Edition
    rounds: tuple[Round, ...]
    choices: tuple[Round, ...]
    field_weight: float

    @property
    def round_ids(self) -> list[int]:
        return [one.pk for one in self.rounds]


def scope_of(at: datetime, *, edition: Edition | None = None, round_pk: int | None = None) -> Scope:
    """The scope a page asks for; by default the city edition of the cycle in force and the last twelve months.

    Raises NotFound if there is no cycle in force and no edition is named, or the round is not of the edition.
    """
    cycle = cycle_in_force(at)
    chosen = edition or (cycle.city_edition if cycle else None)
    if chosen is None:
        raise NotFound("edition")
    weights = cycle.method_weights if cycle else {}
    seen = Round.objects.filter(
        Q(edition=chosen) | Q(minors_edition=chosen), state__in=[RoundState.OPEN, RoundState.ENDED]
    ).exclude(kind__in=UNRATED)
    rounds = tuple(seen.order_by("-opens_on", "-pk")[:MOST_ROUNDS])
    if round_pk is not None:
        picked = tuple(one for one in rounds if one.pk == round_pk)
        if not picked:
            raise NotFound("round")
    else:
        picked = tuple(one for one in rounds if one.opens_on >= (at - RECENT).date())
    return Scope(chosen, picked, rounds, float(weights.get("field", 0)))


def observations(scope: Scope, **narrowed: Any) -> QuerySet[Observation]:
    """Observations that enter rates: judged, at drawn stops that were visited, in the scope's rounds and edition."""
    rows = inspections.observations(edition_ids=[scope.edition.pk], round_ids=scope.round_ids, **narrowed)
    return rows.filter(verdict__in=JUDGED)


def tallies(scope: Scope, *dimensions: str) -> dict[tuple[Any, ...], Tally]:
    """Weighted tallies by columns of Observation, whatever the number of observations.

    A round that has ended never changes: its groups are kept in the cache. What is not there is counted anew, all
    rounds together: two queries, however many they are.
    """
    names = {one.pk: _name_of(scope, one, dimensions) for one in scope.rounds}
    kept: dict[str, list[Group]] = cache.get_many([name for name in names.values() if name])
    fresh = _groups(scope, [one for one in scope.rounds if names[one.pk] not in kept], dimensions)
    cache.set_many({names[pk]: groups for pk, groups in fresh.items() if names[pk]}, KEPT_SECONDS)
    return gathered(group for one in scope.rounds for group in kept.get(names[one.pk]) or fresh.get(one.pk, []))


Group = tuple[int, int, tuple[Any, ...], int, int]
"""N of the stratum, sites visited in it, values of the dimensions, observations, of them passed."""


def _name_of(scope: Scope, one: Round, dimensions: Sequence[str]) -> str:
    """Under which name the cache keeps a round's groups; empty while the round can still change."""
    if one.ended_at is None:
        return ""
    return f"tallies:{one.pk}:{one.ended_at.timestamp()}:{scope.edition.pk}:{'|'.join(dimensions)}"


def _groups(scope: Scope, rounds: Sequence[Round], dimensions: Sequence[str]) -> dict[int, list[Group]]:
    """round id -> its observations grouped by stratum and dimensions: two queries for any number of rounds."""
    if not rounds:
        return {}
    designs = inspections.strata([one.pk for one in rounds])
    visited = {(stratum.round_id, stratum.ordinal): stratum.visited for stratum in designs}
    rows = (
        observations(replace(scope, rounds=tuple(rounds)))
        .order_by()
        .values_list("visit__round_id", "visit__stratum_ordinal", "visit__population_count", *dimensions)
        .annotate(observed=Count("pk"), passed=Count("pk", filter=Q(verdict=Verdict.PASS)))
    )
    found: dict[int, list[Group]] = {one.pk: [] for one in rounds}
    for pk, stratum, population, *rest in rows:
        found[pk].append((population, visited[pk, stratum], tuple(rest[:-2]), rest[-2], rest[-1]))
    return found


@dataclass(slots=True)
class Branch:
    """An item, content or standard with the sum of its standards; a standard carries its own score."""

    indicator: Indicator
    children: list["Branch"] = field(default_factory=list)
    score: StandardScore | None = None
    sum: Sum = field(default_factory=lambda: Sum(0, 0, 0))
    tally: Tally = field(default_factory=Tally)


@dataclass(frozen=True, slots=True)
class Report:
    """The field part of the score: the tree with its sums, and the whole."""

    scope: Scope
    roots: list[Branch]
    whole: Sum
    tally: Tally

    @property
    def standards(self) -> list[Branch]:
        """Standards in the edition's order that anything was observed for or that carry field points."""
        return [branch for branch, _ in flat(self.roots) if branch.score is not None]


def report(scope: Scope, counted: Mapping[tuple[Any, ...], Tally] | None = None) -> Report:
    """Scores of every standard by the field method: five queries.

    Points of a standard = field weight × its share (`frameworks.rules.shares`); earned by its style. `counted`: tallies
    by standard and check point, of whoever has them already.
    """
    if counted is None:
        counted = tallies(scope, "check_point__standard_id", "check_point_id")
    by_point: dict[int, list[Tally]] = defaultdict(list)
    for (standard, _point), tally in counted.items():
        if standard is not None:
            by_point[standard].append(tally)
    part = shares(nodes_of(scope.edition), "field", scope.edition.total_points)
    branches: dict[int, Branch] = {}
    roots: list[Branch] = []
    for indicator in scope.edition.indicators.order_by("position"):
        branch = branches[indicator.pk] = Branch(indicator)
        parent = branches.get(indicator.parent_id) if indicator.parent_id else None
        (parent.children if parent else roots).append(branch)
        if indicator.level == "standard":
            available = part.get(indicator.code, Fraction(0)) * Fraction(str(scope.field_weight))
            found = by_point.get(indicator.pk, [])
            share = earned_share(indicator.style, indicator.style_parameters, found, float(available))
            branch.score = StandardScore(indicator.code, available, total(found), share)
    for root in roots:
        _sum_up(root)
    whole = summed(branch.score for branch in branches.values() if branch.score)
    return Report(scope, roots, whole, total(branch.tally for branch in roots))


def _sum_up(branch: Branch) -> list[StandardScore]:
    scores = [branch.score] if branch.score else []
    for child in branch.children:
        scores.extend(_sum_up(child))
    branch.sum = summed(scores)
    branch.tally = total(score.tally for score in scores)
    return scores


def flat(roots: Sequence[Branch], level: int = 0) -> Iterator[tuple[Branch, int]]:
    """Branches in order with their depth from 0; those without field points and observations are left out."""
    for branch in roots:
        if branch.sum.available or branch.tally.observed:
            yield branch, level
            yield from flat(branch.children, level + 1)


def branch_of(shown: Report, pk: int) -> Branch:
    """The branch of an indicator; NotFound where the report has no such line."""
    for branch, _level in flat(shown.roots):
        if branch.indicator.pk == pk:
            return branch
    raise NotFound("indicator")


@dataclass(frozen=True, slots=True)
class Line:
    """One site type, area or unit with its rate."""

    thing: SiteType | Area | Unit | None
    tally: Tally


def by_place(scope: Scope, dimension: str) -> list[Line]:
    """Rates by `site_type` (the lowest rate first), `area` (sub-districts) or `unit`: three queries.

    Areas and units stand by code: a raw order of those who answer for something would be read as a ranking, which is
    in `standings`.
    """
    found = tallies(scope, DIMENSIONS[dimension])
    keys = [key for (key,) in found if key is not None]
    things = subdistricts(keys) if dimension == "area" else _things(dimension, keys)
    merged: dict[int | None, Tally] = defaultdict(Tally)
    for (key,), tally in found.items():
        merged[things[key].pk if key in things else None] += tally
    known = {thing.pk: thing for thing in things.values()}
    lines = [Line(known.get(pk or 0), tally) for pk, tally in merged.items()]
    if dimension == "site_type":
        return sorted(lines, key=lambda line: (line.tally.rate or 0.0, -line.tally.observed))
    return sorted(lines, key=lambda line: (line.thing is None, line.thing.code if line.thing else ""))


def _things(dimension: str, ids: Sequence[int]) -> dict[int, Any]:
    return dict((SiteType if dimension == "site_type" else Unit).objects.in_bulk(ids))


def subdistricts(ids: Sequence[int]) -> dict[int, Any]:
    """area id -> the sub-district or town it lies in (itself where there is none above)."""
    areas = Area.objects.defer("boundary").in_bulk(ids)
    upper = {area.path: area for area in Area.objects.filter(level=AreaLevel.SUBDISTRICT).defer("boundary")}
    found = {}
    for pk in ids:
        codes = areas[pk].path.rstrip("/").split("/")
        paths = ["/".join(codes[:depth]) + "/" for depth in range(len(codes), 0, -1)]
        found[pk] = next((upper[path] for path in paths if path in upper), areas[pk])
    return found


def rows_behind(
    scope: Scope,
    actor: Actor,
    *,
    standard: int | None = None,
    site_type: int | None = None,
    area: int | None = None,
    unit: int | None = None,
    verdict: str = "",
) -> QuerySet[Observation]:
    """The observations behind a figure, to be paged by id; unit 0: those that nobody was responsible for.

    `standard` may be any indicator: an item or content stands for the standards below it.

    Inspectors are not part of what is shown.
    """
    actor.must("scoring.see_score")
    if (standard, site_type, area, unit) == (None, None, None, None):
        everything = inspections.all_observations(edition_id=scope.edition.pk, round_ids=scope.round_ids)
        return _with_neighbours(everything.filter(verdict__in=[verdict] if verdict in JUDGED else JUDGED))
    rows = observations(
        scope,
        standard_ids=_standards_under(scope.edition, standard) if standard is not None else None,
        site_type_id=site_type,
        area_path=Area.objects.filter(pk=area).values_list("path", flat=True).first() if area is not None else None,
    )
    if unit is not None:
        rows = rows.filter(unit=unit or None)
    if verdict in JUDGED:
        rows = rows.filter(verdict=verdict)
    return _with_neighbours(rows)


def _standards_under(edition: Edition, pk: int) -> list[int]:
    path = edition.indicators.filter(pk=pk).values_list("path", flat=True).first()
    below = edition.indicators.filter(path__startswith=path or "\0", level="standard")
    return list(below.values_list("pk", flat=True))


def _with_neighbours(rows: QuerySet[Observation]) -> QuerySet[Observation]:
    """Neighbours of one page are read after it is cut: joined, they would be read for every row that is sorted."""
    return rows.select_related("visit").prefetch_related("check_point__standard", "visit__site", "visit__round", "unit")


def edition_by_code(code: str) -> Edition:
    """An edition by its code; raises NotFound."""
    found = Edition.objects.filter(code=code).first()
    if found is None:
        raise NotFound("edition")
    return found
