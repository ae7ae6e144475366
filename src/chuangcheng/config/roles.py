"""The roles that every city starts with: code -> names, and the verbs and sights they carry.

Rows in the database are made from this table by `install_roles` when a city starts; a city adds roles of its own
beside them. Whoever sees everything gets the sights of every room without being listed here, but those of audit
and of the office.
"""

from dataclasses import dataclass
from datetime import datetime

from chuangcheng.config import bundles
from chuangcheng.config.sights import AUDIT_ONLY, DIRECTORY, OFFICE_ONLY
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.verbs import all_sights
from chuangcheng.units.actions import define_role


@dataclass(frozen=True, slots=True)
class BuiltinRole:
    """Names in Chinese and English (Traditional is converted), and what the role may do and see."""

    name_zh: str
    name_en: str
    verbs: tuple[str, ...] = ()
    sees_everything: bool = False
    name_zh_hant: str = ""


ROLES: dict[str, BuiltinRole] = {
    "campaign_office": BuiltinRole(
        "创城办",
        "Campaign office",
        sees_everything=True,
        verbs=(
            *bundles.OFFICE_DIRECTORY,
            *bundles.OFFICE_STREETS,
            *bundles.OFFICE_CASES,
            *bundles.OFFICE_BOOKS,
            *bundles.PATROL_OFFICE,
            *bundles.SPOT_OFFICE,
            *bundles.DOCUMENT_OFFICE,
            *bundles.RECURRENCE_OFFICE,
            *bundles.FAIR_OFFICE,
            *bundles.HONOUR_OFFICE,
            *bundles.INTEGRITY_OFFICE,
            *bundles.EXPOSURE_OFFICE,
            *bundles.MATERIAL_OFFICE,
            *bundles.MATERIAL_REVIEW,
            *bundles.OFFICE_CHANNELS,
            *bundles.PLAN_OFFICE,
            *bundles.SURVEY_OFFICE,
            *bundles.SCORE_OFFICE,
            *bundles.SEEING_OFFICE,
            *bundles.REPORT_OFFICE,
            *bundles.ROUTING_OFFICE,
            *bundles.SYSTEM_OFFICE,
            *bundles.VOLUNTEER_OFFICE,
            *OFFICE_ONLY,
        ),
    ),
    "leader": BuiltinRole(
        "市领导",
        "Leader",
        sees_everything=True,
        verbs=(
            # draws: one of the two people who read the public values
            "draws.enter_entropy",
            *bundles.OWN_VISITS,
            *bundles.FAIR_LEADER,
            *bundles.HONOUR_LEADER,
            *bundles.ROUTING_SECOND,
            # material: whether an event counts is not for those who examine it
            "materials.decide_effect",
            # cases
            "cases.open_case",
            "cases.submit_correction",
            "cases.note_case",
            # evidence
            "evidence.store_file",
        ),
    ),
    "group_member": BuiltinRole(
        "工作组成员",
        "Group member",
        verbs=(
            *DIRECTORY,
            *bundles.OWN_VISITS,
            "patrols.record_scan",
            "plans.see_plan",
            # cases
            "cases.see_group_case",
            "cases.see_found_case",
            "cases.open_case",
            "cases.submit_correction",
            "cases.note_case",
            # evidence
            "evidence.store_file",
        ),
    ),
    "unit_head": BuiltinRole(
        "单位负责人",
        "Unit head",
        verbs=(
            *DIRECTORY,
            # accounts
            "accounts.see_person",
            "accounts.see_invitation",
            "accounts.invite_person",
            "accounts.revoke_invitation",
            # units
            "units.appoint_person",
            "units.vacate_post",
            "units.invite_to_post",
            # duties
            "duties.name_post",
            "duties.name_holder_post",
            *bundles.PATROL_ROSTER,
            *bundles.SPOT_UNIT,
            *bundles.RECURRENCE_UNIT,
            *bundles.MATERIAL_UNIT,
            *bundles.PLAN_UNIT,
            *bundles.UNIT_WORK,
            *bundles.DOCUMENT_UNIT,
            *bundles.FAIR_UNIT,
            *bundles.HONOUR_UNIT,
            *bundles.INTEGRITY_UNIT,
            *bundles.UNIT_NEWS,
            *bundles.VOLUNTEER_UNIT,
        ),
    ),
    "unit_liaison": BuiltinRole(
        "单位联络员",
        "Unit liaison",
        verbs=(
            *DIRECTORY,
            "places.assess_facility",
            # accounts
            "accounts.see_person",
            # duties
            "duties.name_post",
            "duties.name_holder_post",
            *bundles.PATROL_ROSTER,
            *bundles.SPOT_UNIT,
            *bundles.RECURRENCE_UNIT,
            *bundles.MATERIAL_UNIT,
            *bundles.PLAN_UNIT,
            *bundles.UNIT_WORK,
            *bundles.DOCUMENT_UNIT,
            *bundles.FAIR_UNIT,
            *bundles.HONOUR_UNIT,
            *bundles.INTEGRITY_UNIT,
            *bundles.UNIT_NEWS,
            *bundles.VOLUNTEER_UNIT,
        ),
    ),
    "inspector": BuiltinRole(
        "督查员",
        "Inspector",
        verbs=(
            *DIRECTORY,
            "places.assess_facility",
            # inspections
            "inspections.see_stop",
            "inspections.record_observations",
            "inspections.raise_finding",
            "inspections.finish_reading",
            "inspections.finish_visit",
            "inspections.mark_not_possible",
            "inspections.start_free_visit",
            "patrols.record_scan",
            # calibrations
            "calibrations.see_scene",
            "calibrations.judge_scene",
            "inspections.make_calendar_address",
            "inspections.revoke_calendar_address",
            # cases
            "cases.see_found_case",
            "cases.open_case",
            "cases.submit_correction",
            "cases.record_recheck",
            "cases.note_case",
            # evidence
            "evidence.store_file",
        ),
    ),
    "verifier": BuiltinRole(
        "核查员",
        "Verifier",
        verbs=(
            *DIRECTORY,
            # draws: one of the two people who read the public values
            "draws.see_draw",
            "draws.enter_entropy",
            # cases
            "cases.see_case",
            "cases.close_case",
            "cases.return_case",
            "cases.return_correction",
            "cases.see_hint",
            "cases.dismiss_hint",
            "inspections.dismiss_hint",
            "cases.note_case",
            # evidence
            "evidence.store_file",
        ),
    ),
    "triage_clerk": BuiltinRole(
        "受理员",
        "Triage clerk",
        verbs=(
            *DIRECTORY,
            *bundles.TRIAGE,
            # cases
            "cases.see_case",
            "cases.open_case",
            "cases.classify_case",
            "cases.refuse_case",
            "cases.merge_case",
            "cases.dispatch_case",
            "cases.note_case",
            *bundles.ROUTING_OFFICE,
            # evidence
            "evidence.store_file",
        ),
    ),
    "document_approver": BuiltinRole(
        "文件签发人",
        "Document approver",
        verbs=(
            *DIRECTORY,
            # what the documents are about, to check them against
            "cases.see_case",
            "inspections.see_round",
            "scoring.see_score",
            *bundles.DOCUMENT_APPROVER,
        ),
    ),
    "reviewer": BuiltinRole(
        "审核员",
        "Reviewer",
        verbs=(
            *DIRECTORY,
            # draws: one of the two people who read the public values
            "draws.see_draw",
            "draws.enter_entropy",
            *bundles.PROCEED,
            "proceedings.see_proceeding",
            *bundles.MATERIAL_REVIEW,
        ),
    ),
    "juror": BuiltinRole(
        "评委",
        "Juror",
        verbs=(*DIRECTORY, *bundles.HONOUR_JUROR),
    ),
    "interviewer": BuiltinRole(
        "访问员",
        "Interviewer",
        verbs=(*DIRECTORY, *bundles.INTERVIEWER),
    ),
    "street_staff": BuiltinRole(
        "街道社区工作人员",
        "Street or community staff",
        verbs=(
            *DIRECTORY,
            # places
            "places.define_facility",
            "places.define_site",
            "places.assess_facility",
            "places.see_sign",
            "places.make_signs",
            "patrols.record_scan",
            # cases
            "cases.see_found_case",
            "cases.open_case",
            # evidence
            "evidence.store_file",
        ),
    ),
    "patroller": BuiltinRole(
        "巡更员",
        "Patrol team member",
        verbs=("places.see_place", "patrols.record_scan"),
    ),
    "other_system": BuiltinRole("外部系统", "Other system", verbs=(*DIRECTORY, *bundles.SYSTEM_CALLS)),
    "auditor": BuiltinRole(
        "审计员",
        "Auditor",
        sees_everything=True,
        verbs=(*AUDIT_ONLY,),
    ),
    "operator": BuiltinRole(
        "系统运维员",
        "Operator",
        verbs=(
            *DIRECTORY,
            "operations.see_job",
            "operations.release_dead_letter",
            "operations.discard_dead_letter",
            *bundles.CHANNEL_CARE,
        ),
    ),
}


def verbs_of(code: str) -> list[str]:
    """Verbs and sights of a built-in role, sorted, each once."""
    role = ROLES[code]
    seen = all_sights().keys() - AUDIT_ONLY - OFFICE_ONLY if role.sees_everything else ()
    return sorted({*role.verbs, *seen})


def install_roles(*, at: datetime) -> None:
    """Make or refresh the built-in roles. Run when a city starts; unchanged roles write nothing."""
    for code, role in ROLES.items():
        define_role(
            by=SYSTEM,
            at=at,
            code=code,
            name_zh=role.name_zh,
            name_zh_hant=role.name_zh_hant,
            name_en=role.name_en,
            verbs=verbs_of(code),
            is_builtin=True,
        )
