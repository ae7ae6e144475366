"""Answers to a form: which questions are asked after them, what they must be, and what they are worth."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chuangcheng.surveys.rules.form import MULTIPLE, SCALE, SINGLE, TEXT, Question

Answers = Mapping[str, Any]
MOST_TEXT = 500


def asked(questions: Sequence[Question], answers: Answers) -> tuple[Question, ...]:
    """The questions that these answers lead to, in order. What depends on an unasked question is not asked either."""
    shown: dict[str, Question] = {}
    for question in questions:
        if question.ask_if is None or (
            question.ask_if.question in shown and _chosen(answers.get(question.ask_if.question), question.ask_if.any_of)
        ):
            shown[question.code] = question
    return tuple(shown.values())


def _chosen(answer: Any, any_of: Sequence[str]) -> bool:
    given = answer if isinstance(answer, list) else [answer]
    return any(one in any_of for one in given)


def kept(questions: Sequence[Question], answers: Answers) -> tuple[dict[str, Any], dict[str, str]]:
    """(answers as they are stored, question code -> what is wrong): `missing`, `unknown_option`, `out_of_range`,
    `not_a_number`, `too_long`.

    Answers to questions that are not asked are dropped: a mind that changed leaves nothing behind.
    """
    stored: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    shown: dict[str, Question] = {}
    for question in questions:
        rule = question.ask_if
        if rule is not None and not (rule.question in shown and _chosen(stored.get(rule.question), rule.any_of)):
            continue
        shown[question.code] = question
        value, fault = _read(question, answers.get(question.code))
        if fault:
            wrong[question.code] = fault
        elif value is not None:
            stored[question.code] = value
        elif question.is_required:
            wrong[question.code] = "missing"
    return stored, wrong


def _read(question: Question, given: Any) -> tuple[Any, str]:
    if given in (None, "", []):
        return None, ""
    if question.kind == SINGLE:
        return (given, "") if given in question.option_codes else (None, "unknown_option")
    if question.kind == MULTIPLE:
        chosen = given if isinstance(given, list) else [given]
        if any(one not in question.option_codes for one in chosen):
            return None, "unknown_option"
        return [code for code in question.option_codes if code in chosen], ""
    if question.kind == TEXT:
        text = given.strip().replace("\x00", "") if isinstance(given, str) else ""
        return (None, "too_long") if len(text) > MOST_TEXT else (text or None, "")
    return _number(question, given)


def _number(question: Question, given: Any) -> tuple[int | None, str]:
    try:
        number = int(str(given).strip())
    except ValueError:
        return None, "not_a_number"
    low = question.low if question.low is not None else 0
    high = question.high if question.high is not None else 10**9
    return (number, "") if low <= number <= high else (None, "out_of_range")


@dataclass(frozen=True, slots=True)
class Worth:
    """Points reached out of those that could be reached."""

    points: float
    full: float

    def __add__(self, other: "Worth") -> "Worth":
        return Worth(self.points + other.points, self.full + other.full)


def worth(question: Question, answer: Any) -> Worth | None:
    """What an answer brings for the question's standard; None if it does not count or says nothing of it."""
    if not question.counts or answer is None:
        return None
    if question.kind == SCALE:
        low, high = question.low or 0, question.high or 1
        return Worth((answer - low) / (high - low) * question.full, question.full)
    chosen = answer if isinstance(answer, list) else [answer]
    points = [option.points for option in question.options if option.code in chosen]
    counted = [one for one in points if one is not None]
    return Worth(sum(counted), question.full) if counted else None


def worths(questions: Sequence[Question], answers: Answers) -> dict[str, Worth]:
    """standard code -> points of one person's answers; "" is the whole form."""
    sums: dict[str, Worth] = {}
    for question in questions:
        found = worth(question, answers.get(question.code))
        if found is not None:
            for key in (question.standard, ""):
                sums[key] = sums[key] + found if key in sums else found
    return sums
