"""Forecasts of the assessors' next result: from the newest whole score and what earlier results have taught."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from chuangcheng.frameworks.queries import Edition
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound
from chuangcheng.scoring.city import SEE, rules_now
from chuangcheng.scoring.fixing import Target
from chuangcheng.scoring.forecasting import Assumptions, Checked, Difference, Predicted, checked, learnt, predicted
from chuangcheng.scoring.models import Forecast, OfficialResult, WholeScore
from chuangcheng.scoring.queries import scope_of
from chuangcheng.scoring.repairs import as_data, target_from, targets_of

RULE_VERSION = "2026-2"
STYLES = {"2026-1": "linear"}
"""Which styles the assessors' sample was simulated for, where not for every one."""
EDITABLE = ("line", "inspector", "day", "occasion", "assessor_sites")


def difference_of(kind: str, rules: dict[str, Any], *, before: date | None = None) -> Difference:
    """What earlier official results say of the assessors, those announced `before` a day only. One query."""
    rows = OfficialResult.objects.filter(edition_kind=kind, superseded_at=None, own_points__isnull=False)
    if before is not None:
        rows = rows.filter(announced_on__lt=before)
    pairs = rows.order_by("year").values_list("points", "own_points")
    seen = [float(points - own) for points, own in pairs if own is not None]
    return learnt(seen, prior=float(rules["prior_spread"]), occasion=float(rules["occasion_spread"]))


def assumptions_of(score: WholeScore, **changed: Any) -> Assumptions:
    """What a forecast made now would rest on. Two queries."""
    _version, rules = rules_now()
    content, known = score.content, difference_of(score.edition.kind, rules)
    unknown = 100 * (1 - content["known"] / content["available"]) if content["available"] else 100.0
    made = Assumptions(
        score=content["score"],
        error=content["error"],
        degrees=content["degrees"],
        unknown=unknown,
        deducted=content["deducted"],
        inspector=float(rules["inspector_spread"]),
        day=float(rules["day_spread"]),
        bias=known.mean,
        bias_spread=known.spread,
        occasion=known.occasion,
        years=known.years,
        line=float(rules["line"]),
    )
    return replace(made, **changed)


def targets_for(edition: Edition, at: datetime, assessor_sites: float | None = None) -> list[Target]:
    """The assessors' sample: sites per type as the edition says, else as assumed."""
    _version, rules = rules_now()
    if assessor_sites is not None:
        rules = {**rules, "assessor_sites": assessor_sites}
    return targets_of(scope_of(at, edition=edition), rules)


def computed(assumptions: Assumptions, targets: list[Target], version: str = RULE_VERSION) -> dict[str, Any]:
    """What is kept: the distribution and the sample it was simulated for, by the rules of a version."""
    made = predicted(assumptions, targets, styles=STYLES.get(version, "every"))
    return {**made.as_data(), "targets": [as_data(one) for one in targets]}


def recomputed(row: Forecast) -> bool:
    """True if the assumptions of then give the same digits today."""
    targets = [target_from(data) for data in row.content["targets"]]
    return bool(computed(Assumptions(**row.assumptions), targets, row.rule_version) == row.content)


def forecasts_for(actor: Actor) -> QuerySet[Forecast]:
    """Newest first, without the simulated samples."""
    rows = Forecast.objects.select_related("edition", "score")
    return rows if actor.may_anywhere(SEE) else rows.none()


def get_forecast_for(actor: Actor, pk: int) -> Forecast:
    """One forecast; NotFound for what may not be seen."""
    found = forecasts_for(actor).select_related("made_by").filter(pk=pk).first()
    if found is None:
        raise NotFound("forecast")
    return found


@dataclass(frozen=True, slots=True)
class Scored:
    """A forecast beside what came."""

    forecast: Forecast
    result: OfficialResult
    checked: Checked


def scored(actor: Actor, most: int = 100) -> list[Scored]:
    """Forecasts made before the result of their year was announced. Two queries."""
    results = {(row.edition_kind, row.year): row for row in OfficialResult.objects.filter(superseded_at=None)}
    found = []
    for row in forecasts_for(actor)[:most]:
        result = results.get((row.edition.kind, row.year))
        if result is not None and row.made_at.date() < result.announced_on:
            found.append(Scored(row, result, checked(row.content["quantiles"], float(result.points))))
    return found


def of_data(content: dict[str, Any]) -> Predicted:
    """The distribution of a kept forecast."""
    own = {name: content[name] for name in ("mean", "spread", "chance", "assessors")}
    return Predicted(**own, quantiles=tuple(content["quantiles"]))


def official_rows(actor: Actor) -> list[OfficialResult]:
    """Results in force, newest first, at most fifty."""
    rows = OfficialResult.objects.filter(superseded_at=None)
    return list(rows[:50]) if actor.may_anywhere(SEE) else []
