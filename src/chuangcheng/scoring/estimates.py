"""The field score with its uncertainty: read from the visits, kept by day, and computed again to the same digits."""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db.models import Count, Q

from chuangcheng.frameworks.queries import cycle_in_force
from chuangcheng.frameworks.queries.content import nodes_of
from chuangcheng.frameworks.rules import shares
from chuangcheng.inspections import queries as inspections
from chuangcheng.inspections.models import Round, Verdict
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound
from chuangcheng.scoring.estimating import Drawn, Row, Standard, Stratum, figure_of, narrowing, rates, read, resampled
from chuangcheng.scoring.estimating.resampling import REPLICATES
from chuangcheng.scoring.models import ScoreEstimate
from chuangcheng.scoring.queries import Scope, observations, scope_of, subdistricts, tallies
from chuangcheng.scoring.rules import total

__all__ = [
    "ScoreEstimate",
    "Shown",
    "computed",
    "estimate_of",
    "get_estimate_for",
    "is_current",
    "key_of",
    "recomputed",
    "scopes",
    "shown",
]

RULE_VERSION = "2026-1"
"""Changes whenever the same visits would give other digits."""

SEED = 1
MORE_VISITS = 10
COLUMNS = (
    "visit__round_id",
    "visit__stratum_ordinal",
    "visit_id",
    "check_point_id",
    "check_point__standard_id",
    "visit__site__site_type_id",
    "visit__site__area_id",
    "unit_id",
)
STANDARD, KIND, AREA, UNIT = range(4)

Content = dict[str, Any]


def key_of(scope: Scope) -> str:
    """Names a scope: the same edition, rounds and weight give the same name."""
    named = f"{scope.edition.pk}:{sorted(scope.round_ids)}:{scope.field_weight}"
    return hashlib.sha256(named.encode()).hexdigest()


def estimate_of(scope: Scope) -> ScoreEstimate | None:
    """The newest estimate of this scope."""
    return ScoreEstimate.objects.filter(scope=key_of(scope)).order_by("-day").defer("visits").first()


def is_current(scope: Scope) -> bool:
    """True if the newest estimate rests on all that has been judged, or nothing has been."""
    found, now = estimate_of(scope), total(tallies(scope, "check_point__edition_id").values())
    if found is None:
        return not now.observed
    return (found.observed, found.passed, found.rule_version) == (now.observed, now.passed, RULE_VERSION)


def scopes(at: datetime) -> Iterator[Scope]:
    """What the score pages can be asked for: both editions in force, over twelve months and round by round."""
    cycle = cycle_in_force(at)
    for edition in (cycle.city_edition, cycle.minors_edition) if cycle else ():
        if edition is not None:
            whole = scope_of(at, edition=edition)
            yield whole
            yield from (replace(whole, rounds=(one,)) for one in whole.choices)


def get_estimate_for(actor: Actor, pk: int) -> ScoreEstimate:
    """An estimate by its id; NotFound for what may not be seen."""
    if not actor.may_anywhere("scoring.see_score"):
        raise NotFound("estimate")
    found = ScoreEstimate.objects.select_related("edition").filter(pk=pk).first()
    if found is None:
        raise NotFound("estimate")
    return found


