"""Which units, and what hangs on them, an actor reaches with a verb or sight."""

from django.db.models import Q

from chuangcheng.kit.actor import Actor


def in_units(actor: Actor, verb: str, path: str = "path") -> Q:
    """Q over the column `path` of a unit (or of something's unit: `unit__path`). Matches nothing without the verb."""
    scopes = actor.scopes(verb)
    if not scopes:
        return Q(pk__in=())
    if any(not grant.unit_path for grant in scopes):
        return Q()
    condition = Q(pk__in=())
    for grant in scopes:
        condition |= Q(**{f"{path}__startswith": grant.unit_path})
    return condition
