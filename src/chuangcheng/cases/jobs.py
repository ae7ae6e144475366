"""What happens to cases by the clock alone. Each step is an act of its own; running twice does nothing twice."""

from chuangcheng.cases import queries
from chuangcheng.cases.actions import escalate_case, mark_overdue, recompute_provisional_deadlines, remind_case
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
def recompute_deadlines() -> None:
    """A year's table has arrived."""
    recompute_provisional_deadlines(by=SYSTEM, at=clock.now())
