"""督辦: a written instruction on a case, the reply that the unit in charge owes, and what becomes of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from chuangcheng.calendars.queries import deadline
from chuangcheng.calendars.rules import Limit
from chuangcheng.cases.actions.authorising import must
from chuangcheng.cases.actions.work import parsed_limit
from chuangcheng.cases.models import (
    Case,
    CaseCounter,
    EscalationStep,
    Instruction,
    InstructionReply,
    InstructionState,
    PhotoKind,
    ReplyFile,
    ReplyVerdict,
    Submission,
    Verdict,
)
from chuangcheng.cases.rules import number
from chuangcheng.cases.workflow import check_instruction, instruction_moved
from chuangcheng.evidence.models import File
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.serials import next_number
from chuangcheng.units.models import Post
from chuangcheng.units.queries import posts_with_role


def issue_instruction(
    *, by: Actor, at: datetime, case: Case, text: str, limit: str, post: Post | None = None
) -> Instruction:
    """Ask the unit in charge in writing. `post`: the leader whose word it is; none: the office's own.

    What the unit has submitted already is noted, so that it can answer with it.
    Refused: `no_unit`, `bad_limit`, `not_a_leader`.
    """
    must(by, "cases.issue_instruction", case)
    text = text.strip()
    move = check_instruction("cases.issue_instruction", None, {"text": text, "limit": limit})
    wanted = parsed_limit(limit)
    if case.unit is None:
        raise Refused("no_unit", _("No unit is in charge of this case yet: dispatch it first."))
    if post is not None and post.pk not in posts_with_role("leader", at):
        raise Refused("not_a_leader", _("This post is no leader's."), field="post")
    with act("cases.issue_instruction", by=by, at=at, case=case.number, text=text) as record:
        year = localtime(at).year
        serial = next_number(CaseCounter.objects.all(), f"instruction:{year}")
        due = deadline(at, wanted)
        instruction = Instruction.objects.create(
            number=number(year, serial),
            case=case,
            post=post,
            text=text,
            state=move.target,
            issued_at=at,
            issued_by_id=by.person_id,
            limit=str(wanted),
            due_at=due.at,
            is_due_provisional=due.provisional,
            held=_held(case),
        )
        record.on(instruction, number=instruction.number, unit=case.unit.name_zh, due_at=due.at)
        record.note(leader=post.name_zh if post else "", held=bool(instruction.held))
    return instruction


def _held(case: Case) -> dict[str, int]:
    """What the unit has said already: its last submission that nobody has returned, and how many pictures it had."""
    last = case.submissions.order_by("-attempt").first()
    if last is None or last.verdict == Verdict.RETURNED:
        return {}
    photos = case.photos.filter(kind=PhotoKind.AFTER, attempt=last.attempt).count()
    return {"submission": last.pk, "attempt": last.attempt, "photos": photos}


def answer_instruction(
    *,
    by: Actor,
    at: datetime,
    instruction: Instruction,
    text: str = "",
    files: Sequence[File] = (),
    submission: Submission | None = None,
) -> InstructionReply:
    """The unit in charge replies in its own words, or with what it has submitted on the case already (`submission`).

    Refused: `missing`, `wrong_state`, `other_case` for a submission on another case.
    """
    must(by, "cases.answer_instruction", instruction.case)
    if submission is not None:
        if submission.case_id != instruction.case_id:
            raise Refused("other_case", _("That submission belongs to another case."), field="submission")
        text = text.strip() or submission.measure
    text = text.strip()
    move = check_instruction("cases.answer_instruction", instruction, {"text": text})
    unit = instruction.case.unit
    with act("cases.answer_instruction", by=by, at=at, on=instruction, number=instruction.number, text=text) as record:
        was_on_time = at <= instruction.due_at
        instruction_moved(instruction, move)
        reply = InstructionReply.objects.create(
            instruction=instruction,
            number=instruction.replies.count() + 1,
            unit=unit,
            text=text,
            submission=submission,
            replied_at=at,
            replied_by_id=by.person_id,
            was_on_time=was_on_time,
        )
        ReplyFile.objects.bulk_create(ReplyFile(reply=reply, file=file) for file in dict.fromkeys(files))
        record.note(unit=unit.name_zh if unit else "", files=len(files), from_record=submission is not None)
    return reply


def _judge(by: Actor, verb: str, instruction: Instruction) -> None:
    """Whoever may ask may judge, but never the people of the unit that replied. Raises Refused `own_unit`."""
    must(by, verb, instruction.case)
    if instruction.case.unit and by.belongs_to([instruction.case.unit.path]):
        raise Refused("own_unit", _("The unit's own people do not judge its reply."))


def _decide(instruction: Instruction, verdict: ReplyVerdict, by: Actor, moment: datetime, note: str) -> None:
    pending = instruction.replies.filter(verdict=ReplyVerdict.PENDING)
    pending.update(verdict=verdict, verdict_note=note, judged_at=moment, judged_by_id=by.person_id)


def accept_reply(*, by: Actor, at: datetime, instruction: Instruction, note: str = "") -> Instruction:
    """The reply is enough: the instruction is settled."""
    _judge(by, "cases.accept_reply", instruction)
    move = check_instruction("cases.accept_reply", instruction, {})
    with act("cases.accept_reply", by=by, at=at, on=instruction, number=instruction.number, note=note.strip()):
        instruction_moved(instruction, move, settled_at=at)
        _decide(instruction, ReplyVerdict.ACCEPTED, by, at, note.strip())
    return instruction


def return_reply(*, by: Actor, at: datetime, instruction: Instruction, reason: str, limit: str) -> Instruction:
    """The reply is not enough, and why; another is owed within the limit, counted from now."""
    _judge(by, "cases.return_reply", instruction)
    reason = reason.strip()
    move = check_instruction("cases.return_reply", instruction, {"reason": reason, "limit": limit})
    wanted: Limit = parsed_limit(limit)
    due = deadline(at, wanted)
    with act("cases.return_reply", by=by, at=at, on=instruction, number=instruction.number, reason=reason) as record:
        instruction_moved(
            instruction,
            move,
            limit=str(wanted),
            due_at=due.at,
            is_due_provisional=due.provisional,
            overdue_since=None,
            escalation_level=0,
            return_count=instruction.return_count + 1,
        )
        _decide(instruction, ReplyVerdict.RETURNED, by, at, reason)
        record.note(due_at=due.at)
    return instruction


def withdraw_instruction(*, by: Actor, at: datetime, instruction: Instruction, reason: str) -> Instruction:
    """It is no longer needed, and why."""
    must(by, "cases.withdraw_instruction", instruction.case)
    reason = reason.strip()
    move = check_instruction("cases.withdraw_instruction", instruction, {"reason": reason})
    with act("cases.withdraw_instruction", by=by, at=at, on=instruction, number=instruction.number, reason=reason):
        instruction_moved(instruction, move, settled_at=at)
    return instruction


def _claim(instruction: Instruction, conditions: dict[str, Any], **changes: Any) -> None:
    rows = Instruction.objects.filter(pk=instruction.pk, state=InstructionState.OPEN, **conditions)
    if not rows.update(**changes):
        raise Refused("done_already", _("This has been done already, or no reply is owed any more."))
    for name, value in changes.items():
        setattr(instruction, name, value)


def mark_instruction_overdue(*, by: Actor, at: datetime, instruction: Instruction) -> Instruction:
    """The reply is owed and its deadline has passed. Refused: `done_already`."""
    must(by, "cases.mark_instruction_overdue", instruction.case)
    with act("cases.mark_instruction_overdue", by=by, at=at, on=instruction, number=instruction.number) as record:
        due = instruction.due_at
        _claim(instruction, {"overdue_since": None, "due_at": due, "due_at__lt": at}, overdue_since=due)
        record.note(due_at=due)
    return instruction


def escalate_instruction(*, by: Actor, at: datetime, instruction: Instruction, step: EscalationStep) -> Instruction:
    """Tell the audience of a rung of the ladder. Refused: `done_already`."""
    must(by, "cases.escalate_instruction", instruction.case)
    with act("cases.escalate_instruction", by=by, at=at, on=instruction, number=instruction.number) as record:
        late = {"escalation_level__lt": step.level, "due_at": instruction.due_at, "due_at__lt": at}
        _claim(instruction, late, escalation_level=step.level)
        record.note(audience=step.audience, level=step.level, due_at=instruction.due_at)
    return instruction
