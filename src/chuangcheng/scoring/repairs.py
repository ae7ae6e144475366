"""What to fix next: running cases against what each standard could still gain, within the hours that units have.

A case that lasts takes one fault out of the whole city, not one out of the sample: a visited site stands for others,
but repairing it repairs none of them. Gains are therefore counted in the city's judgements (`fixing`).
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from statistics import median
from typing import Any

from django.core.cache import cache
from django.db.models import Avg

from chuangcheng.calendars.queries import city_calendar
from chuangcheng.calendars.rules import working_seconds_between
from chuangcheng.cases.models import Case, Submission, Verdict
from chuangcheng.cases.workflow import RUNNING
from chuangcheng.frameworks.queries import Edition, Indicator
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound
from chuangcheng.scoring import estimates
from chuangcheng.scoring.assessors import sites_per_type
from chuangcheng.scoring.city import SEE, rules_now, rules_of
from chuangcheng.scoring.fixing import Cell, Item, Target, choose, gain_of
from chuangcheng.scoring.fixing.choosing import greedy
from chuangcheng.scoring.models import RepairList, WholeScore
from chuangcheng.scoring.queries import Scope, scope_of, tallies
from chuangcheng.scoring.relapses import relapses_by
from chuangcheng.scoring.rules import Tally
from chuangcheng.units.queries import Unit

__all__ = ["HARM", "SCORE", "Line", "Plan", "RepairList", "latest", "named", "planned"]

RULE_VERSION = "2026-1"
LEARNT_FROM = 3000
ENOUGH = 10
"""From so many cases on a standard has its own median and its own relapse rate; below it takes the city's."""

SCORE, HARM = "score", "harm"
MOST_HOURS = 2000
KEPT_SECONDS = 86400

Content = dict[str, Any]
Behind = dict[str, list[tuple[int, str]]]
"""Key of a line -> its cases as (id, code of the site type)."""


def targets_of(scope: Scope, rules: dict[str, Any]) -> list[Target]:
    """Standards with field points, and what the city's judgements look like. Four queries.

    N of a cell is the mean over the rounds that judged it of the weighted judgements; the failing share is theirs.
    """
    dimensions = ("check_point__standard_id", "check_point_id", "check_point__site_type__code", "visit__round_id")
    seen: dict[tuple[int, int, str], list[Tally]] = defaultdict(list)
    for (standard, point, kind, _round), tally in tallies(scope, *dimensions).items():
        if standard is not None and tally.observed:
            seen[standard, point, kind].append(tally)
    sizes = sites_per_type(scope.edition)
    usual = max(1, int(rules["assessor_sites"]))
    cells: dict[int, list[Cell]] = defaultdict(list)
    for (standard, point, kind), own in sorted(seen.items()):
        observed = sum(tally.weighted_observed for tally in own)
        failing = 1 - sum(tally.weighted_passed for tally in own) / observed
        cells[standard].append(Cell(point, kind, observed / len(own), max(0.0, failing), sizes.get(kind) or usual))
    tree = estimates.field_points(scope)
    return [
        Target(str(one.pk), one.style, one.style_parameters, tree[one.pk], tuple(cells[one.pk]))
        for one in scope.edition.indicators.filter(level="standard").order_by("position")
        if cells.get(one.pk) and tree.get(one.pk)
    ]


def as_data(target: Target) -> list[Any]:
    """For JSON; `target_from` reads it."""
    own = [[one.point, one.kind, one.population, one.failing, one.drawn] for one in target.cells]
    return [target.code, target.style, dict(target.parameters), target.available, own]


def target_from(data: Sequence[Any]) -> Target:
    """What `as_data` wrote."""
    code, style, parameters, available, own = data
    return Target(code, style, parameters, available, tuple(Cell(*one) for one in own))


@dataclass(frozen=True, slots=True)
class Effort:
    """What a repair takes: median working hours from dispatch to the work that was accepted, of so many cases; pieces
    of work returned per case; share (0 to 1) that relapses."""

    hours: float
    cases: int
    rework: float
    relapse: float


def efforts(edition: Edition, at: datetime, usual: float) -> dict[int | None, Effort]:
    """standard id -> effort; None: of the whole city, for standards with fewer than ten cases. Eight queries."""
    hours = _hours()
    everything = [one for own in hours.values() for one in own]
    of_city = median(everything) if everything else usual
    returned = Case.objects.filter(closed_at__isnull=False, standard__edition=edition).order_by()
    rework = dict(returned.values_list("standard_id").annotate(mean=Avg("return_count")))
    lines = relapses_by("standard", at)
    relapse = {line.thing.pk: line.rate for line in lines if line.thing and line.tally.observed >= ENOUGH}
    judged = [line for line in lines if line.tally.observed]
    seen = sum(line.tally.weighted_observed for line in judged)
    usual_relapse = 1 - sum(line.tally.weighted_passed for line in judged) / seen if seen else 0.0
    mean_rework = returned.aggregate(mean=Avg("return_count"))["mean"] or 0.0
    found: dict[int | None, Effort] = {None: Effort(of_city, len(everything), mean_rework, usual_relapse)}
    for standard in {*hours, *rework, *relapse}:
        own = hours.get(standard, [])
        found[standard] = Effort(
            median(own) if len(own) >= ENOUGH else of_city,
            len(own),
            rework.get(standard, mean_rework),
            relapse.get(standard) if relapse.get(standard) is not None else usual_relapse,  # type: ignore[arg-type]
        )
    return found


