"""Who sees a document: the office all of them; a unit what was issued to it or to a unit below it."""

from django.db.models import Q

from chuangcheng.kit.actor import Actor

SEE, RECEIVED, ACKNOWLEDGE = (
    "documents.see_document",
    "documents.see_received_document",
    "documents.acknowledge_document",
)
NOTHING = Q(pk__in=())
OUT = ("issued", "withdrawn", "replaced")


def addressed(actor: Actor, verb: str = RECEIVED, prefix: str = "unit__") -> Q:
    """Recipients whose unit lies in a grant of the verb."""
    reached = NOTHING
    for grant in actor.scopes(verb):
        reached |= Q(**{f"{prefix}path__startswith": grant.unit_path}) if grant.unit_path else Q()
    return reached
