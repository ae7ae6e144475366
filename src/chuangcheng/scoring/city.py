"""The whole score of an edition: read from visits, ratings, questionnaires, figures and the negative list; kept by day.

What is read becomes `inputs`, plain values that name the rows they came from; `content` follows from them alone, so
that the same digits can be computed again.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db.models import QuerySet
from django.db.models.fields.json import KT

from chuangcheng.frameworks.queries import Edition, EditionKind, Indicator, cycle_in_force, shares_of
from chuangcheng.frameworks.rules import DEFAULT_METHOD_WEIGHTS
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound
from chuangcheng.materials import queries as materials
from chuangcheng.scoring import estimates
from chuangcheng.scoring.methods import Reading, department, field, material, questionnaire
from chuangcheng.scoring.models import MockAssessment, OfficialResult, ScoreEstimate, ScoreRules, WholeScore
from chuangcheng.scoring.national import DEFAULT, Composition, Known, Part, Year, YearsTotal, composed, years_total
from chuangcheng.scoring.national.composing import SPREAD, WHOLE, Spread
from chuangcheng.scoring.queries import scope_of

__all__ = [
    "OfficialResult",
    "WholeScore",
    "composition",
    "content_of",
    "gathered",
    "latest",
    "recomputed",
    "rules_now",
    "rules_of",
    "years_of",
]

RULE_VERSION = "2026-1"
"""Changes whenever the same inputs would give other digits."""

SEE = "scoring.see_score"
READERS = {"material": material, "field": field, "questionnaire": questionnaire, "department": department}

Inputs = dict[str, Any]
Content = dict[str, Any]


def rules_now() -> tuple[int, dict[str, Any]]:
    """Version and numbers in force; what a version does not name keeps its default. Version 0: the product's own."""
    row = ScoreRules.objects.order_by("-version").first()
    return row.version if row else 0, _numbers(row)


def rules_of(version: int) -> dict[str, Any]:
    """The numbers of one version; 0: the product's own."""
    return _numbers(ScoreRules.objects.filter(version=version).first())


def _numbers(row: ScoreRules | None) -> dict[str, Any]:
    return {**DEFAULT, **row.data} if row else dict(DEFAULT)


def rules_versions() -> list[ScoreRules]:
    """All versions, newest first, at most fifty."""
    return list(ScoreRules.objects.all()[:50])


def editions_scored(at: datetime) -> list[Edition]:
    """The editions of the cycle in force: the city's, and the minors' if it has one."""
    cycle = cycle_in_force(at)
    return [one for one in (cycle.city_edition, cycle.minors_edition) if one is not None] if cycle else []


def gathered(
    edition: Edition, at: datetime, *, estimate: ScoreEstimate | None = None, survey: int | None = None
) -> tuple[Inputs, ScoreEstimate | None]:
    """What is known now of every standard by every method that carries points. A dozen queries.

    `estimate`: take the field from this one (a mock assessment), else from the newest of the last twelve months.
    """
    cycle = cycle_in_force(at)
    weights = {
        name: float(weight)
        for name, weight in (cycle.method_weights if cycle else DEFAULT_METHOD_WEIGHTS).items()
        if weight
    }
    found = estimate or estimates.estimate_of(scope_of(at, edition=edition))
    _version, rules = rules_now()
    indicators = {one.pk: one for one in edition.indicators.order_by("position")}
    reading = Reading(edition, at, indicators, found, rules, survey)
    shares = shares_of(edition)
    by_code = {one.code: one for one in indicators.values()}
    parts = []
    for method, weight in weights.items():
        known = READERS[method](reading)
        for code, share in shares.get(method, {}).items():
            one = by_code[code]
            said = known.get(one.pk, Known())
            parts.append(
                [
                    str(one.pk),
                    method,
                    float(share * Fraction(str(weight))),
                    said.share,
                    said.error,
                    said.how,
                    said.source,
                ]
            )
    is_city = edition.kind == EditionKind.CITY
    events = materials.counting_events(at) if is_city else []
    return {
        "parts": parts,
        "above": {str(pk): _above(one, indicators) for pk, one in indicators.items() if one.level == "standard"},
        "field": _spreads(found),
        "weights": weights,
        "deducted": float(materials.deducted(at)) if is_city else 0.0,
        "events": [[event.pk, event.effect, float(event.points)] for event in events],
        "partly": materials.partly_percent(),
        "missing_site_type": rules["missing_site_type"],
    }, found


