"""What the dashboard shows, panel by panel: figures with their links, and the same as data of a chart."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chuangcheng.cases import queries as cases
from chuangcheng.desk.scores.views import scope_query
from chuangcheng.frameworks.queries import Cycle, Edition, cycle_in_force
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.counting import capped_text, count_capped
from chuangcheng.kit.display import rate_text
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.scoring import city, estimates, exploring, queries, summaries
from chuangcheng.scoring.course import Day, course
from chuangcheng.scoring.queries import Branch, Report, Scope
from chuangcheng.scoring.summaries import Freshness

SPAN = timedelta(days=180)
GOOD, FAIR = 0.9, 0.8
"""Bounds of the three colours. They colour only: every rate is written beside."""


def tone_of(rate: float | None) -> str:
    """Colour of a rate of score."""
    if rate is None:
        return "muted"
    return "done" if rate >= GOOD else "warn" if rate >= FAIR else "alarm"


def legend() -> list[dict[str, Any]]:
    """What the colours mean."""
    good, fair = rate_text(GOOD, 0), rate_text(FAIR, 0)
    return [
        {"tone": "done", "label": _("{bound} and more").format(bound=good)},
        {"tone": "warn", "label": _("{low} to below {high}").format(low=fair, high=good)},
        {"tone": "alarm", "label": _("below {bound}").format(bound=fair)},
        {"tone": "muted", "label": _("not looked at")},
    ]


@dataclass(frozen=True, slots=True)
class Figure:
    """One large figure."""

    value: Any
    url: str
    label: str
    unit: str = ""
    note: str = ""
    tone: str = ""


def score_days(scope: Scope, at: datetime) -> list[Day]:
    """Half a year of daily estimates."""
    return course(scope.edition, localdate(at - SPAN))


def score_chart(days: list[Day]) -> dict[str, Any]:
    """Points earned by day with both ends."""
    return {
        "kind": "course",
        "days": [one.day.isoformat() for one in days],
        "value": [round(one.value, 3) for one in days],
        "low": [round(one.low, 3) for one in days],
        "high": [round(one.high, 3) for one in days],
        "urls": [reverse("desk:score_estimate", args=[one.pk]) for one in days],
        "words": {"value": _("Field points earned"), "between": _("95% interval")},
    }


def headline(request: StaffRequest, scope: Scope, report: Report, days: list[Day], cycle: Cycle | None) -> list[Figure]:
    """Whole score, field score, rate, countdown, what is overdue."""
    query, at = scope_query(scope, request), request.at
    scores = f"{reverse('desk:scores')}?{query}"
    between = estimates.shown(estimates.estimate_of(scope), "points", "whole")
    note = _("95%: {low}–{high}").format(low=f"{between.low:.1f}", high=f"{between.high:.1f}") if between else ""
    of = _("of {judged:.1f} looked at").format(judged=report.whole.judged)
    found = whole_score(scope.edition)
    found.append(Figure(f"{report.whole.earned:.1f}", scores, _("Field points earned"), of, note))
    found.append(Figure(rate_text(report.whole.rate), scores, _("Rate of score")))
    if cycle is not None:
        found.append(countdown(cycle, at))
    if request.actor.may_anywhere("cases.see_case"):
        late = count_capped(cases.cases_for(request.actor, cases.Filters(due="overdue"), at))
        url = f"{reverse('desk:cases')}?due=overdue&order=wanted"
        found.append(Figure(capped_text(late), url, _("Cases overdue"), tone="alarm" if late else ""))
    return found


def whole_score(edition: Edition) -> list[Figure]:
    """The newest score of all methods with its interval and what it could be at worst; nothing before there is one."""
    newest = city.newest_of(edition)
    if newest is None or newest["score"] is None:
        return []
    score, low, high, floor, ceiling = (float(newest[k]) for k in ("score", "low", "high", "floor", "ceiling"))
    note = _("95%: {low}–{high}; with what nobody knows yet {floor}–{ceiling}").format(
        low=f"{low:.1f}", high=f"{high:.1f}", floor=f"{floor:.1f}", ceiling=f"{ceiling:.1f}"
    )
    url = reverse("desk:city_score_day", args=[newest["pk"]])
    return [Figure(f"{score:.1f}", url, _("Whole score"), _("of 100"), note)]


def countdown(cycle: Cycle, at: datetime) -> Figure:
    """Days until the assessors are expected."""
    url, label = reverse("desk:cycle", args=[cycle.pk]), _("Until the assessment")
    if cycle.assessment_on is None:
        return Figure("—", url, label, note=_("The day is not known; set it in the cycle."))
    left = (cycle.assessment_on - localdate(at)).days
    note = cycle.assessment_on.isoformat()
    if left < 0:
        return Figure("—", url, label, note=_("It was on {day}.").format(day=note))
    return Figure(left, url, label, ngettext("day", "days", left), note, "warn" if left <= 30 else "")


def tree(report: Report, query: str) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Items and contents with points and rate as rows, and the whole tree as a chart; sizes are points available."""
    rows = [
        {
            "branch": branch,
            "level": level,
            "tone": tone_of(branch.sum.rate),
            "url": f"{reverse('desk:score_line', args=[branch.indicator.pk])}?{query}",
        }
        for branch, level in queries.flat(report.roots)
        if branch.score is None and branch.sum.available
    ]
    nodes = [_node(branch, query) for branch in report.roots if branch.sum.available]
    return rows, {"kind": "tree", "nodes": nodes, "words": {"points": _("points"), "none": _("not looked at")}}


