"""The clock of a case: pauses, a deadline counted anew, reminders, overdue, the ladder. Run by jobs or by moves."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.cases import queries
from chuangcheng.cases.actions.authorising import must
from chuangcheng.cases.models import Case, EscalationStep, Pause, PauseKind, State
from chuangcheng.cases.workflow import RUNNING
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused


def start_pause(case: Case, kind: PauseKind, moment: datetime) -> None:
    """The clock stands still from now."""
    Pause.objects.create(case=case, kind=kind, started_at=moment, clock_started_at=case.clock_started_at)


def end_pause(case: Case, moment: datetime, *, gives_time_back: bool = True) -> None:
    """The pause that is open, if one is, ends."""
    case.pauses.filter(ended_at=None).update(ended_at=moment, gives_time_back=gives_time_back)


def count_anew(case: Case, moment: datetime) -> None:
    """Write the deadline that the rows now give; a case that is no longer late is no longer overdue.

    A later deadline starts its reminders and the ladder from the bottom.
    """
    due = queries.current_deadline(case)
    if due is None:
        return
    if case.due_at is None or due.at > case.due_at:
        case.reminder_level = 0
        if due.at > moment:
            case.overdue_since, case.escalation_level = None, 0
    case.due_at, case.is_due_provisional = due.at, due.provisional
    if case.state in RUNNING:
        case.wanted_at = due.at
    case.save(
        update_fields=[
            "due_at",
            "is_due_provisional",
            "wanted_at",
            "overdue_since",
            "reminder_level",
            "escalation_level",
        ]
    )


def _claim(case: Case, conditions: dict[str, Any], **changes: Any) -> None:
    """Compare-and-set on a running case: whoever comes second is refused with `done_already`."""
    if not Case.objects.filter(pk=case.pk, state__in=RUNNING, **conditions).update(**changes):
        raise Refused("done_already", _("This has been done already, or the clock does not run."))
    for name, value in changes.items():
        setattr(case, name, value)


def remind_case(*, by: Actor, at: datetime, case: Case, step: EscalationStep) -> Case:
    """Remind the audience of a step before the deadline. Refused: `done_already`."""
    must(by, "cases.remind_case", case)
    with act("cases.remind_case", by=by, at=at, on=case, number=case.number) as record:
        _claim(case, {"reminder_level__lt": step.level, "due_at__gt": at}, reminder_level=step.level)
        record.note(audience=step.audience, level=step.level, due_at=case.due_at)
    return case


def mark_overdue(*, by: Actor, at: datetime, case: Case) -> Case:
    """The deadline has passed while the clock ran. Refused: `done_already`."""
    must(by, "cases.mark_overdue", case)
    with act("cases.mark_overdue", by=by, at=at, on=case, number=case.number, due_at=case.due_at):
        _claim(case, {"overdue_since": None, "due_at": case.due_at, "due_at__lt": at}, overdue_since=case.due_at)
    return case


def escalate_case(*, by: Actor, at: datetime, case: Case, step: EscalationStep) -> Case:
    """Tell the audience of a step after the deadline. Refused: `done_already`."""
    must(by, "cases.escalate_case", case)
    with act("cases.escalate_case", by=by, at=at, on=case, number=case.number) as record:
        _claim(case, {"escalation_level__lt": step.level, "due_at__lt": at}, escalation_level=step.level)
        record.note(audience=step.audience, level=step.level, due_at=case.due_at)
    return case


def recompute_deadline(*, by: Actor, at: datetime, case: Case) -> Case:
    """Count the deadline anew because the table of a year has arrived."""
    must(by, "cases.recompute_deadline", case)
    with act("cases.recompute_deadline", by=by, at=at, on=case, number=case.number) as record:
        before = case.due_at
        count_anew(case, at)
        record.note(before=before, due_at=case.due_at, provisional=case.is_due_provisional)
    return case


def recompute_provisional_deadlines(*, by: Actor, at: datetime) -> int:
    """Count every provisional deadline of an open case anew. Where none changes nothing is written."""
    by.must("cases.recompute_provisional_deadlines")
    states = (State.DISPATCHED, State.ACCEPTED, State.DISPUTED, State.HELD, State.SUBMITTED)
    rows = Case.objects.filter(is_due_provisional=True, state__in=states).order_by("pk")
    changing = [case.pk for case in rows.iterator() if _changes(case)]
    if changing:
        with act("cases.recompute_provisional_deadlines", by=by, at=at, count=len(changing)):
            for pk in changing:
                case = Case.objects.select_related("unit", "area").get(pk=pk)
                recompute_deadline(by=by, at=at, case=case)
    return len(changing)


def _changes(case: Case) -> bool:
    due = queries.current_deadline(case)
    return due is not None and (not due.provisional or due.at != case.due_at)
