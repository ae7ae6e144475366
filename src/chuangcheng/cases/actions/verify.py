"""Somebody from outside the unit looks: close (銷號), return for rework, reopen. And remarks by anybody."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.cases.actions.authorising import must, must_be_impartial
from chuangcheng.cases.actions.clock import count_anew, end_pause
from chuangcheng.cases.actions.dispatch import NO_CLOCK
from chuangcheng.cases.actions.photos import attach
from chuangcheng.cases.actions.settling import settle_parent, unsettle_parent
from chuangcheng.cases.models import Case, ExtensionState, PhotoKind, Submission, Verdict
from chuangcheng.cases.workflow import check, moved
from chuangcheng.evidence.models import File
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused


def _pending(case: Case) -> Submission | None:
    return case.submissions.filter(verdict=Verdict.PENDING).order_by("attempt").last()


def _judge(submission: Submission | None, verdict: Verdict, by: Actor, moment: datetime, note: str) -> None:
    if submission:
        submission.verdict, submission.verdict_note = verdict, note
        submission.verified_at, submission.verified_by_id = moment, by.person_id
        submission.save(update_fields=["verdict", "verdict_note", "verified_at", "verified_by"])


def close_case(*, by: Actor, at: datetime, case: Case, note: str = "", photos: Sequence[File] = ()) -> Case:
    """Verified on the spot or by the evidence: the case is closed. Never by the unit's own people, nor by whoever
    submitted it. On time is what was submitted before the deadline; a correction on the spot had no clock."""
    must(by, "cases.close_case", case)
    move = check("cases.close_case", case.state, {})
    submission = _pending(case)
    must_be_impartial(by, case, submission)
    with act("cases.close_case", by=by, at=at, on=case, number=case.number, note=note.strip()) as record:
        on_time = submission.submitted_at <= case.due_at if submission and case.due_at else None
        moved(case, move, closed_at=at, wanted_at=at, was_on_time=on_time)
        end_pause(case, at)
        case.extensions.filter(state=ExtensionState.ASKED).update(state=ExtensionState.LAPSED, decided_at=at)
        _judge(submission, Verdict.VERIFIED, by, at, note.strip())
        attach(
            case,
            photos,
            PhotoKind.AFTER,
            by=by.person_id,
            moment=at,
            attempt=submission.attempt if submission else 0,
        )
        settle_parent(case, at)
        record.note(on_time=on_time, photos=len(photos))
    return case


def return_case(*, by: Actor, at: datetime, case: Case, reason: str, photos: Sequence[File] = ()) -> Case:
    """Not put right: back to the unit. The time of verification is given back, what was late stays late."""
    must(by, "cases.return_case", case)
    reason = reason.strip()
    move = check("cases.return_case", case.state, {"reason": reason})
    submission = _pending(case)
    must_be_impartial(by, case, submission)
    with act("cases.return_case", by=by, at=at, on=case, number=case.number, reason=reason) as record:
        end_pause(case, at)
        moved(case, move, return_count=case.return_count + 1)
        _judge(submission, Verdict.RETURNED, by, at, reason)
        attach(case, photos, PhotoKind.NOTE, by=by.person_id, moment=at)
        count_anew(case, at)
        record.note(due_at=case.due_at, photos=len(photos), unit=case.unit.name_zh if case.unit else "")
    return case


def return_correction(*, by: Actor, at: datetime, case: Case, reason: str) -> Case:
    """It was not put right on the spot after all: the case waits for dispatch like any other."""
    must(by, "cases.return_correction", case)
    reason = reason.strip()
    move = check("cases.return_correction", case.state, {"reason": reason})
    submission = _pending(case)
    must_be_impartial(by, case, submission)
    with act("cases.return_correction", by=by, at=at, on=case, number=case.number, reason=reason):
        moved(case, move, **{**NO_CLOCK, "wanted_at": at, "return_count": case.return_count + 1})
        _judge(submission, Verdict.RETURNED, by, at, reason)
    return case


REOPENED: dict[str, Any] = {**NO_CLOCK, "closed_at": None, "was_on_time": None, "merged_into": None}


def reopen_case(*, by: Actor, at: datetime, case: Case, reason: str) -> Case:
    """It came back, or was closed, refused or merged wrongly: it waits for dispatch again, with a new clock."""
    must(by, "cases.reopen_case", case)
    reason = reason.strip()
    move = check("cases.reopen_case", case.state, {"reason": reason})
    if case.children.exists():
        raise Refused("has_parts", _("This case was split: reopen the part that is meant."))
    with act("cases.reopen_case", by=by, at=at, on=case, number=case.number, reason=reason) as record:
        record.note(unit=case.unit.name_zh if case.unit else "", unit_id=case.unit_id)
        moved(case, move, **{**REOPENED, "wanted_at": at, "reopen_count": case.reopen_count + 1})
        unsettle_parent(case, at)
    return case


def note_case(*, by: Actor, at: datetime, case: Case, text: str, photos: Sequence[File] = ()) -> Case:
    """A remark with or without pictures; it moves nothing."""
    must(by, "cases.note_case", case)
    if not text.strip():
        raise Refused("missing", _("Write the remark."), field="text")
    with act("cases.note_case", by=by, at=at, on=case, number=case.number, text=text.strip()) as record:
        attach(case, photos, PhotoKind.NOTE, by=by.person_id, moment=at)
        record.note(photos=len(photos))
    return case