def _hours() -> dict[int, list[float]]:
    """Working hours of the newest accepted pieces of work, by standard. One query."""
    calendar = city_calendar()
    rows = Submission.objects.filter(
        verdict=Verdict.VERIFIED, case__dispatched_at__isnull=False, case__standard__isnull=False
    )
    columns = ("case__standard_id", "case__dispatched_at", "submitted_at")
    found: dict[int, list[float]] = defaultdict(list)
    for standard, start, end in rows.order_by("-pk").values_list(*columns)[:LEARNT_FROM]:
        found[standard].append(working_seconds_between(calendar, start, end) / 3600)
    return found


def candidates(edition: Edition) -> dict[tuple[int, int, int], list[tuple[int, str]]]:
    """(unit, standard, severity) -> running cases as (id, code of the site type). One query."""
    rows = Case.objects.filter(state__in=RUNNING, standard__edition=edition, unit__isnull=False).order_by("pk")
    found: dict[tuple[int, int, int], list[tuple[int, str]]] = defaultdict(list)
    for pk, *key, kind in rows.values_list("pk", "unit_id", "standard_id", "severity", "site__site_type__code"):
        found[key[0], key[1], key[2]].append((pk, kind or ""))
    return found


def computed(edition: Edition, at: datetime) -> tuple[Content, Behind]:
    """What is kept: targets, lines (`Line` as lists), and the cases behind each line."""
    _version, rules = rules_now()
    targets = {one.code: one for one in targets_of(scope_of(at, edition=edition), rules)}
    known = efforts(edition, at, float(rules["effort_hours"]))
    lines, behind = [], {}
    for (unit, standard, severity), cases in sorted(candidates(edition).items()):
        of = (unit, standard, severity)
        kinds = [kind for _pk, kind in cases]
        lines.append(_line(of, kinds, targets.get(str(standard)), known.get(standard, known[None]), rules))
        behind[lines[-1][0]] = cases
    return {"targets": [as_data(one) for one in targets.values()], "lines": lines, "learnt": known[None].cases}, behind


def _line(
    of: tuple[int, int, int], kinds: Sequence[str], target: Target | None, effort: Effort, rules: Mapping[str, Any]
) -> list[Any]:
    """Pure: one `Line` as a list. `of`: unit, standard, severity; `kinds`: site types of its cases."""
    unit, standard, severity = of
    lasting = 1 - effort.relapse
    gain = gain_of(target, len(kinds) * lasting).gain / len(kinds) if target else 0.0
    people = sum(float(rules["exposure"].get(kind, 1.0)) for kind in kinds) / len(kinds)
    harm = float(rules[f"harm_{severity}"]) * people * lasting
    own = [effort.hours, effort.rework, effort.relapse]
    return [f"{unit}-{standard}-{severity}", unit, standard, severity, len(kinds), gain, harm, *own]


def recomputed(row: RepairList) -> bool:
    """True if the targets, efforts and site types of then give the same digits by the numbers of then."""
    targets = {one.code: one for one in map(target_from, row.content["targets"])}
    rules, kinds = rules_of(row.rules_version), row.kinds or _kinds_today(row)
    lines = [Line(*data) for data in row.content["lines"]]
    if not all(kinds.get(one.key) for one in lines):
        return False
    again = []
    for one in lines:
        effort = Effort(one.hours, row.content["learnt"], one.rework, one.relapse)
        of = (one.unit, one.standard, one.severity)
        again.append(_line(of, kinds[one.key], targets.get(str(one.standard)), effort, rules))
    return bool(again == row.content["lines"])


def _kinds_today(row: RepairList) -> dict[str, list[str]]:
    """For lists made before site types were kept: those of today."""
    found: dict[int, str | None] = {}
    ids = [pk for own in row.rows.values() for pk in own]
    for first in range(0, len(ids), 1000):
        rows = Case.objects.filter(pk__in=ids[first : first + 1000])
        found |= dict(rows.values_list("pk", "site__site_type__code"))
    return {key: [found.get(pk) or "" for pk in own] for key, own in row.rows.items()}


