"""Who is told about a journal row: posts, found by what the rooms know of their own things. Never who did it."""

from collections.abc import Callable, Iterable
from datetime import datetime

from chuangcheng.cases.queries import INSTRUCTION_NEWS, NEWSWORTHY, instruction_recipients, recipients_for
from chuangcheng.documents.queries import Document as Paper
from chuangcheng.documents.queries import Recipient
from chuangcheng.duties.queries import DutySupport, PlaceHolding, StandardDuty, WorkingRules, units_owing
from chuangcheng.inspections.queries import VisitInspector
from chuangcheng.journal.queries import Entry
from chuangcheng.materials.queries import Demand, DepartmentFigure, Document
from chuangcheng.notices.queries import Complaint
from chuangcheng.patrols.queries import TroubleSpot, Window
from chuangcheng.plans.queries import (
    posts_invited,
    posts_of_resolution,
    posts_of_undertaking,
    posts_that_confirm,
)
from chuangcheng.proceedings import queries as proceedings
from chuangcheng.receipts.queries import Submission
from chuangcheng.recurrences.queries import Recurrence
from chuangcheng.scoring.results import UnitResult
from chuangcheng.units.queries import GroupMember, Post, Unit, posts_of, posts_with, recipients

Answer = Callable[[Entry, int, datetime], set[int]]


def posts_to_tell(entry: Entry, at: datetime) -> set[int]:
    """Posts that a row concerns, without those of the person who did the deed."""
    answer = ANSWERS.get(entry.verb)
    if answer is None:
        return set()
    found = answer(entry, entry.subject_id or 0, at)
    if entry.actor_id is None or not found:
        return found
    return found - {post.pk for post in posts_of([entry.actor_id], at).get(entry.actor_id, [])}


def _case(entry: Entry, pk: int, at: datetime) -> set[int]:
    return recipients_for(entry.verb, pk, entry.payload, at)


def _instruction(entry: Entry, pk: int, at: datetime) -> set[int]:
    return instruction_recipients(entry.verb, pk, entry.payload, at)


def _proceeding(entry: Entry, pk: int, at: datetime) -> set[int]:
    return proceedings.recipients_for(entry.verb, pk, at)


def _rules_owing(entry: Entry, pk: int, at: datetime) -> set[int]:
    """The units that have not acknowledged these working rules."""
    rules = WorkingRules.objects.filter(pk=pk).first()
    return _of_units(units_owing(rules), at) if rules else set()


def _scored_units(entry: Entry, pk: int, at: datetime) -> set[int]:
    """Every unit that has a result in the month."""
    rows = UnitResult.objects.filter(month=pk, superseded_at=None).select_related("unit")
    return _of_units([row.unit for row in rows], at)


def _restated_unit(entry: Entry, pk: int, at: datetime) -> set[int]:
    row = UnitResult.objects.select_related("unit").filter(pk=pk).first()
    return _of_units([row.unit], at) if row else set()


def _may(*verbs: str) -> Answer:
    """Those who can go on from here."""
    return lambda entry, pk, at: set().union(*(posts_with(verb, at) for verb in verbs))


def _inspectors_of_round(entry: Entry, pk: int, at: datetime) -> set[int]:
    return _inspectors(visit__round=pk)


def _inspectors_of_visit(entry: Entry, pk: int, at: datetime) -> set[int]:
    return _inspectors(visit=pk)


def _inspectors(**whose: int) -> set[int]:
    return set(VisitInspector.objects.filter(left_at=None, **whose).values_list("post_id", flat=True).distinct())


def _post(entry: Entry, pk: int, at: datetime) -> set[int]:
    return {pk} if pk else set()


def _gap(entry: Entry, pk: int, at: datetime) -> set[int]:
    """A vacant post: those who may fill it."""
    post = Post.objects.select_related("unit").filter(pk=pk).first()
    return posts_with("units.appoint_person", at, unit_path=post.unit.path) if post else set()


def _group(entry: Entry, pk: int, at: datetime) -> set[int]:
    return set(GroupMember.objects.filter(group=pk).values_list("post_id", flat=True))


def _of_units(units: Iterable[Unit], at: datetime) -> set[int]:
    return {post.pk for unit in units for post in recipients(unit, at)}


def _unit_by_code(entry: Entry, pk: int, at: datetime) -> set[int]:
    return _of_units(Unit.objects.filter(code=str(entry.payload.get("unit", ""))), at)


def _leads_of_edition(entry: Entry, pk: int, at: datetime) -> set[int]:
    """Units that lead or support a standard of the editions named by the row."""
    codes = entry.payload.get("editions") or [entry.payload.get("code", "")]
    duties = StandardDuty.objects.filter(standard__edition__code__in=codes)
    ids = set(duties.values_list("lead_unit", flat=True))
    ids |= set(DutySupport.objects.filter(duty__in=duties).values_list("unit", flat=True))
    return _of_units(Unit.objects.filter(pk__in=ids), at)


