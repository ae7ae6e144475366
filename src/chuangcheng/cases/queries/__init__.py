"""Reads of cases. The nouns' types reach the faces from here."""

from chuangcheng.cases.models import (
    Audience,
    Case,
    CasePhoto,
    Category,
    EscalationStep,
    Extension,
    ExtensionState,
    Pause,
    PauseKind,
    PhotoKind,
    Source,
    State,
    StepKind,
    Submission,
    Verdict,
)
from chuangcheng.cases.queries.categories import categories, category_by_code, suggested_categories
from chuangcheng.cases.queries.deadlines import clock_changes, current_deadline, deadline_story
from chuangcheng.cases.queries.details import (
    Dossier,
    case_by_number_for,
    cases_by_id_for,
    dossier,
    get_case_for,
    photo_for,
    searchable,
)
from chuangcheng.cases.queries.duplicates import Likeness, possible_duplicates
from chuangcheng.cases.queries.ladder import ladder, newly_overdue, to_escalate, to_remind
from chuangcheng.cases.queries.ledger import LedgerRow, ledger_rows
from chuangcheng.cases.queries.listing import MOST, Filters, cases_for, count_capped, held_openly, order_of
from chuangcheng.cases.queries.mapping import Spot, Spots, spots
from chuangcheng.cases.queries.moves import move_of, possible_moves
from chuangcheng.cases.queries.nearby import open_cases_near
from chuangcheng.cases.queries.punctuality import Punctuality, punctuality
from chuangcheng.cases.queries.recipients import NEWSWORTHY, recipients_for
from chuangcheng.cases.queries.responsibility import (
    candidates,
    group_of,
    place_of_case,
    reason_in_words,
    reason_of,
    standard_of,
)
from chuangcheng.cases.queries.waiting import QUEUES, Queue, Waiting, in_queue, queues_of, waiting_counts, waiting_for

__all__ = [
    "held_openly",
    "possible_moves",
    "move_of",
    "photo_for",
    "dossier",
    "cases_by_id_for",
    "case_by_number_for",
    "deadline_story",
    "MOST",
    "NEWSWORTHY",
    "QUEUES",
    "Audience",
    "Case",
    "CasePhoto",
    "Category",
    "EscalationStep",
    "Dossier",
    "Extension",
    "ExtensionState",
    "Filters",
    "LedgerRow",
    "Likeness",
    "Pause",
    "PauseKind",
    "PhotoKind",
    "Punctuality",
    "Queue",
    "Source",
    "Spot",
    "Spots",
    "State",
    "StepKind",
    "Submission",
    "Verdict",
    "Waiting",
    "candidates",
    "cases_for",
    "categories",
    "category_by_code",
    "clock_changes",
    "count_capped",
    "current_deadline",
    "get_case_for",
    "group_of",
    "in_queue",
    "ladder",
    "ledger_rows",
    "newly_overdue",
    "open_cases_near",
    "order_of",
    "place_of_case",
    "possible_duplicates",
    "punctuality",
    "queues_of",
    "reason_in_words",
    "reason_of",
    "recipients_for",
    "searchable",
    "spots",
    "standard_of",
    "suggested_categories",
    "to_escalate",
    "to_remind",
    "waiting_counts",
    "waiting_for",
]
