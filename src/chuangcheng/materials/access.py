"""Who sees what was handed in: those whose grant of the sight covers the supplying unit. Demands are for everybody
who sees any material at all: a document may serve another unit's standard."""

from django.db.models import Q

from chuangcheng.kit.actor import Actor
from chuangcheng.units.access import in_units

SEE, READINESS, EVENTS = "materials.see_material", "materials.see_readiness", "materials.see_event"


def visible(actor: Actor, path: str = "unit__path") -> Q:
    """Documents and figures of units within reach."""
    return in_units(actor, SEE, path)


def sees_everything(actor: Actor) -> bool:
    """True for those whose sight is the whole city's."""
    return any(not grant.unit_path for grant in actor.scopes(SEE))