def _above(one: Indicator, indicators: Mapping[int, Indicator]) -> list[str]:
    found, parent = [], one.parent_id
    while parent is not None and parent in indicators:
        found.append(str(parent))
        parent = indicators[parent].parent_id
    return found


def _spreads(found: ScoreEstimate | None) -> dict[str, list[float]]:
    if found is None:
        return {}
    degrees = found.content["degrees"]
    return {key: [line["standard_error"], degrees] for key, line in found.content["points"].items()}


def composition(inputs: Inputs) -> Composition:
    """Pure: the lines that follow from inputs."""
    parts = [Part(pk, method, points, Known(*known)) for pk, method, points, *known in inputs["parts"]]
    spreads = {key: Spread(error, int(degrees)) for key, (error, degrees) in inputs["field"].items()}
    return composed(parts, inputs["above"], spreads, inputs["deducted"])


def content_of(inputs: Inputs) -> Content:
    """Pure: what is kept of a composition.

    `whole` has the score of 100 (None where nothing is known), its interval and bounds; `lines` and `methods` are
    points; `uncertainty`: method -> share (0 to 1) of the variance; `absent`: standards of site types that the city has
    none of.
    """
    made = composition(inputs)
    lines = {key: line.as_data() for key, line in made.lines.items()}
    methods = {name: line.as_data() for name, line in made.methods.items()}
    whole = made.lines.get(WHOLE)
    variance = sum(line.error**2 for line in made.methods.values())
    scale = 100 / whole.known if whole and whole.known > 0 else 0.0
    return {
        "score": made.score,
        "low": made.low,
        "high": made.high,
        "floor": made.floor,
        "ceiling": made.ceiling,
        "error": (whole.error if whole else 0.0) * scale,
        "degrees": whole.degrees if whole else 0,
        "known": whole.known if whole else 0.0,
        "available": whole.available if whole else 0.0,
        "deducted": inputs["deducted"],
        "lines": lines,
        "methods": methods,
        "absent": sorted({part[0] for part in inputs["parts"] if part[5] == SPREAD}),
        "uncertainty": {name: line.error**2 / variance if variance else 0.0 for name, line in made.methods.items()},
        "effects": sorted({effect for _pk, effect, _points in inputs["events"]}),
    }


def field_weight(at: datetime) -> float:
    """Points of 100 that the field method carries in the cycle in force."""
    cycle = cycle_in_force(at)
    return float((cycle.method_weights if cycle else DEFAULT_METHOD_WEIGHTS).get("field", 0))


def mark_of(inputs: Inputs) -> str:
    """The digest of inputs and rule version."""
    return hashlib.sha256(json.dumps([RULE_VERSION, inputs], sort_keys=True).encode()).hexdigest()


def latest(edition: Edition) -> WholeScore | None:
    """The newest whole score of an edition."""
    return WholeScore.objects.filter(edition=edition).select_related("edition", "cycle", "estimate").first()


def days_of(edition: Edition, most: int = 10) -> list[dict[str, Any]]:
    """Days with a score, newest first: `pk`, `day`, `score`; what they rest on is not read."""
    rows = WholeScore.objects.filter(edition=edition).values("pk", "day", score=KT("content__score"))
    return [dict(row) for row in rows[:most]]


def newest_of(edition: Edition) -> dict[str, Any] | None:
    """Of the newest day `pk`, `day`, `score`, `low`, `high`, `floor`, `ceiling` (of 100; None where nothing is known).
    One small query: lines and inputs are not read.
    """
    names = ("score", "low", "high", "floor", "ceiling")
    rows = WholeScore.objects.filter(edition=edition)
    newest = rows.values("pk", "day", **{name: KT(f"content__{name}") for name in names}).first()
    return dict(newest) if newest else None


