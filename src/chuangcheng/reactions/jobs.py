"""Answers to news: reads one room, calls another's action."""

from django.db import transaction

from chuangcheng.inspections.actions import plan_routes
from chuangcheng.inspections.queries import days_to_plan_again
from chuangcheng.journal.queries import entry as find_entry
from chuangcheng.kit import clock
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.jobs import job
from chuangcheng.notices.actions import send_messages
from chuangcheng.notices.delivering.planning import plan_deliveries
from chuangcheng.reactions.recipients import posts_to_tell


@job()
def tell(entry_id: int) -> None:
    """Send the news of a journal row to the posts it concerns, and put what leaves the house in line.

    Both in one transaction: whoever finds a message in the inbox will be reached outside too, and nobody twice.
    """
    entry, at = find_entry(entry_id), clock.now()
    if entry is None:
        return
    posts = posts_to_tell(entry, at)
    with transaction.atomic():
        send_messages(by=SYSTEM, at=at, entry_id=entry_id, post_ids=posts)
        plan_deliveries(entry, posts, at)


@job()
def plan_ways_again(visit_id: int) -> None:
    """A stop fell out, or somebody else goes there: the routes of its day are planned again, from now on."""
    at = clock.now()
    found = days_to_plan_again(visit_id, at)
    for day in found[1] if found else ():
        plan_routes(by=SYSTEM, at=at, round=found[0], day=day)  # type: ignore[index]
