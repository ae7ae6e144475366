"""Which proceedings an Actor may see: those of the units of the grant; a sealed party's with a city-wide grant only."""

from django.db.models import Q

from chuangcheng.kit.actor import Actor

SEE = "proceedings.see_proceeding"


def within(actor: Actor, verb: str, prefix: str = "") -> Q:
    """Proceedings on which some single grant of the actor carries the verb."""
    grants = actor.scopes(verb)
    if any(not grant.unit_path and not grant.area_path for grant in grants):
        return Q()
    reached = Q(pk__in=())
    for grant in grants:
        # A proceeding lies in no area: a grant that is bound to one reaches none.
        if grant.unit_path and not grant.area_path:
            reached |= Q(**{f"{prefix}unit__path__startswith": grant.unit_path})
    return reached
