"""整改: what is wrong somewhere, who is to put it right until when, and everything that bears on that deadline."""

from chuangcheng.cases.models.case import Case, CaseCounter, CasePhoto, PhotoKind, Severity, Source, State
from chuangcheng.cases.models.category import Category
from chuangcheng.cases.models.clock import (
    Audience,
    EscalationStep,
    Extension,
    ExtensionState,
    Pause,
    PauseKind,
    StepKind,
)
from chuangcheng.cases.models.hint import HintDismissal
from chuangcheng.cases.models.instruction import (
    Instruction,
    InstructionReply,
    InstructionState,
    ReplyFile,
    ReplyVerdict,
)
from chuangcheng.cases.models.recheck import SEEN, Outcome, Recheck
from chuangcheng.cases.models.submission import Submission, Verdict

__all__ = [
    "Audience",
    "Case",
    "CaseCounter",
    "CasePhoto",
    "Category",
    "EscalationStep",
    "Extension",
    "ExtensionState",
    "HintDismissal",
    "Instruction",
    "InstructionReply",
    "InstructionState",
    "ReplyFile",
    "ReplyVerdict",
    "Pause",
    "Outcome",
    "PauseKind",
    "PhotoKind",
    "Recheck",
    "SEEN",
    "Severity",
    "Source",
    "State",
    "StepKind",
    "Submission",
    "Verdict",
]
