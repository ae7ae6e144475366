"""Relapse rates (反彈率): of what was closed, the share that did not stay in order. No interval yet.

Only re-checks that a draw chose enter; a re-check that somebody chose is counted apart, because whoever chooses could
choose the rate. Weighting as everywhere: a case seen in stratum h of round r stands for N_h / s_h closed cases, s_h
being the cases of the stratum that could be seen.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from chuangcheng.cases.models import SEEN, Outcome, Recheck
from chuangcheng.frameworks.queries import Indicator
from chuangcheng.inspections.models import RoundState, Visit, VisitKind
from chuangcheng.scoring.rules import Tally, total, weighted
from chuangcheng.units.queries import Unit

RECENT = timedelta(days=365)
DIMENSIONS: dict[str, Any] = {"unit": Unit, "standard": Indicator}


@dataclass(frozen=True, slots=True)
class Chosen:
    """Re-checks that somebody chose: seen, and of them relapsed. They enter no rate."""

    seen: int = 0
    relapsed: int = 0


@dataclass(frozen=True, slots=True)
class Line:
    """One unit or standard: what was drawn and seen (met: kept), what could not be seen, what was chosen."""

    thing: Any
    tally: Tally = field(default_factory=Tally)
    not_seen: int = 0
    chosen: Chosen = field(default_factory=Chosen)

    @property
    def rate(self) -> float | None:
        """Weighted share that relapsed, 0 to 1; None where nothing was drawn and seen."""
        return None if self.tally.rate is None else 1.0 - self.tally.rate


def drawn_visits(at: datetime) -> QuerySet[Visit]:
    """Drawn re-checks of the rounds of the last twelve months that say something of their case."""
    rows = Visit.objects.filter(kind=VisitKind.RECHECK, inclusion_probability__isnull=False, recheck__isnull=False)
    return rows.filter(round__state__in=(RoundState.OPEN, RoundState.ENDED), round__opens_on__gte=(at - RECENT).date())


def relapses_by(dimension: str, at: datetime) -> list[Line]:
    """Lines by `unit` or `standard` (those of the closing), the highest rate first. Four queries."""
    tallies, unseen = _tallies(f"recheck__{dimension}", at)
    chosen = _chosen(dimension, at)
    keys = {*tallies, *unseen, *chosen}
    things = DIMENSIONS[dimension].objects.in_bulk([key for key in keys if key is not None])
    lines = [
        Line(things.get(key), tallies.get(key, Tally()), unseen.get(key, 0), chosen.get(key, Chosen())) for key in keys
    ]
    return sorted(lines, key=lambda line: (-(line.rate or 0.0), -line.tally.observed, getattr(line.thing, "pk", 0)))


def relapses_of_unit(unit: Unit, at: datetime) -> Line:
    """One unit with those below it. Three queries."""
    below = set(Unit.objects.filter(path__startswith=unit.path).values_list("pk", flat=True))
    tallies, unseen = _tallies("recheck__unit", at)
    return Line(
        unit,
        total(tally for key, tally in tallies.items() if key in below),
        sum(count for key, count in unseen.items() if key in below),
    )


def _tallies(column: str, at: datetime) -> tuple[dict[int | None, Tally], dict[int | None, int]]:
    """What was seen, weighted by stratum, and how many could not be seen, by a column of the re-check. One query."""
    rows = list(
        drawn_visits(at)
        .order_by()
        .values_list("round", "stratum_ordinal", "population_count", column)
        .annotate(
            seen=Count("pk", filter=Q(recheck__outcome__in=SEEN)),
            kept=Count("pk", filter=Q(recheck__outcome=Outcome.KEPT)),
            unseen=Count("pk", filter=Q(recheck__outcome=Outcome.NOT_SEEN)),
        )
    )
    visited: dict[tuple[int, int], int] = defaultdict(int)
    for one, stratum, _population, _key, seen, _kept, _unseen in rows:
        visited[one, stratum] += seen
    tallies: dict[int | None, Tally] = defaultdict(Tally)
    missed: dict[int | None, int] = defaultdict(int)
    for one, stratum, population, key, seen, kept, unseen in rows:
        missed[key] += unseen
        if seen:
            tallies[key] += weighted(seen, kept, population=population, visited=visited[one, stratum])
    return dict(tallies), dict(missed)


def _chosen(dimension: str, at: datetime) -> dict[int | None, Chosen]:
    rows = Recheck.objects.filter(is_drawn=False, outcome__in=SEEN, seen_at__gte=at - RECENT).order_by()
    counted = rows.values_list(dimension).annotate(
        seen=Count("pk"), relapsed=Count("pk", filter=Q(outcome=Outcome.RELAPSED))
    )
    return {key: Chosen(seen, relapsed) for key, seen, relapsed in counted}


def rechecks_behind(
    at: datetime,
    *,
    is_drawn: bool = True,
    unit: int | None = None,
    within: str | None = None,
    standard: int | None = None,
    outcome: str = "",
) -> QuerySet[Recheck]:
    """The re-checks behind a figure, to be paged by id; unit or standard 0: none. `within`: path of a unit.
    `outcome`: one of them, or `seen` for those that say something."""
    if is_drawn:
        rows = Recheck.objects.filter(pk__in=drawn_visits(at).values("recheck"))
    else:
        rows = Recheck.objects.filter(is_drawn=False, seen_at__gte=at - RECENT)
    if unit is not None:
        rows = rows.filter(unit=unit or None)
    if standard is not None:
        rows = rows.filter(standard=standard or None)
    if within is not None:
        rows = rows.filter(unit__path__startswith=within)
    if outcome in Outcome.values:
        rows = rows.filter(outcome=outcome)
    elif outcome == "seen":
        rows = rows.filter(outcome__in=SEEN)
    return rows.select_related("case__site", "case__segment", "case__area", "unit", "standard").defer(
        "case__area__boundary", "case__segment__line", "case__search_text"
    )


def designs_of(rechecks: Sequence[Recheck]) -> dict[int, Visit]:
    """re-check id -> its visit with N, n and its round. One query."""
    visits = Visit.objects.filter(recheck__in=[one.pk for one in rechecks]).select_related("round")
    return {visit.recheck_id: visit for visit in visits if visit.recheck_id is not None}
