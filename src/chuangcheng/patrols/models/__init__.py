"""Nouns of patrols and trouble spots."""

from chuangcheng.patrols.models.roster import Alarm, AlarmKind, AlarmPoint, Scan, Window, WindowPoint
from chuangcheng.patrols.models.scheme import DaysChoice, Point, Scheme, SchemeState, Shift, ShiftKind, ShiftTeam, Team

__all__ = [
    "Alarm",
    "AlarmKind",
    "AlarmPoint",
    "DaysChoice",
    "Point",
    "Scan",
    "Scheme",
    "SchemeState",
    "Shift",
    "ShiftKind",
    "ShiftTeam",
    "Team",
    "Window",
    "WindowPoint",
]
