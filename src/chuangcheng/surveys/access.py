"""Who sees surveys: the office all of them, an interviewer the addresses and quotas given to the own posts."""

from django.db.models import Q

from chuangcheng.kit.actor import Actor

SEE = "surveys.see_survey"
SEE_OWN = "surveys.see_interview"
NOTHING = Q(pk__in=())


def visible(actor: Actor) -> Q:
    """Surveys and forms concern the whole city: the sight has no scope."""
    return Q() if actor.may_anywhere(SEE) else NOTHING


def own_clusters(actor: Actor) -> Q:
    """Communities and places that an interviewer works in now."""
    if not actor.may_anywhere(SEE_OWN) or not actor.post_ids:
        return NOTHING
    return Q(interviewer__in=actor.post_ids, sample__survey__state="open")
