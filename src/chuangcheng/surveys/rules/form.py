"""A questionnaire form as data: questions, what each answer is worth for which standard, and when it is asked."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SINGLE, MULTIPLE, SCALE, NUMBER, TEXT = KINDS = ("single", "multiple", "scale", "number", "text")
CHOSEN = (SINGLE, MULTIPLE)
RANGED = (SCALE, NUMBER)
ATTRIBUTES = ("sex", "age", "residence")
"""What an answer says about who answers: for weighting to known totals and for results by group."""
MOST_QUESTIONS, MOST_OPTIONS, MOST_SCALE = 80, 30, 11


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a form: the question's code (blank: the form), the field, and a stable code of the reason."""

    question: str
    field: str
    code: str


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to choose. `points` None: it says nothing about the standard ("don't know")."""

    code: str
    text_zh: str
    text_en: str = ""
    points: float | None = None


@dataclass(frozen=True, slots=True)
class Condition:
    """Asked only if an earlier question was answered with one of these options."""

    question: str
    any_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """One question. `low` and `high` bound a scale or a number; `points` is what a scale's upper end is worth."""

    code: str
    kind: str
    text_zh: str
    text_en: str = ""
    is_required: bool = True
    options: tuple[Option, ...] = ()
    low: int | None = None
    high: int | None = None
    points: float | None = None
    standard: str = ""
    attribute: str = ""
    ask_if: Condition | None = None

    @property
    def option_codes(self) -> tuple[str, ...]:
        return tuple(option.code for option in self.options)

    @property
    def full(self) -> float:
        """The most points an answer can bring; nought if none counts."""
        worth = [option.points or 0.0 for option in self.options]
        if self.kind == SINGLE:
            return max(worth, default=0.0)
        if self.kind == MULTIPLE:
            return sum(worth)
        return (self.points or 0.0) if self.kind == SCALE else 0.0

    @property
    def counts(self) -> bool:
        """True if its answers enter the score of a standard."""
        return bool(self.standard) and self.full > 0

    def as_data(self) -> dict[str, Any]:
        """JSON that `read_form` reads back to the same question."""
        return {
            "code": self.code,
            "kind": self.kind,
            "text_zh": self.text_zh,
            "text_en": self.text_en,
            "is_required": self.is_required,
            "options": [
                {"code": one.code, "text_zh": one.text_zh, "text_en": one.text_en, "points": one.points}
                for one in self.options
            ],
            "low": self.low,
            "high": self.high,
            "points": self.points,
            "standard": self.standard,
            "attribute": self.attribute,
            "ask_if": {"question": self.ask_if.question, "any_of": list(self.ask_if.any_of)} if self.ask_if else None,
        }


def read_form(data: Sequence[Mapping[str, Any]]) -> tuple[Question, ...]:
    """Questions from their JSON."""
    return tuple(_question(one) for one in data)


def _question(one: Mapping[str, Any]) -> Question:
    options = tuple(
        Option(row["code"], row["text_zh"], row.get("text_en", ""), row.get("points")) for row in one["options"]
    )
    asked = one.get("ask_if")
    return Question(
        code=one["code"],
        kind=one["kind"],
        text_zh=one["text_zh"],
        text_en=one.get("text_en", ""),
        is_required=one.get("is_required", True),
        options=options,
        low=one.get("low"),
        high=one.get("high"),
        points=one.get("points"),
        standard=one.get("standard", ""),
        attribute=one.get("attribute", ""),
        ask_if=Condition(asked["question"], tuple(asked["any_of"])) if asked else None,
    )


def faults_of(questions: Sequence[Question], standards: frozenset[str] | None = None) -> list[Fault]:
    """Everything that keeps a form from being published. `standards`: the codes that the edition knows."""
    found: list[Fault] = []
    if not questions:
        found.append(Fault("", "questions", "no_question"))
    if len(questions) > MOST_QUESTIONS:
        found.append(Fault("", "questions", "too_many"))
    earlier: dict[str, Question] = {}
    attributes: set[str] = set()
    for question in questions:
        found += _faults(question, earlier)
        if question.standard and standards is not None and question.standard not in standards:
            found.append(Fault(question.code, "standard", "unknown_standard"))
        if question.attribute in attributes:
            found.append(Fault(question.code, "attribute", "twice"))
        attributes |= {question.attribute} - {""}
        earlier[question.code] = question
    return found


def _faults(question: Question, earlier: Mapping[str, Question]) -> list[Fault]:
    wrong = []
    if not question.code or question.code in earlier:
        wrong.append(("code", "code_taken" if question.code else "missing"))
    if not question.text_zh.strip():
        wrong.append(("text_zh", "missing"))
    if question.kind not in KINDS:
        return [Fault(question.code, *one) for one in [*wrong, ("kind", "unknown_kind")]]
    wrong += _option_faults(question) if question.kind in CHOSEN else _range_faults(question)
    wrong += _condition_faults(question, earlier)
    if question.attribute and (question.attribute not in ATTRIBUTES or question.kind != SINGLE):
        wrong.append(("attribute", "bad_attribute"))
    if question.standard and question.full <= 0:
        wrong.append(("standard", "no_points"))
    if not question.standard and question.full > 0:
        wrong.append(("standard", "no_standard"))
    return [Fault(question.code, *one) for one in wrong]


def _option_faults(question: Question) -> list[tuple[str, str]]:
    codes = question.option_codes
    wrong = []
    if not 2 <= len(codes) <= MOST_OPTIONS:
        wrong.append(("options", "few_options" if len(codes) < 2 else "too_many"))
    if len(set(codes)) < len(codes) or not all(codes):
        wrong.append(("options", "code_taken"))
    if not all(option.text_zh.strip() for option in question.options):
        wrong.append(("options", "missing"))
    if any((option.points or 0) < 0 for option in question.options):
        wrong.append(("options", "negative"))
    return wrong


def _range_faults(question: Question) -> list[tuple[str, str]]:
    if question.options:
        return [("options", "no_options")]
    if question.kind == TEXT:
        return []
    low, high = question.low, question.high
    if question.kind == SCALE and (low is None or high is None or not low < high <= low + MOST_SCALE - 1):
        return [("high", "bad_scale")]
    if low is not None and high is not None and low > high:
        return [("high", "bad_range")]
    return [("points", "negative")] if (question.points or 0) < 0 else []


def _condition_faults(question: Question, earlier: Mapping[str, Question]) -> list[tuple[str, str]]:
    if question.ask_if is None:
        return []
    before = earlier.get(question.ask_if.question)
    if before is None or before.kind not in CHOSEN:
        return [("ask_if", "not_earlier")]
    if not question.ask_if.any_of or set(question.ask_if.any_of) - set(before.option_codes):
        return [("ask_if", "unknown_option")]
    return []
