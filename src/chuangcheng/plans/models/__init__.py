"""Nouns of plans, of feedback from above and of meetings."""

from chuangcheng.plans.models.feedback import Feedback, FeedbackLevel, Shortfall
from chuangcheng.plans.models.meeting import (
    AgendaPoint,
    Attendance,
    Meeting,
    MeetingCounter,
    MeetingKind,
    MeetingState,
    Presence,
    Resolution,
    ResolutionState,
)
from chuangcheng.plans.models.undertaking import (
    Kind,
    Milestone,
    Progress,
    ProgressFile,
    ServedStandard,
    Shows,
    SlippageRule,
    State,
    Undertaking,
    UpgradeKind,
)

__all__ = [
    "AgendaPoint",
    "Attendance",
    "Feedback",
    "FeedbackLevel",
    "Kind",
    "Meeting",
    "MeetingCounter",
    "MeetingKind",
    "MeetingState",
    "Milestone",
    "Presence",
    "Progress",
    "ProgressFile",
    "Shows",
    "Resolution",
    "ResolutionState",
    "ServedStandard",
    "Shortfall",
    "SlippageRule",
    "State",
    "Undertaking",
    "UpgradeKind",
]
