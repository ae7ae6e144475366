"""What is done with cases, in words: the journal's sentences and the permissions at once."""

from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.verbs import Sight, Verb

CASE = "desk:case"
INSTRUCTION = "desk:instruction"
SAID = ("description", "text")
"""What people say of a matter in their own words may name a person or a telephone: it stays beside the hashed row."""

VERBS = (
    Verb("cases.open_case", _("registered case {number}: {description}"), CASE, SAID),
    Verb("cases.classify_case", _("corrected what case {number} is about"), CASE),
    Verb("cases.submit_correction", _("had it corrected on the spot: {measure}"), CASE),
    Verb("cases.refuse_case", _("refused case {number}: {reason}"), CASE),
    Verb("cases.merge_case", _("merged case {number} into {into}: {reason}"), CASE),
    Verb("cases.split_case", _("split case {number} between {units}"), CASE),
    Verb("cases.close_split_case", _("closed case {number}: all its parts are settled"), CASE),
    Verb("cases.reopen_split_case", _("reopened case {number}: one of its parts is open again"), CASE),
    Verb("cases.dispatch_case", _("dispatched case {number} to {unit}"), CASE),
    Verb("cases.take_back_case", _("took case {number} back from {unit}: {reason}"), CASE),
    Verb("cases.dispute_case", _("{unit} says case {number} is not theirs but belongs to {proposed}: {reason}"), CASE),
    Verb("cases.uphold_dispute", _("agreed that case {number} belongs to {unit}: {reason}"), CASE),
    Verb("cases.reject_dispute", _("decided that case {number} stays with {unit}: {reason}"), CASE),
    Verb("cases.accept_case", _("{unit} accepted case {number}"), CASE),
    Verb("cases.ask_extension", _("{unit} asked for more time on case {number}: {reason}"), CASE),
    Verb("cases.grant_extension", _("granted more time on case {number}"), CASE),
    Verb("cases.deny_extension", _("denied more time on case {number}: {reason}"), CASE),
    Verb("cases.hold_case", _("put case {number} on hold until {review_on}: {reason}"), CASE),
    Verb("cases.renew_hold", _("kept case {number} on hold until {review_on}: {reason}"), CASE),
    Verb("cases.resume_case", _("ended the hold of case {number}"), CASE),
    Verb("cases.submit_case", _("{unit} submitted case {number}: {measure}"), CASE),
    Verb("cases.return_case", _("returned case {number} for rework: {reason}"), CASE),
    Verb("cases.return_correction", _("did not accept the correction on the spot of case {number}: {reason}"), CASE),
    Verb("cases.close_case", _("verified and closed case {number}"), CASE),
    Verb("cases.reopen_case", _("reopened case {number}: {reason}"), CASE),
    Verb("cases.record_recheck", _("looked at case {number} again after its closing"), CASE, ("note",)),
    Verb("cases.note_case", _("remarked on case {number}: {text}"), CASE, SAID),
    Verb("cases.dismiss_hint", _("looked at a hint on a picture of case {number} and put it aside: {reason}"), CASE),
    Verb("cases.remind_case", _("reminded of case {number}, which is due soon"), CASE),
    Verb("cases.mark_overdue", _("case {number} became overdue"), CASE),
    Verb("cases.escalate_case", _("escalated case {number}, which is overdue (step {level})"), CASE),
    Verb("cases.recompute_deadline", _("recomputed the deadline of case {number}"), CASE),
    Verb("cases.recompute_provisional_deadlines", _("recomputed {count} provisional deadlines")),
    Verb("cases.issue_instruction", _("issued instruction {number} on case {case}: {text}"), INSTRUCTION, SAID),
    Verb("cases.answer_instruction", _("{unit} replied to instruction {number}: {text}"), INSTRUCTION, SAID),
    Verb("cases.accept_reply", _("accepted the reply to instruction {number}"), INSTRUCTION),
    Verb("cases.return_reply", _("returned the reply to instruction {number}: {reason}"), INSTRUCTION),
    Verb("cases.withdraw_instruction", _("withdrew instruction {number}: {reason}"), INSTRUCTION),
    Verb("cases.mark_instruction_overdue", _("the reply to instruction {number} became overdue"), INSTRUCTION),
    Verb(
        "cases.escalate_instruction",
        _("escalated instruction {number}, whose reply is overdue (step {level})"),
        INSTRUCTION,
    ),
    Verb("cases.define_category", _("defined case category {code} {name}"), "desk:case_category"),
    Verb("cases.import_categories", _("imported {count} case categories from {file}")),
    Verb("cases.set_escalation_ladder", _("set the reminders and the escalation ladder")),
)

SIGHTS = (
    Sight("cases.see_case", _("see the cases of the units and areas of the grant")),
    Sight("cases.see_group_case", _("see the cases in the remit of one's own groups")),
    Sight("cases.see_hint", _("see what the comparison of pictures hints at")),
    Sight("cases.see_found_case", _("see the cases that one registered oneself")),
)
