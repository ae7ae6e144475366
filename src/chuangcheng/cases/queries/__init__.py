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
from chuangcheng.cases.queries.deadlines import clock_changes, current_deadline
from chuangcheng.cases.queries.details import get_case_for, searchable
from chuangcheng.cases.queries.responsibility import (
    candidates,
    group_of,
    place_of_case,
    reason_in_words,
    reason_of,
    standard_of,
)

__all__ = [
    "Audience",
    "Case",
    "CasePhoto",
    "Category",
    "EscalationStep",
    "Extension",
    "ExtensionState",
    "Pause",
    "PauseKind",
    "PhotoKind",
    "Source",
    "State",
    "StepKind",
    "Submission",
    "Verdict",
    "candidates",
    "clock_changes",
    "current_deadline",
    "get_case_for",
    "group_of",
    "place_of_case",
    "reason_in_words",
    "reason_of",
    "searchable",
    "standard_of",
]