def get_score_for(actor: Actor, pk: int | None, edition: Edition | None) -> WholeScore:
    """One day's score, by default the newest of the edition; NotFound for what may not be seen or is not there."""
    rows = WholeScore.objects.select_related("edition", "cycle", "estimate")
    found = None
    if actor.may_anywhere(SEE):
        found = rows.filter(pk=pk).first() if pk is not None else rows.filter(edition=edition).first()
    if found is None:
        raise NotFound("score")
    return found


def scores_for(actor: Actor) -> QuerySet[WholeScore]:
    """Whole scores with their edition and `score`; what they rest on is not read. None without the sight."""
    rows = WholeScore.objects.select_related("edition").defer("inputs", "content")
    rows = rows.annotate(score=KT("content__score"))
    return rows if actor.may_anywhere(SEE) else rows.none()


def recomputed(row: WholeScore | MockAssessment) -> bool:
    """True if the inputs of then give the same digits, the estimate is still the one they came from, and its visits
    still give it."""
    same = json.dumps(content_of(row.inputs), sort_keys=True) == json.dumps(row.content, sort_keys=True)
    if row.estimate is None or not same:
        return same
    return bool(_spreads(row.estimate) == row.inputs["field"]) and estimates.recomputed(row.estimate)


def official_results(kind: str) -> dict[int, OfficialResult]:
    """year -> the result in force."""
    return {row.year: row for row in OfficialResult.objects.filter(edition_kind=kind, superseded_at=None)}


def years_of(row: WholeScore) -> YearsTotal | None:
    """The three-year total of the cycle: official results, else the newest own score of the year. Two queries."""
    cycle = row.cycle
    if cycle is None or not cycle.year_weights:
        return None
    announced = official_results(row.edition.kind)
    own = _own_scores(row, range(cycle.first_year, cycle.first_year + len(cycle.year_weights)))
    years = []
    for number, weight in enumerate(cycle.year_weights):
        year = cycle.first_year + number
        if year in announced:
            years.append(Year(year, float(weight), float(announced[year].points), source="official"))
        elif own.get(year) and own[year]["score"] is not None:
            said = own[year]
            years.append(Year(year, float(weight), said["score"], said["error"], "own", said["floor"], said["ceiling"]))
        else:
            years.append(Year(year, float(weight), None))
    return years_total(years)


def _own_scores(row: WholeScore, years: range) -> dict[int, Content]:
    found: dict[int, Content] = {row.day.year: row.content}
    for year in years:
        if year != row.day.year:
            rows = WholeScore.objects.filter(edition=row.edition, day__year=year, day__lte=row.day)
            content = rows.values_list("content", flat=True).first()
            if content:
                found[year] = content
    return found


@dataclass(frozen=True, slots=True)
class Said:
    """One method's say about one standard, for the page that explains a line."""

    standard: Indicator
    method: str
    available: float
    known: Known

    @property
    def earned(self) -> float | None:
        return None if self.known.share is None else self.available * self.known.share


def said_of(row: WholeScore, indicator: Indicator) -> list[Said]:
    """What is behind a line: every standard below it by every method. One query."""
    parts = composition(row.inputs).parts
    key = str(indicator.pk)
    inside = [part for part in parts if key in (part.standard, *row.inputs["above"].get(part.standard, ()))]
    standards = Indicator.objects.in_bulk([int(part.standard) for part in inside])
    found = [Said(standards[int(part.standard)], part.method, part.available, part.known) for part in inside]
    return sorted(found, key=lambda one: (one.standard.position, one.method))


def tree_of(row: WholeScore) -> Iterator[tuple[Indicator, int, dict[str, Any]]]:
    """Indicators that carry points, with their depth and line. One query."""
    lines = row.content["lines"]
    depth = {"item": 0, "content": 1, "standard": 2}
    for one in row.edition.indicators.order_by("position"):
        if str(one.pk) in lines:
            yield one, depth[one.level], lines[str(one.pk)]
