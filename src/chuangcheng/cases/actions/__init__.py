"""Everything that can be done with a case."""

from chuangcheng.cases.actions.categories import define_category, import_categories, set_escalation_ladder
from chuangcheng.cases.actions.clock import (
    escalate_case,
    mark_overdue,
    recompute_deadline,
    recompute_provisional_deadlines,
    remind_case,
)
from chuangcheng.cases.actions.dispatch import (
    dispatch_case,
    dispute_case,
    reject_dispute,
    split_case,
    take_back_case,
    uphold_dispute,
)
from chuangcheng.cases.actions.hints import dismiss_hint
from chuangcheng.cases.actions.instructions import (
    accept_reply,
    answer_instruction,
    escalate_instruction,
    issue_instruction,
    mark_instruction_overdue,
    return_reply,
    withdraw_instruction,
)
from chuangcheng.cases.actions.open import classify_case, merge_case, open_case, refuse_case, submit_correction
from chuangcheng.cases.actions.rechecks import record_recheck
from chuangcheng.cases.actions.settling import close_split_case, reopen_split_case
from chuangcheng.cases.actions.verify import close_case, note_case, reopen_case, return_case, return_correction
from chuangcheng.cases.actions.work import (
    accept_case,
    ask_extension,
    deny_extension,
    grant_extension,
    hold_case,
    renew_hold,
    resume_case,
    submit_case,
)

__all__ = [
    "accept_reply",
    "answer_instruction",
    "escalate_instruction",
    "issue_instruction",
    "mark_instruction_overdue",
    "return_reply",
    "withdraw_instruction",
    "accept_case",
    "ask_extension",
    "classify_case",
    "close_case",
    "close_split_case",
    "define_category",
    "deny_extension",
    "dismiss_hint",
    "dispatch_case",
    "dispute_case",
    "escalate_case",
    "grant_extension",
    "hold_case",
    "import_categories",
    "mark_overdue",
    "merge_case",
    "note_case",
    "open_case",
    "recompute_deadline",
    "recompute_provisional_deadlines",
    "record_recheck",
    "refuse_case",
    "reject_dispute",
    "remind_case",
    "renew_hold",
    "reopen_case",
    "reopen_split_case",
    "resume_case",
    "return_case",
    "return_correction",
    "set_escalation_ladder",
    "split_case",
    "submit_case",
    "submit_correction",
    "take_back_case",
    "uphold_dispute",
]
