"""Written instructions as a reader may see them: exactly those on cases that the reader may see."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Q, QuerySet

from chuangcheng.calendars.queries import city_calendar
from chuangcheng.cases.access import in_units, visible, within
from chuangcheng.cases.models import (
    Case,
    EscalationStep,
    Instruction,
    InstructionReply,
    InstructionState,
    ReplyFile,
    StepKind,
    Submission,
)
from chuangcheng.cases.rules import is_step_due
from chuangcheng.cases.workflow import INSTRUCTIONS
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.counting import counts_capped
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.transitions import Move
from chuangcheng.units.models import Unit

NEIGHBOURS = ("case__unit", "case__area", "case__group", "case__site", "case__segment", "post__unit", "issued_by")
UNSHOWN = ("case__search_text", "case__hold_plan", "case__area__boundary", "case__segment__line")
BATCH = 500
OPEN_STATES = (InstructionState.OPEN, InstructionState.ANSWERED)
VIEWS = ("owed", "overdue", "answered", "ended")
JUDGING = frozenset({"cases.accept_reply", "cases.return_reply"})


def _on(cases: Q) -> Q:
    """Instructions on the cases that a condition picks; every case where it is none."""
    return Q() if cases == Q() else Q(case__in=Case.objects.filter(cases).values("pk"))


def instructions_for(actor: Actor, view: str = "", at: datetime | None = None) -> QuerySet[Instruction]:
    """All, or one view: `owed` (a reply is due), `overdue` of these, `answered` (waits for acceptance), `ended`."""
    rows = Instruction.objects.filter(_on(visible(actor))).select_related(*NEIGHBOURS).defer(*UNSHOWN)
    if view == "owed":
        return rows.filter(state=InstructionState.OPEN)
    if view == "overdue":
        return rows.filter(state=InstructionState.OPEN, due_at__lt=at)
    if view == "answered":
        return rows.filter(state=InstructionState.ANSWERED)
    if view == "ended":
        return rows.exclude(state__in=OPEN_STATES)
    return rows


def instruction_counts(actor: Actor, at: datetime) -> dict[str, int]:
    """View -> capped count. One query."""
    return counts_capped({view: instructions_for(actor, view, at) for view in VIEWS})


def instructions_of_unit(rows: QuerySet[Instruction], unit: Unit) -> QuerySet[Instruction]:
    """Those whose reply the unit, or one below it, owes or owed."""
    return rows.filter(_on(in_units(unit.path)))


def instructions_of_group(rows: QuerySet[Instruction], group_id: int) -> QuerySet[Instruction]:
    """Those on cases in a group's remit."""
    return rows.filter(case__group=group_id)


def get_instruction_for(actor: Actor, pk: int) -> Instruction:
    """The only door to one instruction; raises NotFound."""
    found = instructions_for(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("instruction")
    return found


def instructions_on(case: Case) -> list[Instruction]:
    """Those on one case that the reader may see already, newest first, at most fifty. One query."""
    return list(case.instructions.select_related("post__unit", "issued_by")[:50])


def replies_of(instruction: Instruction) -> list[InstructionReply]:
    """Replies with their evidence, newest first. Two queries."""
    rows = instruction.replies.select_related("unit", "replied_by", "judged_by", "submission")
    return list(rows.prefetch_related("files__file").order_by("-number")[:50])


def reply_file_for(actor: Actor, pk: int) -> ReplyFile:
    """Evidence of a reply that the actor may see. NotFound otherwise."""
    rows = ReplyFile.objects.filter(reply__instruction__in=instructions_for(actor).values("pk"), pk=pk)
    found = rows.select_related("file").first()
    if found is None:
        raise NotFound("file")
    return found


def held_submission(instruction: Instruction) -> Submission | None:
    """What the unit had submitted on the case when it was asked, or has submitted since and nobody returned."""
    rows = instruction.case.submissions.exclude(verdict="returned")
    return rows.order_by("-attempt").first()


def instruction_moves(actor: Actor, instruction: Instruction) -> list[Move]:
    """What this actor may do next, in the order of the table."""
    case = instruction.case
    own = case.unit is not None and actor.belongs_to([case.unit.path])
    return [
        move
        for move in INSTRUCTIONS.leaving(instruction.state)
        if actor.may(move.verb, unit_path=case.unit_path, area_path=case.area_path)
        and not (own and move.verb in JUDGING)
    ]


def instructions_waiting(actor: Actor, limit: int = 40) -> list[tuple[Instruction, str]]:
    """(instruction, verb) that wait for this actor, what is due first on top: a reply to give, or one to judge."""
    found: list[tuple[Instruction, str]] = []
    for state, verb in (
        (InstructionState.OPEN, "cases.answer_instruction"),
        (InstructionState.ANSWERED, "cases.accept_reply"),
    ):
        if not actor.may_anywhere(verb):
            continue
        rows = instructions_for(actor).filter(_on(within(actor, verb)), state=state).order_by("due_at", "pk")
        if state == InstructionState.OPEN:
            # Whoever may do anything anywhere is not thereby the one who owes the reply.
            rows = rows.filter(_owed_by(actor))
        elif actor.unit_paths:
            rows = rows.exclude(_owed_by(actor))
        found += [(row, verb) for row in rows[:limit]]
    return sorted(found, key=lambda one: (one[0].due_at, one[0].pk))[:limit]


def _owed_by(actor: Actor) -> Q:
    own = Q(pk__in=())
    for path in actor.unit_paths:
        own |= _on(in_units(path))
    return own


def open_of_leader(actor: Actor, limit: int = 12) -> list[Instruction]:
    """Instructions in the name of the actor's own posts whose reply is still owed, what is due first on top."""
    rows = Instruction.objects.filter(post_id__in=actor.post_ids, state=InstructionState.OPEN)
    return list(rows.select_related(*NEIGHBOURS).defer(*UNSHOWN).order_by("due_at", "pk")[:limit])


def newly_overdue_instructions(at: datetime) -> list[Instruction]:
    """Replies past their deadline that are not marked yet."""
    rows = Instruction.objects.filter(state=InstructionState.OPEN, overdue_since=None, due_at__lt=at)
    return list(rows.select_related("case__unit", "case__area").order_by("due_at")[:BATCH])


def instructions_to_escalate(at: datetime) -> Iterator[tuple[Instruction, EscalationStep]]:
    """Overdue replies with every rung they have reached and not been told, rung by rung, what was due first first."""
    calendar = city_calendar()
    for step in EscalationStep.objects.filter(kind=StepKind.ESCALATE).order_by("level"):
        late = Instruction.objects.filter(
            state=InstructionState.OPEN, overdue_since__isnull=False, due_at__lt=at, escalation_level__lt=step.level
        )
        for row in late.select_related("case__unit", "case__area").order_by("due_at")[:BATCH]:
            if not is_step_due(calendar, due=row.due_at, at=at, working_hours=step.working_hours, before=False):
                break
            yield row, step
