"""What offices are asked about candidates."""

from datetime import datetime

from django.db.models import QuerySet

from chuangcheng.honours.access import CHECKS
from chuangcheng.honours.models import Check
from chuangcheng.honours.workflow import LIVE
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound
from chuangcheng.units.access import in_units


def checks_for(actor: Actor, *, only_open: bool = False) -> QuerySet[Check]:
    """What the actor's units are asked, the most urgent first."""
    rows = Check.objects.filter(in_units(actor, CHECKS, "unit__path"))
    rows = rows.select_related("nomination__season__programme", "unit")
    return rows.filter(answered_at=None, nomination__state__in=LIVE) if only_open else rows


def get_check_for(actor: Actor, pk: int) -> Check:
    """The only door to one; raises NotFound."""
    found = checks_for(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("check")
    return found


def checks_to_remind(at: datetime, limit: int = 500) -> list[Check]:
    """Open ones near their day whose office has not been reminded; what is late already is told of that alone."""
    return list(_untold("reminded_at").filter(remind_at__lte=at, due_at__gt=at)[:limit])


def checks_newly_overdue(at: datetime, limit: int = 500) -> list[Check]:
    """Open ones past their day whose office has not been told so."""
    return list(_untold("overdue_at").filter(due_at__lte=at)[:limit])


def _untold(field: str) -> QuerySet[Check]:
    rows = Check.objects.filter(answered_at=None, nomination__state__in=LIVE, **{field: None})
    return rows.select_related("nomination", "unit").order_by("due_at", "pk")


def waiting_checks(actor: Actor, at: datetime, limit: int = 12) -> list[Check]:
    """Open ones of the actor's own units, for the home page."""
    if not actor.may_anywhere("honours.answer_check"):
        return []
    rows = checks_for(actor, only_open=True).filter(in_units(actor, "honours.answer_check", "unit__path"))
    return [one for one in rows.order_by("due_at", "pk")[: limit * 4] if actor.belongs_to([one.unit.path])][:limit]
