"""Relapse rates (反彈率): of what was closed, the share that did not stay in order, with its interval.

Only re-checks that a draw chose enter; a re-check that somebody chose is counted apart, because whoever chooses could
choose the rate. Weighting as everywhere: a case seen in stratum h of round r stands for N_h / s_h closed cases, s_h
being the cases of the stratum that could be seen. The interval is Korn and Graubard's over the cases, as of all rates
of drawn visits (`estimating.rates`).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet

from chuangcheng.cases.models import SEEN, Outcome, Recheck
from chuangcheng.frameworks.queries import Indicator
from chuangcheng.inspections.models import RoundState, Visit, VisitKind
from chuangcheng.scoring.estimating import Row, Stratum, rates, read
from chuangcheng.scoring.estimating.rates import Rate
from chuangcheng.scoring.rules import Tally, weighted
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
    kept: Rate | None = None

    @property
    def low(self) -> float:
        """The lower end of the interval of the rate; with a single case it is open."""
        return 1.0 - self.kept.high if self.kept else 0.0

    @property
    def high(self) -> float:
        """The upper end."""
        return 1.0 - self.kept.low if self.kept else 1.0

    @property
    def rate(self) -> float | None:
        """Weighted share that relapsed, 0 to 1; None where nothing was drawn and seen."""
        return None if self.tally.rate is None else 1.0 - self.tally.rate


def drawn_visits(at: datetime) -> QuerySet[Visit]:
    """Drawn re-checks of the rounds of the last twelve months that say something of their case."""
    rows = Visit.objects.filter(kind=VisitKind.RECHECK, inclusion_probability__isnull=False, recheck__isnull=False)
    return rows.filter(round__state__in=(RoundState.OPEN, RoundState.ENDED), round__opens_on__gte=(at - RECENT).date())


def relapses_by(dimension: str, at: datetime) -> list[Line]:
    """Lines by `unit` or `standard` (those of the closing), by code: no order of merit. Three queries."""
    seen = _seen(f"recheck__{dimension}", at)
    chosen = _chosen(dimension, at)
    things = DIMENSIONS[dimension].objects.in_bulk(
        [key for key in {*(row.key for row in seen), *chosen} if key is not None]
    )
    lines = _lines(seen, lambda key: key)
    made = [
        Line(
            None if key is None else things.get(key),
            *lines.get(key, NOTHING)[:2],
            chosen.get(key, Chosen()),
            _kept(lines, key),
        )
        for key in {*lines, *chosen}
    ]
    return sorted(made, key=lambda line: (line.thing is None, getattr(line.thing, "code", "")))


def relapses_of_unit(unit: Unit, at: datetime) -> Line:
    """One unit with those below it. Two queries."""
    below = set(Unit.objects.filter(path__startswith=unit.path).values_list("pk", flat=True))
    lines = _lines(_seen("recheck__unit", at), lambda key: key in below)
    tally, unseen, kept = lines.get(True, NOTHING)
    return Line(unit, tally, unseen, kept=kept)


def _kept(lines: "Lines", key: Any) -> Rate | None:
    return lines[key][2] if key in lines else None


@dataclass(frozen=True, slots=True)
class _Seen:
    """A drawn re-check: its visit and stratum, the unit or standard, and what became of the case."""

    visit: int
    round: int
    ordinal: int
    code: str
    population: int
    outcome: str
    key: int | None


Lines = dict[Any, tuple[Tally, int, Rate | None]]
"""Key -> what was seen, weighted; how many could not be seen; the rate of those kept."""
NOTHING: tuple[Tally, int, Rate | None] = (Tally(), 0, None)


def _seen(column: str, at: datetime) -> list[_Seen]:
    columns = ("pk", "round", "stratum_ordinal", "stratum_code", "population_count", "recheck__outcome", column)
    return [_Seen(*row) for row in drawn_visits(at).order_by("pk").values_list(*columns)]


def _lines(rows: Sequence[_Seen], key_of: Callable[[int | None], Any]) -> Lines:
    firm = [row for row in rows if row.outcome in SEEN]
    strata = Counter((row.round, row.ordinal, row.code, row.population) for row in firm)
    visited = {key[:2]: count for key, count in strata.items()}
    tallies: dict[Any, Tally] = defaultdict(Tally)
    for row in firm:
        is_kept, count = int(row.outcome == Outcome.KEPT), visited[row.round, row.ordinal]
        tallies[key_of(row.key)] += weighted(1, is_kept, population=row.population, visited=count)
    unseen = Counter(key_of(row.key) for row in rows if row.outcome == Outcome.NOT_SEEN)
    found: dict[Hashable, Rate] = {}
    if firm:
        judged = [
            Row(one.round, one.ordinal, one.visit, 0, 1, int(one.outcome == Outcome.KEPT), (key_of(one.key),))
            for one in firm
        ]
        sample = read([Stratum(*key, count) for key, count in sorted(strata.items())], judged)
        found = rates(sample, [key for (key,) in sample.domains])
    return {key: (tallies[key], unseen[key], found.get(key)) for key in {*tallies, *unseen}}


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