def _duty(entry: Entry, pk: int, at: datetime) -> set[int]:
    """Lead and supporting units of one standard, and the posts they named."""
    duty = StandardDuty.objects.select_related("lead_unit").filter(pk=pk).first()
    if duty is None:
        return set()
    supports = list(duty.supports.select_related("unit"))
    named = {post_id for post_id in (duty.lead_post_id, *(support.post_id for support in supports)) if post_id}
    return named | _of_units([duty.lead_unit, *(support.unit for support in supports)], at)


def _holder(entry: Entry, pk: int, at: datetime) -> set[int]:
    holding = PlaceHolding.objects.select_related("unit").filter(pk=pk).first()
    if holding is None:
        return set()
    return _of_units([holding.unit], at) | ({holding.post_id} if holding.post_id else set())


def _both_holders(entry: Entry, pk: int, at: datetime) -> set[int]:
    """Who handed the place over (named by the row) and who took it."""
    return _holder(entry, pk, at) | _unit_by_code(entry, pk, at)


def _holder_and_office(entry: Entry, pk: int, at: datetime) -> set[int]:
    """A contract that ends concerns the holder and those who may find the next one."""
    return _holder(entry, pk, at) | posts_with("duties.hold_place", at)


def _decider_and_sender(entry: Entry, pk: int, at: datetime) -> set[int]:
    """Who may decide on a record from a phone, and who sent it."""
    row = Submission.objects.filter(pk=pk).first()
    if row is None:
        return set()
    own = {post.pk for post in posts_of([row.person_id], at).get(row.person_id, [])}
    return own | posts_with("inspections.apply_submission", at)


def _window(entry: Entry, pk: int, at: datetime) -> set[int]:
    """The unit that runs the roster; never those who patrol."""
    window = Window.objects.select_related("scheme__unit").filter(pk=pk).first()
    return _of_units([window.scheme.unit], at) if window else set()


def _spot(entry: Entry, pk: int, at: datetime) -> set[int]:
    """The unit that treats a trouble spot, and the post that was named."""
    spot = TroubleSpot.objects.select_related("unit").filter(pk=pk).first()
    if spot is None:
        return set()
    return _of_units([spot.unit], at) | ({spot.post_id} if spot.post_id else set())


def _spot_and_office(entry: Entry, pk: int, at: datetime) -> set[int]:
    """An assessment concerns those who may make it too."""
    return _spot(entry, pk, at) | posts_with("patrols.assess_spot", at)


def _writer(entry: Entry, pk: int, at: datetime) -> set[int]:
    """Whoever drafted a document."""
    document = Paper.objects.only("drafted_by").filter(pk=pk).first()
    if document is None or document.drafted_by_id is None:
        return set()
    return {post.pk for post in posts_of([document.drafted_by_id], at).get(document.drafted_by_id, [])}


def _addressees(entry: Entry, pk: int, at: datetime) -> set[int]:
    """The units that a document was issued to."""
    return _of_units([row.unit for row in Recipient.objects.filter(document=pk).select_related("unit")], at)


def _card(entry: Entry, pk: int, at: datetime) -> set[int]:
    """An upgrade concerns the unit of its place, and those who decide on it."""
    card = Recurrence.objects.select_related("unit", "area").filter(pk=pk).first()
    if card is None:
        return set()
    deciders = posts_with("recurrences.take_up_proposal", at, unit_path=card.unit_path, area_path=card.area_path)
    return deciders | (_of_units([card.unit], at) if card.unit else set())


def _demand(entry: Entry, pk: int, at: datetime) -> set[int]:
    """The post that a demand names, else the unit that supplies it."""
    demand = Demand.objects.select_related("unit").filter(pk=pk).first()
    if demand is None:
        return set()
    return {demand.post_id} if demand.post_id else _of_units([demand.unit], at)


def _supplier(model: type[Document] | type[DepartmentFigure]) -> Answer:
    """The unit that handed it in."""

    def answer(entry: Entry, pk: int, at: datetime) -> set[int]:
        row = model.objects.select_related("unit").filter(pk=pk).first()
        return _of_units([row.unit], at) if row else set()

    return answer


def _undertaking(entry: Entry, pk: int, at: datetime) -> set[int]:
    """The post that answers for a task, else its unit."""
    return posts_of_undertaking(pk, at)


def _confirmers(entry: Entry, pk: int, at: datetime) -> set[int]:
    return posts_that_confirm(pk, at)


def _invited(entry: Entry, pk: int, at: datetime) -> set[int]:
    return posts_invited(pk, at)