@dataclass(frozen=True, slots=True)
class Shown:
    """An interval beside a figure: both ends in the figure's own measure."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Behind:
    """What one stratum of one round says of some standards: N sites, of them visited, judgements, of them met."""

    round: Round
    name_zh: str
    population: int
    visited: int
    observed: int
    passed: int

    @property
    def weight(self) -> float:
        """How many sites one visited site stands for."""
        return self.population / self.visited

    @property
    def rate(self) -> float:
        """Share of judgements that were met."""
        return self.passed / self.observed


def strata_behind(scope: Scope, standard_ids: Sequence[int]) -> list[Behind]:
    """The strata that a figure is made of, newest round first: two queries."""
    cells = inspections.cells(
        edition_ids=[scope.edition.pk], round_ids=scope.round_ids, standard_ids=list(standard_ids)
    )
    judged: dict[tuple[int, int], list[int]] = defaultdict(lambda: [0, 0])
    for cell in cells:
        counts = judged[cell.round_id, cell.stratum_ordinal]
        counts[0] += cell.passed + cell.failed
        counts[1] += cell.passed
    rounds = {one.pk: one for one in scope.rounds}
    designs = sorted(inspections.strata(scope.round_ids), key=lambda one: (-one.round_id, one.ordinal))
    return [
        Behind(rounds[one.round_id], one.name_zh, one.population_count, one.visited, *judged[one.round_id, one.ordinal])
        for one in designs
        if judged[one.round_id, one.ordinal][0]
    ]


def shown(estimate: ScoreEstimate | None, table: str, key: Any) -> Shown | None:
    """The interval of one line; None where none was computed. Tables: see `computed`."""
    if estimate is None:
        return None
    line = estimate.content[table].get(str(key))
    return Shown(line["low"], line["high"]) if line else None


def computed(scope: Scope, visits: Sequence[int] | None = None) -> tuple[Content, list[int]]:
    """The estimate of a scope, and the ids of the visits that it rests on; `visits`: only those, as once before.

    Tables of the content: `points` (indicator id, and "whole", -> points with their interval), `standard`, `site_type`,
    `area` (sub-districts), `unit` and `branch` (items and contents): id -> rate with its interval, and `narrowing`, a
    list of kinds of strata. Four queries; what follows is arithmetic.
    """
    counted = inspections.counted_visits(scope.round_ids)
    if visits is not None:
        wanted = frozenset(visits)
        counted = [one for one in counted if one.pk in wanted]
    rows = _rows(scope, {one.pk for one in counted})
    sample = read(_strata(counted), rows)
    tree = _Tree(scope)
    content = {
        "seed": SEED,
        "replicates": REPLICATES,
        "degrees": sample.degrees,
        "joined": sample.joined,
        **_rates(sample, tree),
        **_points(sample, rows, tree),
    }
    return content, [one.pk for one in counted]


def field_points(scope: Scope) -> dict[int, float]:
    """Standard id -> its points of 100 by the field method. Two queries."""
    return _Tree(scope).available


def _strata(counted: Sequence[inspections.CountedVisit]) -> list[Stratum]:
    seen = Counter((one.round_id, one.ordinal, one.code, one.population_count) for one in counted)
    return [Stratum(*key, visited) for key, visited in sorted(seen.items())]


def _rows(scope: Scope, visits: Collection[int]) -> list[Row]:
    grouped = observations(scope).order_by().values_list(*COLUMNS)
    tallied = grouped.annotate(observed=Count("pk"), passed=Count("pk", filter=Q(verdict=Verdict.PASS)))
    return [
        Row(round_id, ordinal, visit, point, observed, passed, tuple(domains))
        for round_id, ordinal, visit, point, *domains, observed, passed in tallied.iterator(5000)
        if visit in visits
    ]


class _Tree:
    """The edition's indicators: points of each standard, and the standards below each item and content."""

    def __init__(self, scope: Scope) -> None:
        part = shares(nodes_of(scope.edition), "field", scope.edition.total_points)
        self.indicators = {one.pk: one for one in scope.edition.indicators.order_by("position")}
        self.standards = [one for one in self.indicators.values() if one.level == "standard"]
        weight = Fraction(str(scope.field_weight))
        self.available = {one.pk: float(part.get(one.code, Fraction(0)) * weight) for one in self.standards}
        self.below: dict[int, set[int]] = defaultdict(set)
        self.above: dict[int, list[int]] = {}
        for one in self.standards:
            self.above[one.pk] = list(self._ancestors(one.pk))
            for parent in self.above[one.pk]:
                self.below[parent].add(one.pk)

    def _ancestors(self, pk: int) -> Iterator[int]:
        parent = self.indicators[pk].parent_id
        while parent is not None and parent in self.indicators:
            yield parent
            parent = self.indicators[parent].parent_id


def _rates(sample: Drawn, tree: _Tree) -> Content:
    columns = list(zip(*sample.domains, strict=True)) or [(), (), (), ()]
    upper = subdistricts(sorted(set(columns[AREA])))
    tables: dict[str, Sequence[int]] = {
        "standard": [standard or 0 for standard in columns[STANDARD]],
        "site_type": columns[KIND],
        "area": [upper[area].pk for area in columns[AREA]],
        "unit": [unit or 0 for unit in columns[UNIT]],
    }
    found: Content = {name: _table(sample, domain) for name, domain in tables.items()}
    found["branch"] = {}
    for level in range(max((len(above) for above in tree.above.values()), default=0)):
        at_level = {pk: above[-1 - level] for pk, above in tree.above.items() if level < len(above)}
        found["branch"] |= _table(sample, [at_level.get(standard or 0, 0) for standard in columns[STANDARD]])
    return found


def _table(sample: Drawn, domain: Sequence[int]) -> dict[str, Any]:
    """Key 0 (no standard, no unit) is kept: it has rows of its own."""
    return {str(key): asdict(rate) for key, rate in rates(sample, domain).items()}


def _points(sample: Drawn, rows: Sequence[Row], tree: _Tree) -> Content:
    points: dict[int, set[int]] = defaultdict(set)
    for row in rows:
        points[row.domains[STANDARD] or 0].add(row.point)
    standards = [
        Standard(str(one.pk), one.style, one.style_parameters, tree.available[one.pk], tuple(sorted(points[one.pk])))
        for one in tree.standards
    ]
    made = resampled(sample, standards, seed=SEED)
    groups = {str(pk): {str(standard) for standard in below} for pk, below in tree.below.items()}
    groups |= {code: {code} for code in made.codes}
    found = {"whole": asdict(figure_of(made, set(made.codes), sample.degrees))}
    found |= {key: asdict(figure_of(made, codes, sample.degrees)) for key, codes in groups.items()}
    return {"points": found, "narrowing": [asdict(part) for part in narrowing(sample, standards, more=MORE_VISITS)]}


def kind_names(codes: Sequence[str]) -> dict[str, str]:
    """Code of a stratum -> its name in the city's own words. One query."""
    return inspections.stratum_names(codes)


def recomputed(estimate: ScoreEstimate) -> bool:
    """True if the visits of then give the same digits today."""
    rounds = tuple(Round.objects.filter(pk__in=estimate.round_ids).order_by("pk"))
    content, _visits = computed(Scope(estimate.edition, rounds, rounds, estimate.field_weight), estimate.visits)
    return json.dumps(content, sort_keys=True) == json.dumps(estimate.content, sort_keys=True)
