"""The rows of last month for a rehearsal of rules: read once, replayed in memory, nothing written."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from chuangcheng.calendars.queries import city_calendar
from chuangcheng.calendars.rules import Limit
from chuangcheng.cases.models import Case, Category, EscalationStep, Extension, ExtensionState, Pause
from chuangcheng.cases.rules import Change, More, Stop
from chuangcheng.scoring import replay
from chuangcheng.scoring.facts import bounds, facts_of
from chuangcheng.scoring.replay import Difference, Past
from chuangcheng.scoring.results import rules_for
from chuangcheng.units.models import Unit

MOST = 20_000
"""Cases replayed at most; the page says when there were more."""


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What would have been different in a month."""

    month: date
    units: list[tuple[Unit, Any, Any]]
    cases: list[Case]
    replayed: int
    differing: int
    is_cut: bool


def last_month(at: datetime) -> date:
    """The first day of the month before the moment's."""
    return (localdate(at).replace(day=1) - timedelta(days=1)).replace(day=1)


def past_cases(month: date, category: Category | None = None) -> list[Past]:
    """The cases that were dispatched in a month, with what moved their clocks. Four queries."""
    start, end = bounds(month)
    rows = Case.objects.filter(dispatched_at__gte=start, dispatched_at__lt=end, unit__isnull=False).exclude(limit="")
    if category is not None:
        rows = rows.filter(category=category)
    wanted = list(
        rows.order_by("pk").values_list("pk", "unit", "limit", "dispatched_at", "closed_at", "dispatch_reason")[:MOST]
    )
    ids = [row[0] for row in wanted]
    changes, done = _changes(ids), _handed_in(ids)
    return [
        Past(pk, unit, limit, started, done.get(pk, closed), reason.get("code", ""), tuple(changes.get(pk, ())))
        for pk, unit, limit, started, closed, reason in wanted
        if started is not None
    ]


def _batches(ids: list[int]) -> list[list[int]]:
    return [ids[first : first + 1000] for first in range(0, len(ids), 1000)]


def _changes(ids: list[int]) -> dict[int, list[Change]]:
    found: dict[int, list[Change]] = defaultdict(list)
    for part in _batches(ids):
        stops = Pause.objects.filter(case__in=part, gives_time_back=True, ended_at__isnull=False)
        for case, start, end in stops.values_list("case", "started_at", "ended_at"):
            if end is not None:
                found[case].append(Stop(start, end))
        more = Extension.objects.filter(case__in=part, state=ExtensionState.GRANTED, decided_at__isnull=False)
        for case, at, limit in more.values_list("case", "decided_at", "limit"):
            if at is not None:
                found[case].append(More(at, Limit.parse(limit)))
    return found


def _handed_in(ids: list[int]) -> dict[int, datetime]:
    """case id -> when the work that was verified (or waits for it) was handed in."""
    found: dict[int, datetime] = {}
    for part in _batches(ids):
        rows = Case.objects.filter(pk__in=part, submissions__verdict__in=("verified", "pending"))
        for pk, at in rows.order_by("submissions__attempt").values_list("pk", "submissions__submitted_at"):
            found[pk] = at
    return found


def _shown(month: date, difference: Difference, replayed: int) -> Rehearsal:
    order = difference.units()
    units = Unit.objects.in_bulk(order)
    cases = Case.objects.filter(pk__in=difference.cases[:50]).select_related("unit", "category").defer("search_text")
    return Rehearsal(
        month,
        [(units[pk], difference.before.get(pk, 0), difference.after.get(pk, 0)) for pk in order if pk in units],
        list(cases.order_by("pk")),
        replayed,
        len(difference.cases),
        replayed >= MOST,
    )


def with_limit(at: datetime, category: Category, limit: str) -> Rehearsal:
    """Late cases of a category with another limit. Raises ValueError for text that is no limit."""
    month = last_month(at)
    past = past_cases(month, category)
    return _shown(month, replay.other_limit(city_calendar(), past, limit, at), len(past))


def with_route(at: datetime, category: Category, unit: Unit) -> Rehearsal:
    """Cases of a category if another unit were its first addressee."""
    month = last_month(at)
    past = past_cases(month, category)
    return _shown(month, replay.other_route(past, unit.pk), len(past))


def with_step(at: datetime, step: EscalationStep, hours: int) -> Rehearsal:
    """Cases that reach a rung of the ladder if it stood at other hours after the deadline."""
    month = last_month(at)
    past = past_cases(month)
    return _shown(month, replay.other_step(city_calendar(), past, step.working_hours, hours, at), len(past))


def with_rules(at: datetime, rules: dict[str, Any]) -> Rehearsal:
    """Points of every unit if the monthly rules were others."""
    month = last_month(at)
    facts = facts_of(month)
    difference = replay.other_rules(facts, rules_for(month)[1], rules)
    return _shown(month, difference, sum(len(rows) for lines in facts.values() for rows in lines.values()))
