"""Pure rules of questionnaires: forms, answers and their worth, weights, batches, hints. No Django."""

from chuangcheng.surveys.rules.answers import Worth, asked, kept, worth, worths
from chuangcheng.surveys.rules.batches import LEAST_TOGETHER, SMALLEST_CELL, coarse, ripe, shown_counts
from chuangcheng.surveys.rules.form import (
    ATTRIBUTES,
    CHOSEN,
    KINDS,
    MULTIPLE,
    NUMBER,
    SCALE,
    SINGLE,
    TEXT,
    Condition,
    Fault,
    Option,
    Question,
    faults_of,
    read_form,
)
from chuangcheng.surveys.rules.hints import Alike, Given, alike, fast
from chuangcheng.surveys.rules.weights import Stage, household_weight

__all__ = [
    "ATTRIBUTES",
    "CHOSEN",
    "KINDS",
    "LEAST_TOGETHER",
    "MULTIPLE",
    "NUMBER",
    "SCALE",
    "SINGLE",
    "SMALLEST_CELL",
    "TEXT",
    "Alike",
    "Condition",
    "Fault",
    "Given",
    "Option",
    "Question",
    "Stage",
    "Worth",
    "alike",
    "asked",
    "coarse",
    "fast",
    "faults_of",
    "household_weight",
    "kept",
    "read_form",
    "ripe",
    "shown_counts",
    "worth",
    "worths",
]
