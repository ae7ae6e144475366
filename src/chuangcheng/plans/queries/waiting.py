"""What waits for whom, what is due in a month, and who is told."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from chuangcheng.kit.actor import Actor
from chuangcheng.plans import rules
from chuangcheng.plans.access import visible
from chuangcheng.plans.models import Milestone, State, Undertaking
from chuangcheng.plans.queries.slipping import conditions
from chuangcheng.plans.queries.undertakings import UNSHOWN
from chuangcheng.units.access import in_units
from chuangcheng.units.queries import posts_with, recipients


def slip_counts(actor: Actor, at: datetime) -> dict[str, int]:
    """How many tasks slip for each reason, and for any. Two queries."""
    tasks = Undertaking.objects.filter(visible(actor), kind="task").order_by()
    found = tasks.aggregate(**{f"{name}_count": Count("pk", filter=wanted) for name, wanted in conditions(at).items()})
    return {name.removesuffix("_count"): count for name, count in found.items()}


def _own(actor: Actor) -> Q:
    """What the actor's posts answer for: what names the post, and what names only the unit."""
    return Q(post__in=actor.post_ids) | Q(post=None, unit__in=actor.unit_ids)


def due_for(actor: Actor, at: datetime, days: int = 30) -> QuerySet[Undertaking]:
    """The actor's own running tasks that are due within so many days or late, what runs out first on top."""
    if not any(actor.may_anywhere(verb) for verb in ("plans.report_progress", "plans.report_done")):
        return Undertaking.objects.none()
    until = timezone.localdate(at) + timedelta(days=days)
    rows = Undertaking.objects.filter(_own(actor), kind="task", state__in=rules.RUNNING, due_on__lte=until)
    return rows.select_related("unit", "theme").defer(*UNSHOWN).order_by("due_on", "pk")


def to_confirm_for(actor: Actor) -> QuerySet[Undertaking]:
    """What was reported as done and waits for this actor to look, longest first."""
    rows = Undertaking.objects.filter(in_units(actor, "plans.confirm_done", "unit__path"), state=State.REPORTED)
    if actor.person_id is not None:
        rows = rows.exclude(reported_by=actor.person_id)
    return rows.select_related("unit", "theme").defer(*UNSHOWN).order_by("last_heard_at", "pk")


def posts_of_undertaking(pk: int, at: datetime) -> set[int]:
    """The post that answers for it, else those who hear what reaches its unit."""
    one = Undertaking.objects.select_related("unit").filter(pk=pk).first()
    if one is None:
        return set()
    return {one.post_id} if one.post_id else {post.pk for post in recipients(one.unit, at)}


def posts_that_confirm(pk: int, at: datetime) -> set[int]:
    """Those who may say that it is done."""
    one = Undertaking.objects.select_related("unit").filter(pk=pk).first()
    return posts_with("plans.confirm_done", at, unit_path=one.unit.path) if one else set()


def in_month(actor: Actor, first: date, last: date, most: int = 400) -> Mapping[date, list[tuple[str, Any]]]:
    """day -> what is due on it: ("due", undertaking) and ("milestone", milestone); at most `most` of either."""
    shown = Undertaking.objects.filter(visible(actor), due_on__range=(first, last)).exclude(state=State.DROPPED)
    found: dict[date, list[tuple[str, Any]]] = {}
    for one in shown.select_related("unit").defer("search_text").order_by("due_on", "pk")[:most]:
        found.setdefault(one.due_on, []).append(("due", one))
    stones = Milestone.objects.filter(due_on__range=(first, last)).exclude(undertaking__state=State.DROPPED)
    seen = stones.filter(undertaking__in=Undertaking.objects.filter(visible(actor)).values("pk"))
    for stone in seen.select_related("undertaking").order_by("due_on", "pk")[:most]:
        found.setdefault(stone.due_on, []).append(("milestone", stone))
    return found
