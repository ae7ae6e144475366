"""Who sees calibrations: the office all, an inspector the ones that are or were open, with the own verdicts alone."""

from django.db.models import Q

from chuangcheng.kit.actor import Actor

SEE_ALL = "calibrations.see_calibration"
SEE_OWN = "calibrations.see_scene"
JUDGE = "calibrations.judge_scene"
SHOWN = ("open", "ended")


def visible_calibrations(actor: Actor) -> Q:
    """For the office's pages."""
    return Q() if actor.may_anywhere(SEE_ALL) else Q(pk__in=())


def own_calibrations(actor: Actor) -> Q:
    """For the phone: nothing of a planned one, also to who planned it."""
    return Q(state__in=SHOWN) if actor.may_anywhere(SEE_OWN) and actor.person_id else Q(pk__in=())
