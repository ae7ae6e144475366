"""The remit of a working group: what it saw, what moved, what hangs."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Q, QuerySet

from chuangcheng.cases.access import visible
from chuangcheng.cases.models import Case, Instruction, InstructionState
from chuangcheng.cases.workflow import FINAL, RUNNING
from chuangcheng.journal.models import Entry
from chuangcheng.kit.actor import Actor
from chuangcheng.units.models import Group, GroupMember, Holding

LATELY = timedelta(days=30)
MOVES = ("cases.close_case", "cases.submit_case", "cases.dispatch_case", "cases.uphold_dispute")


@dataclass(frozen=True, slots=True)
class GroupFigures:
    """Counts of the last 30 days (seen, opened, closed) and of now (open, overdue, escalated, instructions)."""

    seen: int
    opened: int
    closed: int
    open: int
    overdue: int
    escalated: int
    owed: int


def group_figures(actor: Actor, group: Group, at: datetime) -> GroupFigures:
    """As far as the actor may see the cases: three queries over the group's own rows and its members' findings."""
    since = at - LATELY
    mine = Case.objects.filter(visible(actor), group=group)
    counted = mine.aggregate(
        opened=Count("pk", filter=Q(opened_at__gte=since)),
        closed=Count("pk", filter=Q(closed_at__gte=since)),
        open=Count("pk", filter=~Q(state__in=FINAL)),
        overdue=Count("pk", filter=Q(state__in=RUNNING, due_at__lt=at)),
        escalated=Count("pk", filter=Q(state__in=RUNNING, escalation_level__gt=0)),
    )
    owed = Instruction.objects.filter(case__in=mine.values("pk"), state=InstructionState.OPEN).count()
    seen = seen_by_group(actor, group, at).count()
    return GroupFigures(seen=seen, owed=owed, **counted)


def _people(group: Group, at: datetime) -> list[int]:
    in_force = Q(starts_at__lte=at) & (Q(ends_at=None) | Q(ends_at__gt=at))
    posts = GroupMember.objects.filter(group=group).values("post")
    return list(Holding.objects.filter(in_force, post__in=posts).values_list("person", flat=True))


def seen_by_group(actor: Actor, group: Group, at: datetime) -> QuerySet[Case]:
    """Cases that the group's members registered themselves in the last 30 days."""
    people = _people(group, at)
    return Case.objects.filter(visible(actor), opened_by__in=people, opened_at__gte=at - LATELY)


def hanging(actor: Actor, group: Group, count: int = 20) -> list[Case]:
    """Open cases of the remit, what is wanted first on top."""
    rows = Case.objects.filter(visible(actor), group=group).exclude(state__in=FINAL)
    near = rows.select_related("unit", "site", "segment", "area", "category").defer(
        "search_text", "area__boundary", "segment__line"
    )
    return list(near.order_by("wanted_at", "pk")[:count])


def moved_lately(actor: Actor, group: Group, at: datetime, count: int = 20) -> list[tuple[Entry, Case]]:
    """The last moves on cases of the remit, newest first. Two queries over the newest rows of the record."""
    cases = Case.objects.filter(visible(actor), group=group).values("pk")
    rows = Entry.objects.filter(verb__in=MOVES, at__gte=at - LATELY, subject_type="cases.case", subject_id__in=cases)
    found = list(rows.select_related("personal").order_by("-pk")[:count])
    near = Case.objects.select_related("unit", "site", "segment", "area").defer(
        "search_text", "area__boundary", "segment__line"
    )
    by_id = near.in_bulk([row.subject_id for row in found if row.subject_id])
    return [(row, by_id[row.subject_id]) for row in found if row.subject_id in by_id]
