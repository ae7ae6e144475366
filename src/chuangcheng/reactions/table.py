"""journal verb -> jobs. The only place where one room answers another's news."""

from dataclasses import dataclass

from chuangcheng.cases.queries import INSTRUCTION_NEWS as OF_INSTRUCTIONS
from chuangcheng.cases.queries import NEWSWORTHY as OF_CASES
from chuangcheng.proceedings.queries import NEWS as OF_PROCEEDINGS


@dataclass(frozen=True, slots=True)
class Reaction:
    """A job that follows a verb. It gets the row's subject under `subject_as`, else the row's own id (`takes_row`).

    `also_old`: follows even when the deed is history (an import, the sample), because it makes something
    (a thumbnail, a deadline) rather than telling somebody.
    """

    job: str
    subject_as: str = ""
    takes_row: bool = True
    also_old: bool = False


TELL = Reaction("chuangcheng.reactions.jobs.tell")
THUMBNAILS = Reaction("chuangcheng.evidence.jobs.make_thumbnails", subject_as="file_id", also_old=True)
EXAMINE = Reaction("chuangcheng.evidence.jobs.examine", subject_as="file_id", also_old=True)
BROKEN = Reaction("chuangcheng.inspections.jobs.note_broken", subject_as="file_id", also_old=True)
APPLY = Reaction("chuangcheng.inspections.jobs.apply", subject_as="submission_id", also_old=True)
INTERVIEW = Reaction("chuangcheng.surveys.jobs.enter", subject_as="submission_id", also_old=True)
APPLY_WAITING = Reaction("chuangcheng.inspections.jobs.apply_waiting", subject_as="upload_id", also_old=True)
COMPARE = Reaction("chuangcheng.evidence.jobs.compare_picture", subject_as="file_id", also_old=True)
SEEK = Reaction("chuangcheng.evidence.jobs.seek", subject_as="file_id")
PLACES = Reaction("chuangcheng.cases.jobs.compare_places", subject_as="case_id")
DEADLINES = Reaction("chuangcheng.cases.jobs.recompute_deadlines", takes_row=False, also_old=True)
FAULT = Reaction("chuangcheng.recurrences.jobs.count_fault", subject_as="case_id")
RESTATE = Reaction("chuangcheng.scoring.jobs.take_decision", subject_as="proceeding_id", also_old=True)
HONOUR = Reaction("chuangcheng.honours.jobs.take_decision", subject_as="proceeding_id", takes_row=False, also_old=True)
QUESTION = Reaction("chuangcheng.honours.jobs.question_awards", subject_as="event_id", takes_row=False, also_old=True)
WAYS = Reaction("chuangcheng.reactions.jobs.plan_ways_again", subject_as="visit_id", takes_row=False)
SUMMARIES = Reaction("chuangcheng.scoring.jobs.refresh_summaries", takes_row=False, also_old=True)

ANSWERS = Reaction("chuangcheng.participation.jobs.draft_answers", subject_as="case_id", takes_row=False, also_old=True)
TELL_CITIZENS = Reaction("chuangcheng.participation.jobs.tell", subject_as="report_id", takes_row=False)
INVITE = Reaction("chuangcheng.participation.jobs.invite", subject_as="alert_id", takes_row=False)
BUILD_PACK = Reaction("chuangcheng.materials.jobs.build", subject_as="pack_id", also_old=True)

