"""A case was opened, dispatched, described anew or has relapsed: has its fault come back too often?"""

from chuangcheng.kit import clock
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.jobs import job
from chuangcheng.recurrences.actions import add_occurrences, propose_upgrade
from chuangcheng.recurrences.queries import case_to_count, judge


@job()
def count_fault(case_id: int) -> None:
    """Make the card, or add to it. What another job has just done (Stale) is tried again."""
    case, at = case_to_count(case_id), clock.now()
    if case is None:
        return
    found = judge(case, at)
    if found.card is None and found.fault:
        propose_upgrade(by=SYSTEM, at=at, case=case)
    elif found.card is not None and found.occurrences:
        add_occurrences(by=SYSTEM, at=at, case=case)