def _node(branch: Branch, query: str) -> dict[str, Any]:
    indicator = branch.indicator
    node: dict[str, Any] = {
        "name": f"{indicator.code} {indicator.name}",
        "value": round(branch.sum.available, 4),
        "rate": rate_text(branch.sum.rate) if branch.sum.judged else "",
        "tone": tone_of(branch.sum.rate),
        "url": f"{reverse('desk:score_line', args=[indicator.pk])}?{query}",
    }
    below = [_node(child, query) for child in branch.children if child.sum.available]
    return {**node, "children": below} if below else node


def areas(fresh: Freshness, scope: Scope) -> list[dict[str, Any]]:
    """Sub-districts with rate, interval and tone, the lowest rate first."""
    found = exploring.rates_by(fresh, scope.edition.pk, "area")
    named = exploring.things("area", found)
    return [
        {"area": named[pk], "rate": rate, "tone": tone_of(rate.value)}
        for pk, rate in sorted(found.items(), key=lambda line: line[1].value)
        if pk in named
    ]


def flow(actor: Actor, at: datetime) -> tuple[list[dict[str, Any]], list[Any], dict[str, Any]]:
    """Weeks as rows, states that occur, and the same as stacked columns; each figure opens its cases."""
    weeks = cases.weeks(actor, at)
    states = [state for state in cases.State if any(week.states.get(state.value) for week in weeks)]
    list_url = reverse("desk:cases")
    rows: list[dict[str, Any]] = []
    for week in weeks:
        span = f"opened_from={week.first.isoformat()}&opened_until={week.last.isoformat()}"
        cells = [
            {"count": week.states.get(state.value, 0), "url": f"{list_url}?{span}&state={state.value}"}
            for state in states
        ]
        rows.append({"week": week, "cells": cells, "url": f"{list_url}?{span}"})
    data = {
        "kind": "flow",
        "weeks": [week.first.strftime("%m-%d") for week in weeks],
        "series": [
            {
                "name": str(state.label),
                "state": state.value,
                "counts": [week.states.get(state.value, 0) for week in weeks],
                "urls": [row["cells"][place]["url"] for row in rows],
            }
            for place, state in enumerate(states)
        ],
    }
    return rows, states, data


def late(actor: Actor, at: datetime) -> tuple[list[dict[str, Any]], int]:
    """Units with cases over their time, and how many cases in all."""
    found, whole = cases.late_by_unit(actor, at)
    most = max((one.count for one in found), default=0)
    url = f"{reverse('desk:cases')}?due=overdue&order=wanted"
    return [
        {
            "unit": one.unit,
            "count": one.count,
            "most": most,
            "url": f"{url}&unit={one.unit.pk}" if one.unit else url,
        }
        for one in found
    ], whole


def since_yesterday(request: StaffRequest, scope: Scope, fresh: Freshness, days: list[Day]) -> list[Figure]:
    """What changed since yesterday's first minute: score, visits, judgements, cases."""
    start = localtime(request.at).replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=1)
    return [*_score_moved(days, start.date()), *_judged(request, scope, fresh, start.date()), *_cases(request, start)]


def _score_moved(days: list[Day], yesterday: date) -> list[Figure]:
    before = [one for one in days if one.day < yesterday]
    if not days or not before or days[-1].day < yesterday:
        return []
    last, then = days[-1], before[-1]
    moved = last.value - then.value
    # Both intervals rest mostly on the same visits: whether the change itself is chance, they do not say.
    note = _("{day}: {value}").format(day=then.day.isoformat(), value=f"{then.value:.2f}")
    return [
        Figure(f"{moved:+.2f}", reverse("desk:score_estimate", args=[last.pk]), _("Change of the score"), note=note)
    ]


def _judged(request: StaffRequest, scope: Scope, fresh: Freshness, yesterday: date) -> list[Figure]:
    counted = summaries.days(fresh, scope.edition.pk, yesterday).values()
    rows = f"{reverse('desk:score_rows')}?{scope_query(scope, request)}"
    sites, observed, passed = (sum(one[place] for one in counted) for place in range(3))
    return [
        Figure(sites, rows, _("Sites visited")),
        Figure(
            observed - passed, f"{rows}&verdict=fail", _("Findings"), note=_("of {count} checks").format(count=observed)
        ),
    ]


def _cases(request: StaffRequest, start: datetime) -> list[Figure]:
    if not request.actor.may_anywhere("cases.see_case"):
        return []
    moved, url = cases.moved_since(request.actor, start, request.at), reverse("desk:cases")
    day = start.date().isoformat()
    return [
        Figure(moved.registered, f"{url}?opened_from={day}", _("Cases registered")),
        Figure(moved.closed, f"{url}?state=closed&order=wanted", _("Cases closed")),
        Figure(moved.late, f"{url}?due=overdue&order=wanted", _("Newly overdue"), tone="alarm" if moved.late else ""),
    ]


def brief(actor: Actor, at: datetime) -> list[Figure]:
    """What a leader meets first, above the own work: the newest estimate and the countdown. Three queries."""
    cycle = cycle_in_force(at)
    if cycle is None or not (actor.may_anywhere("cases.issue_instruction") and actor.may_anywhere("scoring.see_score")):
        return []
    days, url = course(cycle.city_edition, localdate(at - SPAN)), reverse("desk:dashboard")
    found = []
    if days:
        last = days[-1]
        of = _("of {judged:.1f} looked at").format(judged=last.judged)
        note = _("95%: {low}–{high}").format(low=f"{last.low:.1f}", high=f"{last.high:.1f}")
        note = f"{last.day.isoformat()} · {note}"
        found.append(Figure(f"{last.value:.1f}", url, _("Field points earned"), of, note))
    return [*found, countdown(cycle, at)]
