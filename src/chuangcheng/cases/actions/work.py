"""What the unit does: accept, ask for more time, submit. And what the office answers: grant, deny, hold, resume."""

from collections.abc import Sequence
from datetime import date, datetime

from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from chuangcheng.calendars.queries import city_calendar
from chuangcheng.calendars.rules import Limit
from chuangcheng.cases.actions.authorising import must
from chuangcheng.cases.actions.clock import count_anew, end_pause, start_pause
from chuangcheng.cases.actions.photos import attach
from chuangcheng.cases.models import Case, Extension, ExtensionState, PauseKind, PhotoKind, Submission
from chuangcheng.cases.workflow import check, moved
from chuangcheng.evidence.models import File
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused


def _unit_name(case: Case) -> str:
    return case.unit.name_zh if case.unit else ""


def accept_case(*, by: Actor, at: datetime, case: Case) -> Case:
    """The unit takes the case on; from now it can no longer be taken back or disputed."""
    must(by, "cases.accept_case", case)
    move = check("cases.accept_case", case.state, {})
    with act("cases.accept_case", by=by, at=at, on=case, number=case.number, unit=_unit_name(case)):
        moved(case, move, accepted_at=at)
    return case


def submit_case(*, by: Actor, at: datetime, case: Case, cause: str, measure: str, photos: Sequence[File]) -> Submission:
    """Cause (整改原因), measure (整改舉措) and evidence. The clock stands still while somebody verifies."""
    must(by, "cases.submit_case", case)
    cause, measure = cause.strip(), measure.strip()
    move = check("cases.submit_case", case.state, {"cause": cause, "measure": measure, "photos": photos})
    with act("cases.submit_case", by=by, at=at, on=case, number=case.number, unit=_unit_name(case)) as record:
        moved(case, move, wanted_at=at)
        start_pause(case, PauseKind.VERIFICATION, at)
        attempt = case.submissions.count() + 1
        submission = Submission.objects.create(
            case=case, attempt=attempt, cause=cause, measure=measure, submitted_at=at, submitted_by_id=by.person_id
        )
        attach(case, photos, PhotoKind.AFTER, by=by.person_id, moment=at, attempt=attempt)
        record.note(cause=cause[:200], measure=measure[:200], photos=len(photos), attempt=attempt)
    return submission


def parsed_limit(text: str) -> Limit:
    """The limit, or Refused: `bad_limit`."""
    try:
        return Limit.parse(text)
    except ValueError:
        raise Refused("bad_limit", _("Give a number of working hours or days."), field="limit") from None


def ask_extension(*, by: Actor, at: datetime, case: Case, limit: str, reason: str) -> Extension:
    """The unit asks for more time; the clock runs on until somebody grants it. Refused: `asked_already`."""
    must(by, "cases.ask_extension", case)
    reason = reason.strip()
    move = check("cases.ask_extension", case.state, {"limit": limit, "reason": reason})
    wanted = str(parsed_limit(limit))
    with act("cases.ask_extension", by=by, at=at, on=case, number=case.number, reason=reason) as record:
        moved(case, move)
        if case.extensions.filter(state=ExtensionState.ASKED).exists():
            raise Refused("asked_already", _("A request for more time is waiting for its answer."))
        record.note(unit=_unit_name(case), limit=wanted)
        return Extension.objects.create(
            case=case,
            limit=wanted,
            reason=reason,
            asked_at=at,
            asked_by_id=by.person_id,
            clock_started_at=case.clock_started_at,
        )


def _asked(case: Case) -> Extension | None:
    return case.extensions.filter(state=ExtensionState.ASKED).first()


def _decide(extension: Extension, state: ExtensionState, moment: datetime, note: str, limit: str) -> None:
    """Compare-and-set: two officers who decide at once make one decision."""
    asked = Extension.objects.filter(pk=extension.pk, state=ExtensionState.ASKED)
    if not asked.update(state=state, decided_at=moment, decision_note=note, limit=limit):
        raise Refused("decided_already", _("Somebody else has decided on this request meanwhile."))


