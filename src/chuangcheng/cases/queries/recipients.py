"""Who is told about a deed on a case: posts of the unit, the office, verifiers, the group, leaders."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chuangcheng.cases.models import Audience, Case, Instruction
from chuangcheng.units.models import Grant, GroupMember, Unit
from chuangcheng.units.queries import head_post, holdings_in_force, posts_with, posts_with_role, recipients

OVERDUE = "cases.mark_overdue"
TO_UNIT = frozenset(
    {
        "cases.dispatch_case",
        "cases.uphold_dispute",
        "cases.reject_dispute",
        "cases.take_back_case",
        "cases.return_case",
        "cases.grant_extension",
        "cases.deny_extension",
        "cases.hold_case",
        "cases.resume_case",
        "cases.close_case",
        "cases.reopen_case",
        "cases.recompute_deadline",
        OVERDUE,
    }
)
TO_HOLDERS: Mapping[str, str] = {
    "cases.dispute_case": "cases.uphold_dispute",
    "cases.ask_extension": "cases.grant_extension",
    "cases.submit_case": "cases.close_case",
    "cases.submit_correction": "cases.close_case",
    "cases.return_correction": "cases.dispatch_case",
}
"""Deeds that somebody with another verb must answer."""
STEPS = frozenset({"cases.remind_case", "cases.escalate_case"})
NEWSWORTHY = tuple(sorted(TO_UNIT | set(TO_HOLDERS) | STEPS))
INSTRUCTION_TO_UNIT = frozenset(
    {
        "cases.issue_instruction",
        "cases.accept_reply",
        "cases.return_reply",
        "cases.withdraw_instruction",
        "cases.mark_instruction_overdue",
    }
)
INSTRUCTION_NEWS = tuple(sorted(INSTRUCTION_TO_UNIT | {"cases.answer_instruction", "cases.escalate_instruction"}))


def recipients_for(verb: str, case_id: int, payload: Mapping[str, Any], at: datetime) -> set[int]:
    """Post ids to tell about a journal row on this case; empty where the verb is no news."""
    case = Case.objects.select_related("unit", "area", "group").filter(pk=case_id).first()
    if case is None:
        return set()
    if verb in STEPS:
        return _audience(str(payload.get("audience", "")), case, at)
    if verb in TO_HOLDERS:
        return _who_may(TO_HOLDERS[verb], case, at)
    if verb in TO_UNIT:
        found = _of_unit(case, at, payload.get("unit_id"))
        return found | _head(case) if verb == OVERDUE else found
    return set()


def instruction_recipients(verb: str, pk: int, payload: Mapping[str, Any], at: datetime) -> set[int]:
    """Post ids to tell about a journal row on this instruction: the unit that owes the reply, or whoever asked."""
    row = Instruction.objects.select_related("case__unit", "case__area", "case__group").filter(pk=pk).first()
    if row is None:
        return set()
    if verb == "cases.escalate_instruction":
        return _audience(str(payload.get("audience", "")), row.case, at)
    if verb == "cases.answer_instruction":
        return (
            {row.post_id}
            if row.post_id
            else _who_may("cases.accept_reply", row.case, at) - posts_with_role("leader", at)
        )
    # A deadline that has passed concerns the unit's head too: pressure is passed down to whoever answers for it.
    head = head_post(row.case.unit) if verb == "cases.mark_instruction_overdue" and row.case.unit else None
    return _of_unit(row.case, at) | ({head.pk} if head else set())


def _of_unit(case: Case, at: datetime, former_id: object = None) -> set[int]:
    """Posts of the unit in charge, or of the one that was until now."""
    unit = case.unit or Unit.objects.filter(pk=former_id if isinstance(former_id, int) else 0).first()
    if unit is None:
        return set()
    own = {case.post_id} if case.post_id else set()
    return own | {post.pk for post in recipients(unit, at)}


def _head(case: Case) -> set[int]:
    """Overdue is the head's concern too, whatever the ladder says."""
    head = head_post(case.unit) if case.unit else None
    return {head.pk} if head else set()


def _audience(audience: str, case: Case, at: datetime) -> set[int]:
    """Posts of one rung of the ladder; where a rung is empty (no group, no head) the office hears instead."""
    found: set[int] = set()
    if audience == Audience.LIAISON:
        found = _of_unit(case, at)
    elif audience == Audience.HEAD:
        found = _head(case)
    elif audience == Audience.GROUP and case.group_id:
        members = GroupMember.objects.filter(group=case.group_id).order_by("-is_head")
        heads = [member.post_id for member in members if member.is_head]
        found = set(heads or [member.post_id for member in members])
    elif audience == Audience.LEADER:
        found = _leaders(case, at)
    return found or _who_may("cases.dispatch_case", case, at)


def _who_may(verb: str, case: Case, at: datetime) -> set[int]:
    return posts_with(verb, at, unit_path=case.unit_path, area_path=case.area_path)


def _leaders(case: Case, at: datetime) -> set[int]:
    """The leaders whose remit this is: those who work in the case's group; else those whose grant is bound to its
    unit or area; else those of the whole city."""
    rows = Grant.objects.filter(holdings_in_force(at), role__code="leader", post__is_active=True)
    covering = [
        grant
        for grant in rows.select_related("unit", "area")
        if (grant.unit is None or case.unit_path.startswith(grant.unit.path))
        and (grant.area is None or case.area_path.startswith(grant.area.path))
    ]
    everybody = {grant.post_id for grant in covering}
    of_group = set(
        GroupMember.objects.filter(group=case.group_id, post__in=everybody).values_list("post_id", flat=True)
        if case.group_id
        else ()
    )
    bound = {grant.post_id for grant in covering if grant.unit_id or grant.area_id}
    return of_group or bound or everybody
