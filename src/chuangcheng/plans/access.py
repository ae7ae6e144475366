"""Which undertakings, entries and meetings an actor reaches, as Q objects."""

from django.db.models import Q

from chuangcheng.kit.actor import Actor
from chuangcheng.units.access import in_units

SEE = "plans.see_plan"
SEE_FEEDBACK = "plans.see_feedback"
SEE_MEETING = "plans.see_meeting"
NOTHING = Q(pk__in=())


def visible(actor: Actor) -> Q:
    """Plans, key points and schemes are issued to everybody who may see plans at all; tasks to those in whose units
    they lie."""
    if not actor.may_anywhere(SEE):
        return NOTHING
    own = in_units(actor, SEE, "unit__path")
    return own if own == Q() else own | ~Q(kind="task")


def visible_shortfalls(actor: Actor) -> Q:
    """Entries of one's own units; those without a unit are seen by who sees the whole city."""
    return in_units(actor, SEE_FEEDBACK, "unit__path")


def visible_meetings(actor: Actor) -> Q:
    """Meetings to which one's own units were invited; whoever sees the whole city sees all."""
    return in_units(actor, SEE_MEETING, "attendance__unit__path")