@dataclass(frozen=True, slots=True)
class Line:
    """Cases alike of one unit: what each brings to the score and spares people, what it takes, and how many to do."""

    key: str
    unit: int
    standard: int
    severity: int
    count: int
    gain: float
    harm: float
    hours: float
    rework: float
    relapse: float
    taken: int = 0

    @property
    def gain_per_hour(self) -> float:
        return self.gain / max(1.0, self.hours)

    @property
    def harm_per_hour(self) -> float:
        return self.harm / max(1.0, self.hours)

    def worth(self, by: str) -> float:
        """Of one case."""
        return self.harm if by == HARM else self.gain


@dataclass(frozen=True, slots=True)
class Plan:
    """What is chosen: lines (taken first), the score now and then with the half width of its interval, worth against a
    choice by worth per hour, units that have something to do, and hours used."""

    lines: list[Line]
    taken: int
    hours: int
    units: int
    now: float
    then: float
    half: float
    worth: float
    greedy: float


def planned(row: RepairList, *, capacity: int, by: str, unit: int | None = None) -> Plan:
    """The choice for every unit within `capacity` whole hours each. Units cannot do each other's work.

    No query: from what is kept. A choice is made once and cached: the list of a day does not change.
    """
    name = f"repairs:{row.pk}:{row.computed_at.timestamp()}:{capacity}:{by}:{unit}"
    made = cache.get(name)
    if made is None:
        cache.set(name, made := _chosen(row, capacity, by, unit), KEPT_SECONDS)
    taken, (now, then, half), (hours, worth, simple) = made
    lines = [
        replace(Line(*data), taken=taken.get(data[0], 0)) for data in row.content["lines"] if unit in (None, data[1])
    ]
    lines.sort(key=lambda line: (line.taken == 0, -line.worth(by) / max(1.0, line.hours), line.key))
    at_work = {line.unit for line in lines if line.taken}
    return Plan(lines, sum(taken.values()), hours, len(at_work), now, then, half, worth, simple)


Chosen = tuple[dict[str, int], tuple[float, float, float], tuple[int, float, float]]
"""Line -> pieces taken; score now, then, half width; hours, worth, worth of the greedy choice."""


def _chosen(row: RepairList, capacity: int, by: str, unit: int | None) -> Chosen:
    of_unit: dict[int, list[Line]] = defaultdict(list)
    for data in row.content["lines"]:
        if unit in (None, data[1]):
            of_unit[data[1]].append(Line(*data))
    taken: dict[str, int] = {}
    worth = simple = 0.0
    hours = 0
    for own in of_unit.values():
        items = [Item(line.key, line.count, line.worth(by), line.hours) for line in own]
        made = choose(items, capacity)
        taken |= made.taken
        worth, hours, simple = worth + made.worth, hours + made.hours, simple + greedy(items, capacity).worth
    lines = [replace(line, taken=taken.get(line.key, 0)) for own in of_unit.values() for line in own]
    return taken, counterfactual(row, lines), (hours, worth, simple)


def counterfactual(row: RepairList, lines: Iterable[Line]) -> tuple[float, float, float]:
    """The score now, the score if what is taken is put right (all of it together), half the width of its interval.

    The interval is that of the score now: repairing does not make the sample larger.
    """
    content = row.score.content
    repairs: dict[str, float] = defaultdict(float)
    for line in lines:
        repairs[str(line.standard)] += line.taken * (1 - line.relapse)
    gain = sum(
        gain_of(target_from(data), repairs[data[0]]).gain for data in row.content["targets"] if repairs.get(data[0])
    )
    scale = 100 / content["known"] if content["known"] else 0.0
    return content["score"], min(100.0, content["score"] + gain * scale), (content["high"] - content["low"]) / 2


def latest(edition: Edition) -> RepairList | None:
    """The newest list of an edition, without the ids behind it."""
    return RepairList.objects.filter(edition=edition).select_related("score", "edition").defer("rows", "kinds").first()


def get_list_for(actor: Actor, pk: int) -> RepairList:
    """A list with the ids behind it; NotFound for what may not be seen."""
    found = (
        RepairList.objects.select_related("score", "edition").filter(pk=pk).first() if actor.may_anywhere(SEE) else None
    )
    if found is None:
        raise NotFound("list")
    return found


def named(lines: Iterable[Line]) -> tuple[dict[int, Unit], dict[int, Indicator]]:
    """Units and standards of lines. Two queries."""
    own = list(lines)
    units = Unit.objects.in_bulk({line.unit for line in own})
    return units, Indicator.objects.in_bulk({line.standard for line in own})


def is_current(row: RepairList | None, score: WholeScore) -> bool:
    """True if the list was made after the score it rests on changed last."""
    return row is not None and row.score_id == score.pk and row.computed_at >= score.computed_at
