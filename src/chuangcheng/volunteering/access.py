"""Which campaigns and shifts an actor reaches: those of the units of the grant; for a leader the shift that is led."""

from typing import Any

from django.db.models import Q

from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotAllowed

SEE = "volunteering.see_campaign"
NAMES = "volunteering.see_volunteer"
NOTHING = Q(pk__in=())


def within(actor: Actor, verb: str, prefix: str = "") -> Q:
    """Rows whose organising unit lies in one single grant of the verb. Grants inside an area reach none."""
    grants = [grant for grant in actor.scopes(verb) if not grant.area_path]
    if any(not grant.unit_path for grant in grants):
        return Q()
    reached = NOTHING
    for grant in grants:
        reached |= Q(**{f"{prefix}unit__path__startswith": grant.unit_path})
    return reached


def leads(actor: Actor, shift: Any) -> bool:
    """True for the volunteer who was named as this shift's leader."""
    return bool(actor.citizen_id and shift.leader and shift.leader.citizen_id == actor.citizen_id)


def must_organise(by: Actor, verb: str, shift: Any) -> None:
    """Who organises records: the shift's leader, or the staff of the organising unit. Raises NotAllowed."""
    if not leads(by, shift):
        if by.citizen_id:
            raise NotAllowed(verb)
        by.must(verb, unit_path=shift.campaign.unit.path)
