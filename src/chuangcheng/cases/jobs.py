"""What happens to cases by the clock alone. Each step is an act of its own; running twice does nothing twice."""

from chuangcheng.cases import queries
from chuangcheng.cases.actions import (
    escalate_case,
    escalate_instruction,
    mark_instruction_overdue,
    mark_overdue,
    recompute_provisional_deadlines,
    remind_case,
)
from chuangcheng.cases.models import CasePhoto
from chuangcheng.cases.queries.hints import pairs_to_compare
from chuangcheng.kit import clock
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.jobs import job
from chuangcheng.kit.refused import Refused


@job()
def watch_deadlines() -> None:
    """Remind before, mark overdue, climb the ladder. A case that somebody moved meanwhile is passed over."""
    at = clock.now()
    for case, step in queries.to_remind(at):
        try:
            remind_case(by=SYSTEM, at=at, case=case, step=step)
        except Refused:
            continue
    for case in queries.newly_overdue(at):
        try:
            mark_overdue(by=SYSTEM, at=at, case=case)
        except Refused:
            continue
    for case, step in queries.to_escalate(at):
        try:
            escalate_case(by=SYSTEM, at=at, case=case, step=step)
        except Refused:
            continue


@job()
def watch_instructions() -> None:
    """Mark overdue replies, climb the ladder. An instruction that somebody moved meanwhile is passed over."""
    at = clock.now()
    for row in queries.newly_overdue_instructions(at):
        try:
            mark_instruction_overdue(by=SYSTEM, at=at, instruction=row)
        except Refused:
            continue
    for row, step in queries.instructions_to_escalate(at):
        try:
            escalate_instruction(by=SYSTEM, at=at, instruction=row, step=step)
        except Refused:
            continue


@job(queue="slow")
def compare_places(case_id: int) -> None:
    """Do the pictures after the work show the place from before? Kept with the pictures; a case shows it as a hint."""
    # OpenCV is large, and the web process that only enqueues this job needs none of it.
    from chuangcheng.evidence.fingerprints import compare_pair

    photos = list(CasePhoto.objects.filter(case=case_id).select_related("file"))
    for before, after in pairs_to_compare(photos):
        compare_pair(before.file, after.file, clock.now())


@job()
def recompute_deadlines() -> None:
    """A year's table has arrived."""
    recompute_provisional_deadlines(by=SYSTEM, at=clock.now())
