"""Observations with their design, aggregated by the database: what scoring estimates rates from.

Only stops that a draw chose (drawn, or from the reserve list) and that were visited count; free visits, re-checks
and citizens' reports never do. Where two inspectors judged a stop, the first reading counts alone. Not applicable
and not observed are no observations of a rate.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum

from chuangcheng.frameworks.models import CheckPoint
from chuangcheng.inspections.models import DESIGNED, FIRST, Observation, RoundState, Verdict, Visit, VisitState


@dataclass(frozen=True, slots=True)
class StratumDesign:
    """A stratum of one round: N sites in it, n to be drawn, `visited` of them seen. Weight of a stop: N / visited."""

    round_id: int
    ordinal: int
    code: str
    name_zh: str
    population_count: int
    sample_count: int
    visited: int


@dataclass(frozen=True, slots=True)
class Cell:
    """Answers of one stratum that share standard, site type, area and responsible unit."""

    round_id: int
    stratum_ordinal: int
    stratum_code: str
    population_count: int
    sample_count: int
    edition_id: int
    standard_id: int | None
    site_type_id: int
    area_id: int
    unit_id: int | None
    observed: int
    passed: int
    failed: int
    not_applicable: int
    not_observed: int


@dataclass(frozen=True, slots=True)
class CountedVisit:
    """A visited stop that enters rates, with the stratum that it was drawn from."""

    pk: int
    round_id: int
    ordinal: int
    code: str
    population_count: int


_COLUMNS = (
    "visit__round_id",
    "visit__stratum_ordinal",
    "visit__stratum_code",
    "visit__population_count",
    "visit__sample_count",
    "check_point__edition_id",
    "check_point__standard_id",
    "visit__site__site_type_id",
    "visit__site__area_id",
    "unit_id",
)


def _counted(prefix: str, round_ids: Collection[int] | None, until: datetime | None) -> Q:
    wanted = Q(**{f"{prefix}kind__in": DESIGNED, f"{prefix}state": VisitState.DONE})
    wanted &= ~Q(**{f"{prefix}round__state": RoundState.CANCELLED})
    if round_ids is not None:
        wanted &= Q(**{f"{prefix}round_id__in": list(round_ids)})
    if until is not None:
        wanted &= Q(**{f"{prefix}visited_at__lte": until})
    return wanted


def observations(
    *,
    edition_ids: Collection[int] | None = None,
    round_ids: Collection[int] | None = None,
    standard_ids: Collection[int] | None = None,
    site_type_id: int | None = None,
    area_path: str | None = None,
    unit_path: str | None = None,
    verdict: str | None = None,
    until: datetime | None = None,
) -> QuerySet[Observation]:
    """The rows behind a figure: observations that enter rates and fit all that is given, to be paged by id."""
    rows = Observation.objects.filter(_counted("visit__", round_ids, until), reading=FIRST)
    if edition_ids is not None:
        rows = rows.filter(check_point__edition__in=list(edition_ids))
    if standard_ids is not None:
        rows = rows.filter(check_point__standard__in=list(standard_ids))
    if site_type_id is not None:
        rows = rows.filter(visit__site__site_type=site_type_id)
    if area_path:
        rows = rows.filter(visit__site__area__path__startswith=area_path)
    if unit_path:
        rows = rows.filter(unit__path__startswith=unit_path)
    return rows.filter(verdict=verdict) if verdict else rows


def all_observations(*, edition_id: int, round_ids: Collection[int]) -> QuerySet[Observation]:
    """The rows of `observations` for whole rounds, phrased so that the newest are found without sorting all.

    The visit is asked about row by row: a list that shows the last fifty looks at little more than fifty. For a
    narrow choice `observations` is the better phrase.
    """
    visits = Visit.objects.filter(_counted("", round_ids, None), pk=OuterRef("visit_id"))
    points = CheckPoint.objects.filter(pk=OuterRef("check_point_id"), edition=edition_id)
    return Observation.objects.filter(Exists(visits), Exists(points), reading=FIRST)


def cells(
    *,
    edition_ids: Collection[int] | None = None,
    round_ids: Collection[int] | None = None,
    standard_ids: Collection[int] | None = None,
    site_type_id: int | None = None,
    area_path: str | None = None,
    unit_path: str | None = None,
    until: datetime | None = None,
) -> list[Cell]:
    """Counts per round, stratum, standard, site type, area and unit: one grouped query, no row per observation."""
    rows = observations(
        edition_ids=edition_ids,
        round_ids=round_ids,
        standard_ids=standard_ids,
        site_type_id=site_type_id,
        area_path=area_path,
        unit_path=unit_path,
        until=until,
    )
    grouped = rows.order_by().values_list(*_COLUMNS)
    counted = grouped.annotate(
        observed=Count("pk", filter=Q(verdict__in=(Verdict.PASS, Verdict.FAIL))),
        passed=Count("pk", filter=Q(verdict=Verdict.PASS)),
        failed=Count("pk", filter=Q(verdict=Verdict.FAIL)),
        not_applicable=Count("pk", filter=Q(verdict=Verdict.NOT_APPLICABLE)),
        not_observed=Count("pk", filter=Q(verdict=Verdict.NOT_OBSERVED)),
    )
    return [Cell(*row) for row in counted]


def strata(round_ids: Collection[int] | None = None, *, until: datetime | None = None) -> list[StratumDesign]:
    """The design of every stratum that has been visited, with how many of its stops were. One grouped query."""
    columns = ("round_id", "stratum_ordinal", "stratum_code", "stratum_name_zh", "population_count", "sample_count")
    rows = Visit.objects.filter(_counted("", round_ids, until)).order_by().values_list(*columns)
    return [StratumDesign(*row) for row in rows.annotate(visited=Count("pk"))]


def counted_visits(round_ids: Collection[int]) -> list[CountedVisit]:
    """Every visit that enters the rates of these rounds, by id. One query."""
    columns = ("pk", "round_id", "stratum_ordinal", "stratum_code", "population_count")
    rows = Visit.objects.filter(_counted("", round_ids, None)).order_by("pk").values_list(*columns)
    return [CountedVisit(*row) for row in rows]


def stratum_names(codes: Collection[str]) -> dict[str, str]:
    """Code of a stratum -> its name, as the newest draw wrote it. One query."""
    rows = Visit.objects.filter(stratum_code__in=list(codes)).order_by("stratum_code", "pk")
    return dict(rows.values_list("stratum_code", "stratum_name_zh").distinct())


@dataclass(frozen=True, slots=True)
class SeenSite:
    """A visited stop that enters rates, with what a summary splits it by."""

    pk: int
    ordinal: int
    site_type_id: int
    area_id: int
    visited_at: datetime


def marks(round_ids: Collection[int] | None = None) -> dict[int, tuple[str, int]]:
    """round id -> a mark of its visits that enter rates, and their number. One query; no observation is read.

    Answers of a stop are frozen when it is finished (`workflow.VISITS`), and no finished stop is ever opened again:
    so the number alone tells whether one has joined. The products tell whether a visited site has moved to another
    area or type since, two sites that changed places included.
    """
    rows = Visit.objects.filter(_counted("", round_ids, None), site__isnull=False).order_by().values_list("round_id")
    found = rows.annotate(
        number=Count("pk"),
        areas=Sum(F("site_id") * F("site__area_id")),
        types=Sum(F("site_id") * F("site__site_type_id")),
    )
    return {pk: (f"{number}:{areas}:{types}", number) for pk, number, areas, types in found}


def seen_sites(round_id: int) -> list[SeenSite]:
    """Every visited stop of a round that enters rates. One query."""
    columns = ("pk", "stratum_ordinal", "site__site_type_id", "site__area_id", "visited_at")
    rows = Visit.objects.filter(_counted("", [round_id], None), site__isnull=False).order_by("pk")
    return [SeenSite(*row) for row in rows.values_list(*columns)]


def answers(round_id: int) -> Iterator[tuple[int, int, int | None, int, int | None, str]]:
    """Visit, check point, standard, edition, unit, verdict of every answer that enters rates, visit by visit."""
    columns = (
        "visit_id",
        "check_point_id",
        "check_point__standard_id",
        "check_point__edition_id",
        "unit_id",
        "verdict",
    )
    return observations(round_ids=[round_id]).order_by("visit_id").values_list(*columns).iterator(5000)
