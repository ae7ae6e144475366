"""Reads of recurring faults and the upgrades that they propose."""

from chuangcheng.recurrences.models import STANDING, Recurrence, RecurrenceCase, UpgradeState
from chuangcheng.recurrences.queries.judging import Judgement, Rule, case_to_count, judge, rule
from chuangcheng.recurrences.queries.listing import (
    get_recurrence_for,
    recurrence_counts,
    recurrence_moves,
    recurrences_at,
    recurrences_for,
    recurrences_of_case,
    standing_for,
    taken_up,
    times_on,
)

__all__ = [
    "STANDING",
    "Judgement",
    "Recurrence",
    "RecurrenceCase",
    "Rule",
    "UpgradeState",
    "case_to_count",
    "get_recurrence_for",
    "judge",
    "recurrence_counts",
    "recurrence_moves",
    "recurrences_at",
    "recurrences_for",
    "recurrences_of_case",
    "rule",
    "standing_for",
    "taken_up",
    "times_on",
]
