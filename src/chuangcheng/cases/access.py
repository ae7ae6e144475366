"""Which cases an Actor may see, and inside which subtrees a verb reaches, as Q objects."""

from django.db.models import F, Q, Value
from django.db.models.lookups import In

from chuangcheng.kit.actor import Actor, Grant
from chuangcheng.places.models import Area
from chuangcheng.units.models import Unit

SIGHTS = ("cases.see_case", "cases.see_group_case", "cases.see_found_case")
NOTHING = Q(pk__in=())
SMALL = 3
"""Areas this deep (a community) or deeper are small: the index of areas finds their cases."""


def in_units(path: str) -> Q:
    """Cases of a unit and all below it: few units, so the index of units finds them."""
    return Q(unit__in=Unit.objects.filter(path__startswith=path).values("pk"))


def in_areas(path: str) -> Q:
    """Cases inside an area. A large area holds so many of them that a list is quicker walked in its own order: adding
    nothing to the column keeps the databases from gathering and sorting them all."""
    below = Area.objects.filter(path__startswith=path).values("pk")
    if path.strip("/").count("/") >= SMALL:
        return Q(area__in=below)
    return Q(In(F("area") + Value(0), below))


def _inside(grant: Grant) -> Q:
    inside = Q()
    if grant.unit_path:
        inside &= in_units(grant.unit_path)
    if grant.area_path:
        inside &= in_areas(grant.area_path)
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