def _resolved(entry: Entry, pk: int, at: datetime) -> set[int]:
    return posts_of_resolution(entry.payload, at)


def _complainant(entry: Entry, pk: int, at: datetime) -> set[int]:
    complaint = Complaint.objects.filter(pk=pk).first()
    if complaint is None:
        return set()
    return {post.pk for post in posts_of([complaint.person_id], at).get(complaint.person_id, [])}


def _asked_offices(entry: Entry, pk: int, at: datetime) -> set[int]:
    return _of_units(list(Unit.objects.filter(code__in=entry.payload.get("units", []))), at)


ANSWERS: dict[str, Answer] = {
    **dict.fromkeys(NEWSWORTHY, _case),
    **dict.fromkeys(INSTRUCTION_NEWS, _instruction),
    **dict.fromkeys(proceedings.NEWS, _proceeding),
    "duties.issue_working_rules": _rules_owing,
    "duties.remind_working_rules": _rules_owing,
    "scoring.confirm_results": _scored_units,
    "scoring.announce_results": _scored_units,
    "scoring.restate_result": _restated_unit,
    "inspections.open_round": _inspectors_of_round,
    "inspections.cancel_round": _inspectors_of_round,
    "inspections.replace_inspector": _inspectors_of_visit,
    "inspections.plan_recheck": _inspectors_of_visit,
    "patrols.raise_alarm": _window,
    "patrols.start_treatment": _spot,
    "patrols.mark_relapsed": _spot,
    "patrols.remind_of_assessment": _spot_and_office,
    "patrols.warn_of_gap": _window,
    "recurrences.propose_upgrade": _card,
    "recurrences.take_up_proposal": _card,
    "recurrences.decline_proposal": _card,
    "recurrences.finish_upgrade": _card,
    "materials.define_demand": _demand,
    "materials.withdraw_demand": _demand,
    "materials.remind_of_demand": _demand,
    "materials.return_document": _supplier(Document),
    "materials.define_figure": _supplier(DepartmentFigure),
    "materials.return_figure": _supplier(DepartmentFigure),
    "materials.build_pack": _may("materials.ask_pack"),
    "honours.ask_checks": _asked_offices,
    "honours.remind_of_check": _unit_by_code,
    "honours.mark_check_overdue": _unit_by_code,
    "honours.question_award": _may("honours.propose_revocation"),
    "materials.examine_event": _may("materials.decide_effect"),
    **dict.fromkeys(
        (
            "plans.confirm_undertaking",
            "plans.pass_on_undertaking",
            "plans.postpone_undertaking",
            "plans.confirm_done",
            "plans.return_undertaking",
            "plans.drop_undertaking",
            "plans.reopen_undertaking",
        ),
        _undertaking,
    ),
    "plans.report_done": _confirmers,
    "volunteering.propose_case": _unit_by_code,
    "plans.invite_units": _invited,
    "plans.cancel_meeting": _invited,
    "plans.conclude_meeting": _invited,
    "plans.add_resolution": _resolved,
    "calibrations.open_calibration": _may("calibrations.judge_scene"),
    "calibrations.end_calibration": _may("calibrations.judge_scene"),
    "calibrations.cancel_calibration": _may("calibrations.judge_scene"),
    "draws.enter_entropy": _may("draws.enter_entropy", "draws.run_draw"),
    "draws.run_draw": _may("inspections.plan_round"),
    "draws.cancel_draw": _may("inspections.plan_round"),
    "units.appoint_person": _post,
    "units.vacate_post": _gap,
    "units.grant_role": _post,
    "units.revoke_grant": _post,
    "units.set_group_members": _group,
    "frameworks.publish_edition": _may("duties.confirm_duties"),
    "duties.confirm_duties": _leads_of_edition,
    "duties.import_duties": _leads_of_edition,
    "duties.assign_duty": _duty,
    "duties.withdraw_duty": _unit_by_code,
    "duties.name_post": _duty,
    "duties.hold_place": _holder,
    "duties.end_holding": _holder,
    "duties.hand_over_place": _both_holders,
    "duties.renew_contract": _holder,
    "duties.set_kept_duties": _holder,
    "duties.remind_contract": _holder,
    "duties.lapse_contract": _holder_and_office,
    "duties.set_remit": _group,
    "documents.send_document": _may("documents.approve_document"),
    "documents.return_document": _writer,
    "documents.approve_document": _writer,
    "documents.issue_document": _addressees,
    "documents.withdraw_document": _addressees,
    "documents.replace_document": _addressees,
    "receipts.question_submission": _decider_and_sender,
    "notices.file_complaint": _may("notices.answer_complaint"),
    "notices.answer_complaint": _complainant,
}
