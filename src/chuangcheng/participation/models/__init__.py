"""隨手拍: reports, pictures, contact details, answers, followers; what guards the door; calls and hotline orders."""

from chuangcheng.participation.models.alerts import Alert, AlertKind, AlertWay
from chuangcheng.participation.models.answer import Answer, AnswerState, Follower, Reopening
from chuangcheng.participation.models.calls import Call, HotlineOrder, OrderColumn
from chuangcheng.participation.models.guarding import Block, BlockKind, Tally
from chuangcheng.participation.models.learning import LearntModel, LearntState
from chuangcheng.participation.models.passage import Passage
from chuangcheng.participation.models.report import (
    Channel,
    Contact,
    DeclineReason,
    Report,
    ReportPhoto,
    ReportState,
    Satisfaction,
)

__all__ = [
    "Alert",
    "AlertKind",
    "AlertWay",
    "Answer",
    "AnswerState",
    "Block",
    "BlockKind",
    "Call",
    "Channel",
    "Contact",
    "DeclineReason",
    "Follower",
    "HotlineOrder",
    "LearntModel",
    "LearntState",
    "OrderColumn",
    "Passage",
    "Reopening",
    "Report",
    "ReportPhoto",
    "ReportState",
    "Satisfaction",
    "Tally",
]
