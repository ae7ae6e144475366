"""Nouns of patrols and trouble spots."""

from chuangcheng.patrols.models.roster import Alarm, AlarmKind, AlarmPoint, Scan, Window, WindowPoint
from chuangcheng.patrols.models.scheme import DaysChoice, Point, Scheme, SchemeState, Shift, ShiftKind, ShiftTeam, Team
from chuangcheng.patrols.models.trouble import (
    Outcome,
    SpotAssessment,
    SpotState,
    TreatmentEntry,
    TreatmentPhoto,
    TroubleSpot,
)

__all__ = [
    "Alarm",
    "AlarmKind",
    "AlarmPoint",
    "DaysChoice",
    "Outcome",
    "Point",
    "Scan",
    "Scheme",
    "SchemeState",
    "Shift",
    "ShiftKind",
    "ShiftTeam",
    "SpotAssessment",
    "SpotState",
    "Team",
    "TreatmentEntry",
    "TreatmentPhoto",
    "TroubleSpot",
    "Window",
    "WindowPoint",
]
