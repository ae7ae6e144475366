"""What offices say about a candidate."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chuangcheng.calendars.queries import deadline
from chuangcheng.calendars.rules import Limit
from chuangcheng.honours.actions.admitting import must
from chuangcheng.honours.models import Check, CheckResult, Nomination, NominationState
from chuangcheng.honours.workflow import LIVE
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.units.models import Unit


def ask_checks(*, by: Actor, at: datetime, nomination: Nomination) -> list[Check]:
    """Ask every office that the terms list and that has not been asked, each until its day. Refused: `no_candidate`,
    `nothing`."""
    must(by, "honours.ask_checks", nomination)
    if nomination.state != NominationState.CANDIDATE:
        raise Refused("no_candidate", _("Offices are asked about candidates only."))
    asked = set(nomination.checks.values_list("unit__code", "matter_zh"))
    wanted = [one for one in nomination.season.rules.checks if (one.unit, one.matter_zh) not in asked]
    if not wanted:
        raise Refused("nothing", _("No office is left to be asked."))
    units = {unit.code: unit for unit in Unit.objects.filter(code__in={one.unit for one in wanted})}
    with act("honours.ask_checks", by=by, at=at, on=nomination, number=nomination.number) as record:
        made = [
            Check(
                nomination=nomination,
                unit=units[one.unit],
                matter_zh=one.matter_zh[:200],
                asked_at=at,
                **_times(at, one.working_days),
            )
            for one in wanted
            if one.unit in units
        ]
        Check.objects.bulk_create(made)
        record.note(count=len(made), units=[one.unit.code for one in made])
    return made


def _times(asked_at: datetime, working_days: int) -> dict[str, datetime]:
    """When it is due, and when its office is reminded: a working day before, halfway where there is only one."""
    due = deadline(asked_at, Limit(working_days, "working_days")).at
    halfway = asked_at + (due - asked_at) / 2
    before = deadline(asked_at, Limit(working_days - 1, "working_days")).at if working_days > 1 else halfway
    return {"due_at": due, "remind_at": before}


def remind_of_check(*, by: Actor, at: datetime, check: Check) -> Check:
    """Its day comes near and the office has not answered: told once. Refused: `not_due`, `told_already`."""
    by.must("honours.remind_of_check")
    said = _said(check, check.remind_at, at)
    with act("honours.remind_of_check", by=by, at=at, on=check, **said):
        _told(check, "reminded_at", at)
    return check


def mark_check_overdue(*, by: Actor, at: datetime, check: Check) -> Check:
    """Its day has passed without an answer: told once. Refused: `not_due`, `told_already`."""
    by.must("honours.mark_check_overdue")
    said = _said(check, check.due_at, at)
    with act("honours.mark_check_overdue", by=by, at=at, on=check, **said):
        _told(check, "overdue_at", at)
    return check


def _said(check: Check, since: datetime | None, moment: datetime) -> dict[str, Any]:
    if since is None or moment < since or check.nomination.state not in LIVE:
        raise Refused("not_due", _("Nothing is due here."))
    return {"number": check.nomination.number, "day": timezone.localdate(check.due_at), "unit": check.unit.code}


def _told(check: Check, field: str, moment: datetime) -> None:
    if not Check.objects.filter(pk=check.pk, answered_at=None, **{field: None}).update(**{field: moment}):
        raise Refused("told_already", _("This has been said or answered already."))
    setattr(check, field, moment)


def answer_check(*, by: Actor, at: datetime, check: Check, result: str, reason: str) -> Check:
    """What the office found; something against it needs its reason. By people of the office alone.

    Refused: `own_office`, `answered`, `unknown_result`, `missing`, `over`.
    """
    by.must("honours.answer_check", unit_path=check.unit.path)
    reason = reason.strip()
    if not by.is_system and not by.belongs_to([check.unit.path]):
        raise Refused("own_office", _("Only the office that was asked answers."))
    if result not in CheckResult.values:
        raise Refused("unknown_result", _("This answer does not exist."), field="result")
    if result == CheckResult.AGAINST and not reason:
        raise Refused("missing", _("Please give: %(field)s.") % {"field": _("Reason")}, field="reason")
    nomination = check.nomination
    if nomination.state not in LIVE:
        raise Refused("over", _("This nomination is over."))
    number = nomination.number
    with act("honours.answer_check", by=by, at=at, on=nomination, number=number, reason=reason) as record:
        values = {"result": result, "reason_zh": reason, "answered_at": at, "answered_by_id": by.person_id}
        if not Check.objects.filter(pk=check.pk, answered_at=None).update(**values):
            raise Refused("answered", _("This has been answered already."))
        for field, value in values.items():
            setattr(check, field, value)
        record.note(check=check.pk, result=result, unit=check.unit.code)
    return check
