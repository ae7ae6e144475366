"""Verbs that go together and that roles carry; each subject has a module of its own."""

from chuangcheng.config.bundles.documents import DOCUMENT_APPROVER, DOCUMENT_OFFICE, DOCUMENT_UNIT
from chuangcheng.config.bundles.office import OFFICE_BOOKS, OFFICE_CASES, OFFICE_DIRECTORY, OFFICE_STREETS
from chuangcheng.config.bundles.patrols import PATROL_OFFICE, PATROL_ROSTER, SPOT_OFFICE, SPOT_UNIT
from chuangcheng.config.bundles.units import OWN_VISITS, UNIT_WORK

__all__ = [
    "DOCUMENT_APPROVER",
    "DOCUMENT_OFFICE",
    "DOCUMENT_UNIT",
    "OFFICE_BOOKS",
    "OFFICE_CASES",
    "OFFICE_DIRECTORY",
    "OFFICE_STREETS",
    "OWN_VISITS",
    "PATROL_OFFICE",
    "PATROL_ROSTER",
    "SPOT_OFFICE",
    "SPOT_UNIT",
    "UNIT_WORK",
]
