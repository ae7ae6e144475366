"""Which entries an Actor may see: those whose authority lies in the units of the grant."""

from django.db.models import Q

from chuangcheng.kit.actor import Actor

SEE = "integrity.see_entry"


def within(actor: Actor, verb: str = SEE) -> Q:
    """Entries on which some single grant of the actor carries the verb."""
    reached = Q(pk__in=())
    for grant in actor.scopes(verb):
        if grant.area_path:
            continue
        if not grant.unit_path:
            return Q()
        reached |= Q(authority__path__startswith=grant.unit_path)
    return reached
