"""Who sees nominations: those whose grant covers the nominee's unit; people without a unit, city-wide grants only."""

from django.db.models import Q

from chuangcheng.kit.actor import Actor
from chuangcheng.units.access import in_units

SEE, JURY, CHECKS = "honours.see_nomination", "honours.see_jury", "honours.see_check"


def within(actor: Actor, path: str = "unit__path") -> Q:
    """Nominations within reach."""
    return in_units(actor, SEE, path)
