"""Which cards an actor reaches: those of the units and areas of one single grant."""

from django.db.models import Q

from chuangcheng.kit.actor import Actor

SEE = "recurrences.see_recurrence"
NOTHING = Q(pk__in=())


def within(actor: Actor, verb: str = SEE) -> Q:
    """Cards whose unit and area lie in one single grant of the verb."""
    grants = actor.scopes(verb)
    if any(not grant.unit_path and not grant.area_path for grant in grants):
        return Q()
    reached = NOTHING
    for grant in grants:
        inside = Q(unit__path__startswith=grant.unit_path) if grant.unit_path else Q()
        if grant.area_path:
            inside &= Q(area__path__startswith=grant.area_path)
        reached |= inside
    return reached
