"""Why a form or an answer is refused, in words for a person."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.surveys.rules import Fault

REASONS: dict[str, Any] = {
    "no_question": _("a form needs at least one question"),
    "too_many": _("there are too many"),
    "code_taken": _("this code occurs twice"),
    "missing": _("is blank"),
    "unknown_kind": _("there is no question of this kind"),
    "few_options": _("give at least two answers to choose from"),
    "no_options": _("only questions with a choice have answers to choose from"),
    "negative": _("points cannot be negative"),
    "bad_scale": _("a scale has 2 to 11 steps, the lower end first"),
    "bad_range": _("the lower bound lies above the upper one"),
    "not_earlier": _("a question can depend only on an earlier one with answers to choose from"),
    "unknown_option": _("names an answer that the question does not have"),
    "bad_attribute": _("sex, age and residence are questions with one answer to choose"),
    "twice": _("another question asks for the same"),
    "no_points": _("no answer brings points for the standard"),
    "no_standard": _("points are given without a standard"),
    "unknown_standard": _("the edition has no standard with this code"),
}
ANSWERS: dict[str, Any] = {
    "missing": _("Please answer this question."),
    "unknown_option": _("Please choose one of the answers."),
    "not_a_number": _("Please give a whole number."),
    "out_of_range": _("This number is too small or too large."),
    "too_long": _("Please use at most 500 characters."),
}


def fault_sentence(fault: Fault) -> str:
    """“Q3: …”."""
    said = str(REASONS[fault.code])
    return f"{fault.question}: {said}" if fault.question else said


def fault_sentences(faults: Iterable[Fault]) -> str:
    """All faults in one line."""
    return "; ".join(dict.fromkeys(fault_sentence(fault) for fault in faults))
