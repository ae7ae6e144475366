"""Which places an actor may see or change: grants bound to an area reach the rows of its subtree."""

from django.db.models import Q

from chuangcheng.kit.actor import Actor

SEE = "places.see_place"


def within(actor: Actor, verb: str, path: str = "area__path") -> Q:
    """Rows whose area (column path `path`) lies in a grant of `verb`; nothing without such a grant."""
    grants = actor.scopes(verb)
    if any(not grant.area_path for grant in grants):
        return Q()
    allowed = Q(pk__in=[])
    for grant in grants:
        allowed |= Q(**{f"{path}__startswith": grant.area_path})
    return allowed


def segments_within(actor: Actor, verb: str) -> Q:
    """As `within`; a segment that crosses areas has none, and is open to every holder of the verb."""
    inside = within(actor, verb)
    # An empty Q is everything, but `Q() | other` is only the other.
    return inside | Q(area=None) if inside and actor.scopes(verb) else inside
