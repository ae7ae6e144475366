"""Verbs that go together and that roles carry; each subject has a module of its own."""

from chuangcheng.config.bundles.channels import CHANNEL_CARE, OFFICE_CHANNELS, UNIT_NEWS
from chuangcheng.config.bundles.documents import DOCUMENT_APPROVER, DOCUMENT_OFFICE, DOCUMENT_UNIT
from chuangcheng.config.bundles.exposures import EXPOSURE_OFFICE
from chuangcheng.config.bundles.fairness import FAIR_LEADER, FAIR_OFFICE, FAIR_UNIT, PROCEED
from chuangcheng.config.bundles.honours import HONOUR_JUROR, HONOUR_LEADER, HONOUR_OFFICE, HONOUR_UNIT
from chuangcheng.config.bundles.integrity import INTEGRITY_OFFICE, INTEGRITY_UNIT
from chuangcheng.config.bundles.materials import MATERIAL_OFFICE, MATERIAL_REVIEW, MATERIAL_UNIT
from chuangcheng.config.bundles.office import OFFICE_BOOKS, OFFICE_CASES, OFFICE_DIRECTORY, OFFICE_STREETS
from chuangcheng.config.bundles.participation import REPORT_OFFICE, TRIAGE
from chuangcheng.config.bundles.patrols import PATROL_OFFICE, PATROL_ROSTER, SPOT_OFFICE, SPOT_UNIT
from chuangcheng.config.bundles.plans import PLAN_OFFICE, PLAN_UNIT
from chuangcheng.config.bundles.recurrences import RECURRENCE_OFFICE, RECURRENCE_UNIT
from chuangcheng.config.bundles.routing import ROUTING_OFFICE, ROUTING_SECOND
from chuangcheng.config.bundles.scores import SCORE_OFFICE
from chuangcheng.config.bundles.seeing import SEEING_OFFICE
from chuangcheng.config.bundles.surveys import INTERVIEWER, SURVEY_OFFICE
from chuangcheng.config.bundles.systems import SYSTEM_CALLS, SYSTEM_OFFICE
from chuangcheng.config.bundles.units import OWN_VISITS, UNIT_WORK
from chuangcheng.config.bundles.volunteering import VOLUNTEER_OFFICE, VOLUNTEER_UNIT

__all__ = [
    "DOCUMENT_APPROVER",
    "DOCUMENT_OFFICE",
    "DOCUMENT_UNIT",
    "EXPOSURE_OFFICE",
    "FAIR_LEADER",
    "FAIR_OFFICE",
    "FAIR_UNIT",
    "HONOUR_JUROR",
    "HONOUR_LEADER",
    "HONOUR_OFFICE",
    "HONOUR_UNIT",
    "INTEGRITY_OFFICE",
    "INTEGRITY_UNIT",
    "MATERIAL_OFFICE",
    "MATERIAL_REVIEW",
    "MATERIAL_UNIT",
    "CHANNEL_CARE",
    "INTERVIEWER",
    "OFFICE_CHANNELS",
    "UNIT_NEWS",
    "OFFICE_BOOKS",
    "OFFICE_CASES",
    "OFFICE_DIRECTORY",
    "OFFICE_STREETS",
    "OWN_VISITS",
    "PATROL_OFFICE",
    "PATROL_ROSTER",
    "RECURRENCE_OFFICE",
    "RECURRENCE_UNIT",
    "ROUTING_OFFICE",
    "ROUTING_SECOND",
    "PROCEED",
    "REPORT_OFFICE",
    "TRIAGE",
    "PLAN_OFFICE",
    "PLAN_UNIT",
    "SCORE_OFFICE",
    "SEEING_OFFICE",
    "SPOT_OFFICE",
    "SPOT_UNIT",
    "SURVEY_OFFICE",
    "SYSTEM_CALLS",
    "SYSTEM_OFFICE",
    "UNIT_WORK",
    "VOLUNTEER_OFFICE",
    "VOLUNTEER_UNIT",
]
