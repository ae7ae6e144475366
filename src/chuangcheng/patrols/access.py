"""Which schemes an actor reaches: those of the units and areas of the grant, and those the actor's posts patrol."""

from django.db.models import Q

from chuangcheng.kit.actor import Actor

SEE = "patrols.see_scheme"
SCAN = "patrols.record_scan"
SEE_SPOT = "patrols.see_trouble_spot"
NOTHING = Q(pk__in=())


def within(actor: Actor, verb: str, prefix: str = "") -> Q:
    """Rows whose unit and area lie in one single grant of the verb."""
    grants = actor.scopes(verb)
    if any(not grant.unit_path and not grant.area_path for grant in grants):
        return Q()
    reached = NOTHING
    for grant in grants:
        inside = Q(**{f"{prefix}unit__path__startswith": grant.unit_path}) if grant.unit_path else Q()
        if grant.area_path:
            inside &= Q(**{f"{prefix}area__path__startswith": grant.area_path})
        reached |= inside
    return reached
