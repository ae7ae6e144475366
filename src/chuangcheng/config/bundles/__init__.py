"""Verbs that go together and that roles carry; each subject has a module of its own."""

from chuangcheng.config.bundles.office import OFFICE_BOOKS, OFFICE_CASES, OFFICE_DIRECTORY, OFFICE_STREETS
from chuangcheng.config.bundles.patrols import PATROL_OFFICE, PATROL_ROSTER, SPOT_OFFICE, SPOT_UNIT
from chuangcheng.config.bundles.plans import PLAN_OFFICE, PLAN_UNIT
from chuangcheng.config.bundles.units import OWN_VISITS, UNIT_WORK

__all__ = [
    "OFFICE_BOOKS",
    "OFFICE_CASES",
    "OFFICE_DIRECTORY",
    "OFFICE_STREETS",
    "OWN_VISITS",
    "PATROL_OFFICE",
    "PATROL_ROSTER",
    "PLAN_OFFICE",
    "PLAN_UNIT",
    "SPOT_OFFICE",
    "SPOT_UNIT",
    "UNIT_WORK",
]
