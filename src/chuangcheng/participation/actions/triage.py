"""The desk decides: take it up as a case, join it to an earlier report, decline it with a reason and a text."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.calendars.queries import deadline
from chuangcheng.calendars.rules import Limit
from chuangcheng.cases.actions import open_case, reopen_case
from chuangcheng.cases.queries import Case, Category, Source, State
from chuangcheng.evidence.queries import FileState
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import SYSTEM, Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.participation.located import columns, place_of_report
from chuangcheng.participation.models import Channel, DeclineReason, Report, ReportState
from chuangcheng.participation.rules import TRIAGE_LIMIT
from chuangcheng.participation.workflow import check, moved
from chuangcheng.places.queries import Place

WAITING = timedelta(days=365)
"""A report whose case is being dealt with wants nothing of the triage desk: it sorts behind all that does."""
SOURCES = {Channel.HOTLINE: Source.HOTLINE}


def area_of(report: Report) -> str:
    """Where grants look."""
    return report.area.path if report.area else ""


def wanted(at: datetime, limit: str) -> dict[str, Any]:
    """When the next step is wanted."""
    due = deadline(at, Limit.parse(limit))
    return {"wanted_at": due.at, "is_due_provisional": due.provisional}


def accept_report(
    *,
    by: Actor,
    at: datetime,
    report: Report,
    category: Category | None = None,
    description: str = "",
    severity: int | None = None,
    into: Case | None = None,
) -> Report:
    """A case is opened of it, or it joins the open case `into`. `description`: the case's words, where the writer's
    own should not be handed on. Pictures go along once they are decoded.

    Refused: `missing`, `case_ended`.
    """
    by.must("participation.accept_report", area_path=area_of(report))
    category = category or report.category
    move = check("participation.accept_report", report, {"category": category})
    if into is not None and into.closed_at is not None:
        raise Refused("case_ended", _("That case has ended. Open a new one."), field="into")
    with act("participation.accept_report", by=by, at=at, on=report, code=report.shown_code) as record:
        case = into or _opened(by, at, report, category, description, severity)
        moved(
            report,
            move,
            case=case,
            category=category,
            decided_at=at,
            wanted_at=at + WAITING,
        )
        record.note(case=case.number)
    return report


def _opened(
    by: Actor, at: datetime, report: Report, category: Category | None, description: str, severity: int | None
) -> Case:
    files = [one.file for one in report.photos.select_related("file").filter(file__state=FileState.CLEARED)]
    return open_case(
        by=by,
        at=at,
        source=SOURCES.get(Channel(report.channel), Source.CITIZEN),
        description=description.strip() or report.description,
        place=place_of_report(report),
        category=category,
        severity=severity,
        photos=files,
        found_at=report.received_at,
    )


def merge_report(*, by: Actor, at: datetime, report: Report, into: Report) -> Report:
    """The same matter was reported before: whoever reported sees that report's way. Refused: `joined_to_itself`,
    `not_there` when that one has been joined, declined or deleted itself."""
    by.must("participation.merge_report", area_path=area_of(report))
    move = check("participation.merge_report", report, {"into": into})
    if into.pk == report.pk:
        raise Refused("joined_to_itself", _("A report cannot be joined to itself."), field="into")
    if into.state in (ReportState.MERGED, ReportState.DECLINED, ReportState.ERASED, ReportState.HELD):
        raise Refused("not_there", _("That report is not dealt with itself. Choose another one."), field="into")
    with act("participation.merge_report", by=by, at=at, on=report, code=report.shown_code, into=into.shown_code):
        moved(report, move, joined_to=into, case=into.case, decided_at=at, ended_at=at)
    return report


def decline_report(*, by: Actor, at: datetime, report: Report, reason: str, text: str) -> Report:
    """No case is made of it. The text is what the citizen reads. Refused: `missing`, `unknown_reason`."""
    by.must("participation.decline_report", area_path=area_of(report))
    move = check("participation.decline_report", report, {"reason": reason, "text": text.strip()})
    if reason not in DeclineReason.values:
        raise Refused("unknown_reason", _("This reason is not known."), field="reason")
    with act("participation.decline_report", by=by, at=at, on=report, code=report.shown_code, reason=reason):
        moved(report, move, decline_reason=reason, decline_zh=text.strip(), decided_at=at, ended_at=at, hold_reason="")
    return report


def reconsider_report(*, by: Actor, at: datetime, report: Report, text: str) -> Report:
    """It was declined wrongly. The text stays in the record."""
    by.must("participation.reconsider_report", area_path=area_of(report))
    move = check("participation.reconsider_report", report, {"text": text.strip()})
    with act("participation.reconsider_report", by=by, at=at, on=report, code=report.shown_code, text=text.strip()):
        moved(report, move, **UNDECIDED, **wanted(at, TRIAGE_LIMIT))
    return report


UNDECIDED: dict[str, Any] = {"decline_reason": "", "decline_zh": "", "decided_at": None, "ended_at": None}


def correct_report(
    *, by: Actor, at: datetime, report: Report, category: Category | None = None, place: Place | None = None
) -> Report:
    """Category or place as the desk understands them, before the decision. Refused: `decided`."""
    by.must("participation.correct_report", area_path=area_of(report))
    if report.state not in (ReportState.RECEIVED, ReportState.HELD):
        raise Refused("decided", _("This report has been decided already."))
    changes = {**({"category": category} if category else {}), **(columns(place) if place else {})}
    with act("participation.correct_report", by=by, at=at, on=report, code=report.shown_code) as record:
        for name, value in changes.items():
            setattr(report, name, value)
        report.save(update_fields=list(changes) or None)
        record.note(changed=sorted(changes))
    return report


def settle_review(*, by: Actor, at: datetime, report: Report, text: str) -> Report:
    """A person has looked at it once more: it stays as it is, and the citizen reads why."""
    by.must("participation.settle_review", area_path=area_of(report))
    move = check("participation.settle_review", report, {"text": text.strip()})
    with act("participation.settle_review", by=by, at=at, on=report, code=report.shown_code):
        report.replies.filter(state="draft").delete()
        report.replies.create(
            text_zh=text.strip(), state="published", drafted_at=at, published_at=at, published_by_id=by.person_id
        )
        moved(report, move, ended_at=at, answered_at=at)
    return report


def reopen_report(*, by: Actor, at: datetime, report: Report, text: str) -> Report:
    """The review agrees with the citizen: it goes back to the desk, its closed case is reopened."""
    by.must("participation.reopen_report", area_path=area_of(report))
    move = check("participation.reopen_report", report, {"text": text.strip()})
    with act("participation.reopen_report", by=by, at=at, on=report, code=report.shown_code, text=text.strip()):
        reopened(report, at, text.strip(), is_after_review=True)
        moved(report, move, **UNDECIDED, **wanted(at, TRIAGE_LIMIT))
    return report


def reopened(report: Report, at: datetime, reason: str, *, is_after_review: bool = False) -> None:
    """The case of the report, if it stands closed, waits for dispatch again: the citizen's word does it, and the
    month of the unit in charge knows of it."""
    case = report.case
    if case is not None and case.state == State.CLOSED:
        unit = case.unit_id
        reopen_case(by=SYSTEM, at=at, case=case, reason=reason)
        report.reopenings.create(case=case, unit_id=unit, at=at, is_after_review=is_after_review)
