"""Counts per theme and per kind of upgrade; each count has a list behind it."""

from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.db.models import Count, Q, Sum

from chuangcheng.frameworks.models import Theme
from chuangcheng.kit.actor import Actor
from chuangcheng.plans import rules
from chuangcheng.plans.access import visible
from chuangcheng.plans.models import State, Undertaking, UpgradeKind
from chuangcheng.plans.queries.slipping import slipping


@dataclass(slots=True)
class Line:
    """One theme or kind of upgrade: tasks by state, the weighted mean of their progress, what slips."""

    thing: Any
    by_state: dict[str, int] = field(default_factory=dict)
    weight: int = 0
    weighted: Fraction = Fraction(0)
    slipping: int = 0

    @property
    def counted(self) -> int:
        """Tasks that count: neither drafts nor dropped."""
        return sum(count for state, count in self.by_state.items() if state in rules.COUNTED)

    @property
    def percent(self) -> Fraction | None:
        """The mean of the tasks' own progress by weight; None without any."""
        return self.weighted / self.weight if self.weight else None

    @property
    def open(self) -> int:
        return sum(self.by_state.get(state, 0) for state in rules.OPEN)

    @property
    def done(self) -> int:
        return self.by_state.get(State.DONE, 0)


def _lines(actor: Actor, at: datetime, column: str, things: dict[int, Any], year: int | None) -> list[Line]:
    """Three queries, whatever the number of tasks."""
    tasks = Undertaking.objects.filter(visible(actor), kind="task", **{f"{column}__isnull": False}).order_by()
    if year:
        tasks = tasks.filter(due_on__year=year)
    lines = {pk: Line(thing) for pk, thing in things.items()}
    rows = tasks.values_list(column, "state", "percent").annotate(Count("pk"), Sum("weight"))
    for pk, state, percent, count, weight in rows:
        line = lines.get(pk)
        if line is None:
            continue
        line.by_state[state] = line.by_state.get(state, 0) + count
        if state in rules.COUNTED:
            line.weight += weight
            line.weighted += rules.own_percent(state, percent) * weight
    for pk, count in tasks.filter(slipping(at)).values_list(column).annotate(Count("pk")):
        if pk in lines:
            lines[pk].slipping = count
    return list(lines.values())


def themes_report(actor: Actor, at: datetime, year: int | None = None) -> list[Line]:
    """The six themes (六大文明行動), each with its tasks."""
    themes = {one.pk: one for one in Theme.objects.select_related("lead_unit").order_by("code")}
    return _lines(actor, at, "theme", themes, year)


def upgrades_report(actor: Actor, at: datetime, year: int | None = None) -> list[Line]:
    """Kinds of upgrade, each with its projects."""
    kinds = {one.pk: one for one in UpgradeKind.objects.order_by("code")}
    return _lines(actor, at, "upgrade", kinds, year)


def state_counts(actor: Actor, scope: Q) -> dict[str, int]:
    """State -> how many undertakings of a scope."""
    rows = Undertaking.objects.filter(visible(actor), scope).order_by().values_list("state").annotate(Count("pk"))
    return {**dict.fromkeys(State.values, 0), **dict(rows)}