TABLE: dict[str, tuple[Reaction, ...]] = {
    "evidence.store_file": (THUMBNAILS, COMPARE, SEEK),
    "evidence.receive_file": (EXAMINE,),
    "evidence.examine_file": (THUMBNAILS, COMPARE, BROKEN, SEEK),
    "receipts.receive_submission": (APPLY, INTERVIEW),
    "receipts.question_submission": (TELL,),
    "receipts.complete_upload": (APPLY_WAITING,),
    "calendars.upload_year_table": (DEADLINES,),
    **dict.fromkeys(OF_CASES, (TELL,)),
    "participation.publish_answer": (TELL_CITIZENS,),
    "participation.settle_review": (TELL_CITIZENS,),
    "participation.ask_alert": (INVITE,),
    # who reported it waits for an answer
    "cases.close_case": (TELL, ANSWERS),
    "cases.refuse_case": (ANSWERS,),
    "cases.merge_case": (ANSWERS,),
    # has the same fault come back to the same place too often?
    "cases.open_case": (FAULT,),
    "cases.classify_case": (FAULT,),
    "cases.dispatch_case": (TELL, FAULT),
    "cases.record_recheck": (FAULT,),
    "recurrences.propose_upgrade": (TELL,),
    "recurrences.take_up_proposal": (TELL,),
    "recurrences.decline_proposal": (TELL,),
    "recurrences.finish_upgrade": (TELL,),
    **dict.fromkeys(OF_INSTRUCTIONS, (TELL,)),
    **dict.fromkeys(OF_PROCEEDINGS, (TELL,)),
    "proceedings.decide_proceeding": (TELL, RESTATE, HONOUR),
    "proceedings.turn_down_proceeding": (TELL, HONOUR),
    "proceedings.withdraw_proceeding": (TELL, HONOUR),
    "duties.issue_working_rules": (TELL,),
    "duties.remind_working_rules": (TELL,),
    # whose results are out, whose result was corrected
    "scoring.confirm_results": (TELL,),
    "scoring.announce_results": (TELL,),
    "scoring.restate_result": (TELL,),
    "cases.submit_case": (TELL, PLACES),
    "cases.submit_correction": (TELL, PLACES),
    # who walks the streets
    "inspections.open_round": (TELL,),
    "inspections.cancel_round": (TELL,),
    "inspections.replace_inspector": (TELL, WAYS),
    "inspections.mark_not_possible": (WAYS,),
    # what a round counts, and where its sites lie
    "inspections.finish_visit": (SUMMARIES,),
    "inspections.conclude_visit": (SUMMARIES,),
    "places.define_site": (SUMMARIES,),
    "places.define_area": (SUMMARIES,),
    "places.import_sites": (SUMMARIES,),
    "places.import_geometry": (SUMMARIES,),
    "inspections.plan_recheck": (TELL,),
    # who runs the roster of a market
    "patrols.raise_alarm": (TELL,),
    "patrols.warn_of_gap": (TELL,),
    # who treats a trouble spot, who assesses it
    "patrols.start_treatment": (TELL,),
    "patrols.mark_relapsed": (TELL,),
    "patrols.remind_of_assessment": (TELL,),
    # who supplies material, who handed it in, who waits for the pack
    "materials.define_demand": (TELL,),
    "materials.withdraw_demand": (TELL,),
    "materials.remind_of_demand": (TELL,),
    "materials.return_document": (TELL,),
    "materials.define_figure": (TELL,),
    "materials.return_figure": (TELL,),
    "materials.ask_pack": (BUILD_PACK,),
    "materials.build_pack": (TELL,),
    "materials.examine_event": (TELL,),
    "materials.decide_effect": (QUESTION,),
    # which offices are asked about a candidate
    "honours.ask_checks": (TELL,),
    "honours.remind_of_check": (TELL,),
    "honours.mark_check_overdue": (TELL,),
    "honours.question_award": (TELL,),
    # who judges scenes before a season
    "calibrations.open_calibration": (TELL,),
    "calibrations.end_calibration": (TELL,),
    "calibrations.cancel_calibration": (TELL,),
    # who must enter the public values too, who plans the round
    "draws.enter_entropy": (TELL,),
    "draws.run_draw": (TELL,),
    "draws.cancel_draw": (TELL,),
    # who takes over, who may do more or less, who fills a gap
    "units.appoint_person": (TELL,),
    "units.vacate_post": (TELL,),
    "units.grant_role": (TELL,),
    "units.revoke_grant": (TELL,),
    "units.set_group_members": (TELL,),
    # who leads and supports, who holds a place
    "frameworks.publish_edition": (TELL,),
    "duties.confirm_duties": (TELL,),
    "duties.import_duties": (TELL,),
    "duties.assign_duty": (TELL,),
    "duties.withdraw_duty": (TELL,),
    "duties.name_post": (TELL,),
    "duties.hold_place": (TELL,),
    "duties.end_holding": (TELL,),
    "duties.hand_over_place": (TELL,),
    "duties.renew_contract": (TELL,),
    "duties.set_kept_duties": (TELL,),
    "duties.remind_contract": (TELL,),
    "duties.lapse_contract": (TELL,),
    "duties.set_remit": (TELL,),
    # who says yes to a document, who wrote it, whom it reaches
    "documents.send_document": (TELL,),
    "documents.return_document": (TELL,),
    "documents.approve_document": (TELL,),
    "documents.issue_document": (TELL,),
    "documents.withdraw_document": (TELL,),
    "documents.replace_document": (TELL,),
    # who has a task, who looks whether it is done, who is invited, whose the resolution is
    "plans.confirm_undertaking": (TELL,),
    "plans.pass_on_undertaking": (TELL,),
    "plans.postpone_undertaking": (TELL,),
    "plans.report_done": (TELL,),
    "plans.confirm_done": (TELL,),
    "plans.return_undertaking": (TELL,),
    "plans.drop_undertaking": (TELL,),
    "plans.reopen_undertaking": (TELL,),
    "plans.invite_units": (TELL,),
    "plans.cancel_meeting": (TELL,),
    "plans.conclude_meeting": (TELL,),
    "plans.add_resolution": (TELL,),
    # whose case a clean-up may have put right
    "volunteering.propose_case": (TELL,),
    # complaints about the software
    "notices.file_complaint": (TELL,),
    "notices.answer_complaint": (TELL,),
}