def grant_extension(*, by: Actor, at: datetime, case: Case, limit: str = "", reason: str = "") -> Case:
    """Grant what was asked, or less, or more time on the office's own motion (then limit and reason are needed)."""
    must(by, "cases.grant_extension", case)
    move = check("cases.grant_extension", case.state, {})
    asked, reason = _asked(case), reason.strip()
    if asked is None and not (limit and reason):
        raise Refused("missing", _("Nobody asked for more time: say how much, and why."), field="limit")
    granted = str(parsed_limit(limit or (asked.limit if asked else "")))
    with act("cases.grant_extension", by=by, at=at, on=case, number=case.number, limit=granted) as record:
        moved(case, move)
        if asked:
            _decide(asked, ExtensionState.GRANTED, at, reason, granted)
        else:
            Extension.objects.create(
                case=case,
                limit=granted,
                reason=reason,
                state=ExtensionState.GRANTED,
                asked_at=at,
                asked_by_id=by.person_id,
                decided_at=at,
                clock_started_at=case.clock_started_at,
            )
        count_anew(case, at)
        record.note(reason=reason, due_at=case.due_at)
    return case


def deny_extension(*, by: Actor, at: datetime, case: Case, reason: str) -> Case:
    """No more time, and why. Refused: `nothing_asked`."""
    must(by, "cases.deny_extension", case)
    reason = reason.strip()
    move = check("cases.deny_extension", case.state, {"reason": reason})
    asked = _asked(case)
    if asked is None:
        raise Refused("nothing_asked", _("No request for more time is waiting."))
    with act("cases.deny_extension", by=by, at=at, on=case, number=case.number, reason=reason):
        moved(case, move)
        _decide(asked, ExtensionState.DENIED, at, reason, asked.limit)
    return case


def _must_lie_ahead(review_on: date, moment: datetime) -> None:
    if review_on <= localdate(moment):
        raise Refused("review_in_the_past", _("The review date must lie ahead."), field="review_on")


def _closing_of(day: date) -> datetime:
    calendar = city_calendar()
    return calendar.moment(calendar.closing(day))


def hold_case(*, by: Actor, at: datetime, case: Case, reason: str, plan: str, review_on: date) -> Case:
    """緩辦: the office stops the clock for a reason, with a plan and a date on which it looks again.

    A held case is out of the on-time rate and in the open list of holds, never out of sight.
    """
    must(by, "cases.hold_case", case)
    reason, plan = reason.strip(), plan.strip()
    move = check("cases.hold_case", case.state, {"reason": reason, "plan": plan, "review_on": review_on})
    _must_lie_ahead(review_on, at)
    with act("cases.hold_case", by=by, at=at, on=case, number=case.number, reason=reason) as record:
        closing = _closing_of(review_on)
        moved(case, move, hold_reason=reason, hold_plan=plan, held_until=review_on, wanted_at=closing)
        start_pause(case, PauseKind.HOLD, at)
        record.note(plan=plan, review_on=review_on)
    return case


def renew_hold(*, by: Actor, at: datetime, case: Case, reason: str, review_on: date) -> Case:
    """The reason still stands: look again on a later date."""
    must(by, "cases.renew_hold", case)
    reason = reason.strip()
    move = check("cases.renew_hold", case.state, {"reason": reason, "review_on": review_on})
    _must_lie_ahead(review_on, at)
    with act("cases.renew_hold", by=by, at=at, on=case, number=case.number, reason=reason, review_on=review_on):
        moved(case, move, held_until=review_on, hold_reason=reason, wanted_at=_closing_of(review_on))
    return case


def resume_case(*, by: Actor, at: datetime, case: Case, note: str = "") -> Case:
    """The hold ends; the clock goes on where it stood."""
    must(by, "cases.resume_case", case)
    move = check("cases.resume_case", case.state, {})
    with act("cases.resume_case", by=by, at=at, on=case, number=case.number) as record:
        end_pause(case, at)
        moved(case, move, held_until=None, hold_reason="", hold_plan="")
        count_anew(case, at)
        record.note(note=note.strip(), due_at=case.due_at)
    return case
