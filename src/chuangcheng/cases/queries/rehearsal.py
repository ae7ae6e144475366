"""What a routing rule would have done with the cases of the last month."""

from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localtime

from chuangcheng.cases.models import Case
from chuangcheng.cases.queries.responsibility import AFTER_DISPUTE, CHOSEN
from chuangcheng.duties.queries import RoutingRule, route_of, rules_in_force
from chuangcheng.duties.routing import PastCase, rehearse
from chuangcheng.units.models import Unit

DAYS = 30
MOST = 20_000


def routing_rehearsal(rule: RoutingRule, at: datetime) -> dict[str, Any]:
    """`duties.routing.rehearse` on the cases opened in the last 30 days that a unit has (the latest 20,000 in the
    rule's area and category), with unit codes and the period. Three queries."""
    since = at - timedelta(days=DAYS)
    rows = Case.objects.filter(opened_at__gte=since, opened_at__lt=at, unit__isnull=False)
    if rule.area:
        rows = rows.filter(area__path__startswith=rule.area.path)
    if rule.category:
        rows = rows.filter(category__code__startswith=rule.category)
    names = ("pk", "unit_id", "area__path", "category__code", "dispatched_at", "opened_at", "dispatch_reason")
    past = [
        PastCase(
            pk,
            unit,
            area or "",
            category or "",
            localtime(dispatched or opened),
            is_chosen=(reason or {}).get("code") in (CHOSEN, AFTER_DISPUTE),
        )
        for pk, unit, area, category, dispatched, opened, reason in rows.order_by("-opened_at").values_list(*names)[
            :MOST
        ]
    ]
    found = rehearse(route_of(rule), [route_of(one) for one in rules_in_force()], past)
    codes = dict(Unit.objects.filter(pk__in=[unit for unit, _count in found["moved"]]).values_list("pk", "code"))
    moved = [[codes[unit], count] for unit, count in found["moved"]]
    return {**found, "moved": moved, "since": since.isoformat(), "until": at.isoformat()}
