"""A form as people see it: texts in the language in force, what was said so far, and what is wrong with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chuangcheng.kit.names import localised
from chuangcheng.surveys.rules import MULTIPLE, SCALE, Option, Question
from chuangcheng.surveys.sentences import ANSWERS

Text = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ShownOption:
    """One answer to choose, or one step of a scale."""

    code: str
    name_and_language: Text
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """One question. `after`: the question and answers that lead to it, in words; blank if it is always asked."""

    question: Question
    number: int
    name_and_language: Text
    options: tuple[ShownOption, ...]
    said: Any
    error: Any
    after_number: int
    after_answers: tuple[Text, ...]

    @property
    def text(self) -> str:
        """The question in the language in force."""
        return self.name_and_language[0]

    @property
    def widget(self) -> str:
        """How it is answered: radio, checkbox, number or textarea."""
        return {"number": "number", "text": "textarea", MULTIPLE: "checkbox"}.get(self.question.kind, "radio")


def shown(
    questions: Sequence[Question], said: Mapping[str, Any] | None = None, wrong: Mapping[str, str] | None = None
) -> list[ShownQuestion]:
    """All questions in order, those with a condition included: without scripts they say when to answer them."""
    said, wrong = said or {}, wrong or {}
    numbers = {one.code: number for number, one in enumerate(questions, start=1)}
    by_code = {one.code: one for one in questions}
    return [_shown(one, numbers, by_code, said.get(one.code), wrong.get(one.code, "")) for one in questions]


def _shown(
    one: Question, numbers: Mapping[str, int], by_code: Mapping[str, Question], said: Any, fault: str
) -> ShownQuestion:
    rule = one.ask_if
    before = by_code[rule.question].options if rule and rule.question in by_code else ()
    return ShownQuestion(
        question=one,
        number=numbers[one.code],
        name_and_language=localised(one.text_zh, "", one.text_en),
        options=_options(one, said),
        said="" if said is None else said,
        error=ANSWERS[fault] if fault else "",
        after_number=numbers.get(rule.question, 0) if rule else 0,
        after_answers=tuple(_text(option) for option in before if rule and option.code in rule.any_of),
    )


def _text(option: Option) -> Text:
    return localised(option.text_zh, "", option.text_en)


def _options(one: Question, said: Any) -> tuple[ShownOption, ...]:
    chosen = [str(value) for value in said] if isinstance(said, list) else [str(said)]
    if one.kind == SCALE:
        steps = range(one.low or 0, (one.high or 0) + 1)
        return tuple(ShownOption(str(step), (str(step), ""), str(step) in chosen) for step in steps)
    return tuple(ShownOption(option.code, _text(option), option.code in chosen) for option in one.options)
