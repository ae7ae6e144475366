"""Who sees what came from phones: who decides on it, and everybody their own."""

from django.db.models import Q

from chuangcheng.kit.actor import Actor

SEE = "receipts.see_submission"


def visible(actor: Actor) -> Q:
    """Submissions that the actor may open."""
    if actor.may_anywhere(SEE):
        return Q()
    return Q(person=actor.person_id) if actor.person_id else Q(pk__in=())
