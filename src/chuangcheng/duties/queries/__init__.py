"""Reads of duties, holdings and remits; "who is responsible here, and why"."""

from chuangcheng.duties.models import DutySupport, PlaceHolding, Remit, StandardDuty
from chuangcheng.duties.queries.responsible import Candidate, group_for, responsible_for
from chuangcheng.duties.reasons import sentence as reason_sentence

__all__ = [
    "Candidate",
    "DutySupport",
    "PlaceHolding",
    "Remit",
    "StandardDuty",
    "group_for",
    "reason_sentence",
    "responsible_for",
]
