"""Results of a closed survey by question: shares and means with intervals, by group and area, with small cells hidden,
weighted beside unweighted, with and without what the office left out."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from chuangcheng.scoring.questionnaires import Weighted, weighted
from chuangcheng.scoring.survey import Estimate, SurveyError
from chuangcheng.surveys.queries.rows import AnswerRow, SampleRows
from chuangcheng.surveys.rules import CHOSEN, MULTIPLE, SMALLEST_CELL, TEXT, Question, shown_counts, worth

AREA_DEPTH = 2
"""Results by area stop at the district: communities are small."""


@dataclass(frozen=True, slots=True)
class Line:
    """One answer of a question (its share), or a whole question (its mean). None: too few to show."""

    code: str
    label: str
    count: int | None
    estimate: Estimate | None
    unweighted: float | None


@dataclass(frozen=True, slots=True)
class QuestionResult:
    """A question with what was said to it. `answered` counts those who were asked and answered."""

    question: Question
    answered: int
    missing: int
    lines: tuple[Line, ...]

    @property
    def is_shown(self) -> bool:
        return self.answered >= SMALLEST_CELL


@dataclass(frozen=True, slots=True)
class SampleResult:
    """All questions of a sample. `note`: why its known totals could not be met."""

    source: SampleRows
    responses: int
    excluded: int
    note: str
    questions: tuple[QuestionResult, ...]


def sample_result(source: SampleRows, *, with_excluded: bool = False) -> SampleResult:
    """Every question but texts. Empty lines where fewer than five answered."""
    excluded = sum(row.is_excluded for row in source.rows)
    made = weighted(source, with_excluded=with_excluded)
    rows = made.rows if made else ()
    results = tuple(_result(made, one) for one in source.questions if one.kind != TEXT) if made else ()
    return SampleResult(source, len(rows), excluded, made.note if made else "", results)


def _result(made: Weighted, question: Question) -> QuestionResult:
    given = [row.answers.get(question.code) for row in made.rows]
    answered = sum(one is not None for one in given)
    lines: tuple[Line, ...] = ()
    if answered >= SMALLEST_CELL:
        lines = _choices(made, question, given) if question.kind in CHOSEN else (_mean(made, question, given),)
    return QuestionResult(question, answered, len(given) - answered, lines)


def _choices(made: Weighted, question: Question, given: list[Any]) -> tuple[Line, ...]:
    counts: Counter[str] = Counter()
    for one in given:
        counts.update(one if isinstance(one, list) else [one] if one is not None else [])
    shown = shown_counts({option.code: counts[option.code] for option in question.options})
    if question.kind == MULTIPLE:
        # Shares of several answers have no sum: one that is hidden is not given away by the others.
        shown = {code: None if 0 < counts[code] < SMALLEST_CELL else counts[code] for code in shown}
    base = [0.0 if one is None else 1.0 for one in given]
    lines = []
    for option in question.options:
        says = [float(option.code in (one if isinstance(one, list) else [one])) for one in given]
        estimate = None if shown[option.code] is None else share(made, says, base)
        simple = None if shown[option.code] is None else sum(says) / sum(base)
        lines.append(Line(option.code, option.text_zh, shown[option.code], estimate, simple))
    return tuple(lines)


def _mean(made: Weighted, question: Question, given: list[Any]) -> Line:
    base = [0.0 if one is None else 1.0 for one in given]
    values = [float(one or 0) for one in given]
    count = int(sum(base))
    return Line("", "", count, share(made, values, base), sum(values) / count)


def share(made: Weighted, numerator: list[float], denominator: list[float]) -> Estimate | None:
    """A ratio by the sample's design; None where it cannot be estimated (nobody, or nothing to weigh)."""
    try:
        found: Estimate = made.estimator({"y": numerator, "x": denominator}).ratio("y", "x")
    except SurveyError:
        return None
    return found


@dataclass(frozen=True, slots=True)
class GroupResult:
    """One question's main figure in one group: `count` None hides it and its figure."""

    group: str
    count: int | None
    estimate: Estimate | None


def by_group(made: Weighted, question: Question, key: Callable[[AnswerRow], str]) -> list[GroupResult]:
    """The question's figure (mean of a scale, points of a counting question) in each group, small groups hidden.

    A question without points gives nothing to compare.
    """
    value = _value_of(question)
    if value is None:
        return []
    keys = [key(row) for row in made.rows]
    said = [value(row.answers.get(question.code)) for row in made.rows]
    counts = Counter(group for group, one in zip(keys, said, strict=True) if one is not None)
    shown = shown_counts({group: counts[group] for group in sorted(set(keys)) if group})
    return [
        GroupResult(group, count, _in(made, keys, said, group) if count else None) for group, count in shown.items()
    ]


def _in(made: Weighted, keys: list[str], said: list[float | None], group: str) -> Estimate | None:
    inside = [place == group and one is not None for place, one in zip(keys, said, strict=True)]
    values = [float(one or 0) if is_in else 0.0 for one, is_in in zip(said, inside, strict=True)]
    return share(made, values, [float(one) for one in inside])


def _value_of(question: Question) -> Callable[[Any], float | None] | None:
    if not question.counts:
        return None

    def value(answer: Any) -> float | None:
        found = worth(question, answer)
        return found.points / found.full if found else None

    return value


def district_of(row: AnswerRow) -> str:
    """The path of the row's district; blank for links."""
    return "/".join(row.area.strip("/").split("/")[:AREA_DEPTH])
