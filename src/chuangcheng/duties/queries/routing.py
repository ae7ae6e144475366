"""Routing rules: which are in force, which apply here, and what each would have done."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.timezone import localtime

from chuangcheng.duties.models import RoutingRule, RoutingState
from chuangcheng.duties.routing import EVERY_DAY, Route, applies
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound
from chuangcheng.places.models import Area

SEE = "duties.see_duty"


def route_of(rule: RoutingRule) -> Route:
    """The plain value of a rule."""
    return Route(
        rule.pk,
        rule.unit_id,
        rule.area.path if rule.area else "",
        rule.category,
        tuple(rule.weekdays) or EVERY_DAY,
        rule.starts,
        rule.ends,
    )


def rules_in_force() -> QuerySet[RoutingRule]:
    """All that are switched on, for units in use."""
    return RoutingRule.objects.filter(state=RoutingState.ON, unit__is_active=True).select_related("unit", "area")


def routes_here(paths: Iterable[str], area: Area | None, category: str, at: datetime) -> list[RoutingRule]:
    """Rules in force that apply at a place (`paths`: of its area and all around it), the narrowest first. One query."""
    codes = [category[:length] for length in range(len(category) + 1)]
    here = rules_in_force().filter(Q(area=None) | Q(area__path__in=list(paths)), category__in=codes)
    routes = {rule.pk: (rule, route_of(rule)) for rule in here}
    own, local = area.path if area else "", localtime(at)
    found = [pair for pair in routes.values() if applies(pair[1], own, category, local)]
    return [rule for rule, _route in sorted(found, key=lambda pair: pair[1].rank)]


def routing_rules_for(actor: Actor, state: str = "") -> QuerySet[RoutingRule]:
    """All rules that the actor may look at, the newest first."""
    rows = RoutingRule.objects.select_related("unit", "area", "proposed_by") if actor.may_anywhere(SEE) else None
    if rows is None:
        return RoutingRule.objects.none()
    return rows.filter(state=state) if state in RoutingState.values else rows


def get_routing_rule_for(actor: Actor, pk: int) -> RoutingRule:
    """One rule. Raises NotFound."""
    found = routing_rules_for(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("routing rule")
    return found
