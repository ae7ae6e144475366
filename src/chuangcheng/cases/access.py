"""Which cases an Actor may see, and inside which subtrees a verb reaches, as Q objects."""

from django.db.models import Q

from chuangcheng.kit.actor import Actor, Grant
from chuangcheng.places.models import Area
from chuangcheng.units.models import Unit

SIGHTS = ("cases.see_case", "cases.see_group_case", "cases.see_found_case")
NOTHING = Q(pk__in=())


def _inside(grant: Grant) -> Q:
    inside = Q()
    if grant.unit_path:
        inside &= Q(unit__in=Unit.objects.filter(path__startswith=grant.unit_path).values("pk"))
    if grant.area_path:
        inside &= Q(area__in=Area.objects.filter(path__startswith=grant.area_path).values("pk"))
    return inside


def within(actor: Actor, verb: str) -> Q:
    """Cases on which some single grant of the actor carries the verb."""
    scopes = actor.scopes(verb)
    if any(not grant.unit_path and not grant.area_path for grant in scopes):
        return Q()
    reached = NOTHING
    for grant in scopes:
        reached |= _inside(grant)
    return reached


def visible(actor: Actor) -> Q:
    """Cases the actor may see: a unit those dispatched to its subtree, a group those in its remit, an inspector
    those found by himself; office, leaders and auditors all."""
    seen = within(actor, "cases.see_case")
    if seen == Q():
        return seen
    if actor.group_ids and actor.may_anywhere("cases.see_group_case"):
        seen |= Q(group__in=actor.group_ids)
    if actor.person_id and actor.may_anywhere("cases.see_found_case"):
        seen |= Q(opened_by=actor.person_id)
    return seen
