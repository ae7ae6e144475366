"""Which reminders and escalations are due: bounded reads for the periodic job."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import QuerySet

from chuangcheng.calendars.queries import city_calendar
from chuangcheng.calendars.rules import add_working_seconds
from chuangcheng.cases.models import Case, EscalationStep, StepKind
from chuangcheng.cases.rules import is_step_due
from chuangcheng.cases.workflow import RUNNING

BATCH = 500
"""Cases looked at in one run of each kind; the rest follow five minutes later."""


def ladder() -> list[EscalationStep]:
    """All rungs, reminders from far to near, then escalations from near to far."""
    return sorted(EscalationStep.objects.all(), key=lambda step: (step.kind != StepKind.REMIND, step.level))


def _running() -> QuerySet[Case]:
    return Case.objects.filter(state__in=RUNNING).select_related("unit", "area").order_by("due_at")


def to_remind(at: datetime) -> Iterator[tuple[Case, EscalationStep]]:
    """Running cases near their deadline with the nearest rung reached; rungs that were jumped over are not told."""
    calendar = city_calendar()
    seen: set[int] = set()
    for step in EscalationStep.objects.filter(kind=StepKind.REMIND).order_by("-level"):
        until, _guessed = add_working_seconds(calendar, at, step.working_hours * 3600, provisional=True)
        near = _running().filter(due_at__gt=at, due_at__lte=until, reminder_level__lt=step.level)
        for case in near[:BATCH]:
            if case.pk not in seen:
                seen.add(case.pk)
                yield case, step


def newly_overdue(at: datetime) -> list[Case]:
    """Running cases past their deadline that are not marked yet."""
    return list(_running().filter(overdue_since=None, due_at__lt=at)[:BATCH])


def to_escalate(at: datetime, most: int = BATCH) -> Iterator[tuple[Case, EscalationStep]]:
    """Overdue cases with every rung they have reached and not been told, rung by rung.

    What was due first reaches a rung first: cases that wait between two rungs never keep others from theirs.
    """
    calendar = city_calendar()
    for step in EscalationStep.objects.filter(kind=StepKind.ESCALATE).order_by("level"):
        late = _running().filter(overdue_since__isnull=False, due_at__lt=at, escalation_level__lt=step.level)
        for case in late[:most]:
            due = case.due_at
            if due is None or not is_step_due(calendar, due=due, at=at, working_hours=step.working_hours, before=False):
                break
            yield case, step
