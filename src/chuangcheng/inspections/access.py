"""Who sees rounds and visits: the office all of them, an inspector the own stops of open rounds."""

from datetime import date

from django.db.models import Q

from chuangcheng.kit.actor import Actor

SEE_ROUND = "inspections.see_round"
SEE_STOP = "inspections.see_stop"


def visible_rounds(actor: Actor) -> Q:
    """Rounds concern the whole city: the sight has no scope."""
    return Q() if actor.may_anywhere(SEE_ROUND) else Q(pk__in=())


def own_stops(actor: Actor, today: date) -> Q:
    """Visits of the actor's posts that the round already shows: open, and the stop's day has come.

    Nothing of a planned round is visible to those who will inspect, nor to the units they belong to.
    """
    if not actor.may_anywhere(SEE_STOP) or not actor.post_ids:
        return Q(pk__in=())
    mine = Q(inspectors__post__in=actor.post_ids, inspectors__left_at=None)
    shown = Q(round=None) | Q(round__state__in=("open", "ended"))
    return mine & shown & (Q(day=None) | Q(day__lte=today))


def visible_visits(actor: Actor, today: date) -> Q:
    """What an actor may open: all for whoever sees rounds, else the own stops."""
    if actor.may_anywhere(SEE_ROUND):
        return Q()
    return own_stops(actor, today)
