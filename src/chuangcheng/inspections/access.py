"""Who sees rounds and visits: who plans them all, the others nothing that could be foreseen, an inspector the own."""

from datetime import date

from django.db.models import Q

from chuangcheng.kit.actor import Actor

SEE_AGREEMENT = "inspections.see_agreement"
"""For the office alone: how two inspectors differ is for their training, not for rankings."""

SEE_ROUND = "inspections.see_round"
SEE_STOP = "inspections.see_stop"
PLAN = "inspections.plan_round"
SEE_YEAR = "inspections.see_year_plan"
DISMISS = "inspections.dismiss_hint"
CHECK_ONESELF = "inspections.start_self_check"
SEE_SELF_CHECK = "inspections.see_self_check"


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
    """What an actor may open: everything for whoever plans rounds; what is no secret any more for whoever sees them
    (leaders and auditors belong to units too); else the own stops."""
    if not actor.may_anywhere(SEE_ROUND):
        return own_stops(actor, today) | _to_verify(actor)
    if actor.may_anywhere(PLAN):
        return Q()
    its_day_has_come = Q(day=None) | Q(day__lte=today)
    return Q(round=None) | Q(round__state__in=("ended", "cancelled")) | (Q(round__state="open") & its_day_has_come)


def _to_verify(actor: Actor) -> Q:
    """Verifiers look at the pictures of visits that are over: all of their areas, or, where they verify for some units
    only, those that a case of these units came of."""
    reached = Q(pk__in=())
    for grant in actor.scopes(DISMISS):
        within = Q(site__area__path__startswith=grant.area_path) if grant.area_path else Q()
        if grant.unit_path:
            within &= Q(findings__case__unit__path__startswith=grant.unit_path)
        reached |= Q(state="done") & within
    return reached


def visible_routes(actor: Actor, today: date) -> Q:
    """Routes tell where and when: whoever plans rounds sees all, others once the round is open and the day has come;
    an inspector only the way that a post of theirs goes."""
    if actor.may_anywhere(SEE_ROUND) and actor.may_anywhere(PLAN):
        return Q()
    shown = Q(round__state__in=("open", "ended"), day__lte=today)
    if actor.may_anywhere(SEE_ROUND):
        return shown
    if not actor.may_anywhere(SEE_STOP) or not actor.post_ids:
        return Q(pk__in=())
    return shown & Q(members__post__in=actor.post_ids)


def may_see_year(actor: Actor) -> bool:
    """Days to come would be foreseen: only who plans the year sees them."""
    return actor.may_anywhere(SEE_YEAR)


def within_own_units(actor: Actor) -> Q:
    """Self-checks of units that the actor belongs to and checks for. Rights over a whole city bring nobody in: neither
    the office nor an auditor nor a superuser belongs to the unit."""
    if not actor.unit_ids:
        return Q(pk__in=())
    reached = Q(pk__in=())
    for grant in actor.scopes(CHECK_ONESELF):
        reached |= Q(unit__path__startswith=grant.unit_path)
    return Q(unit__in=actor.unit_ids) & reached


def see_self_checks(actor: Actor) -> Q:
    """Sums of self-checks after their private days."""
    return Q() if actor.may_anywhere(SEE_SELF_CHECK) else Q(pk__in=())
