"""Which reports an actor reaches: those whose area lies in a grant of the verb; all for a city-wide grant."""

from django.db.models import Q

from chuangcheng.kit.actor import Actor

SEE = "participation.see_report"
NOTHING = Q(pk__in=())


def within(actor: Actor, verb: str) -> Q:
    """Rows that one single grant of the verb reaches. Grants inside one unit reach none: reports have no unit."""
    grants = [grant for grant in actor.scopes(verb) if not grant.unit_path]
    if any(not grant.area_path for grant in grants):
        return Q()
    reached = NOTHING
    for grant in grants:
        reached |= Q(area__path__startswith=grant.area_path)
    return reached
