"""What people say, as points of standards with their uncertainty: questionnaires weighted to known totals.

Each sample is estimated by its own design (two stages with finite populations for households, places as clusters for
quotas) and raked to its known totals; samples are independent, so that their variances add by the squares of their
shares. Sources: Särndal, Swensson and Wretman 1992, §4.3 and §5.6; Deming and Stephan 1940; degrees of freedom of a
sum after Satterthwaite 1946.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any

from chuangcheng.frameworks.models import Edition
from chuangcheng.scoring.survey import Calibrated, Design, Estimate, SurveyError, rake
from chuangcheng.scoring.survey.estimates import Estimator
from chuangcheng.scoring.survey.intervals import LEVEL, student
from chuangcheng.scoring.survey.sample import read
from chuangcheng.scoring.survey.table import Plain
from chuangcheng.surveys.models import SampleKind, Survey
from chuangcheng.surveys.queries.rows import AnswerRow, SampleRows, closed_on, closed_survey, rows_of, samples_of
from chuangcheng.surveys.rules import SMALLEST_CELL, worths

ROW = "row"
WEIGHT = "weight"


@dataclass(frozen=True, slots=True)
class QuestionnaireScore:
    """A standard's share of points reached (0 to 1). `standard` "" is the whole. `survey` is its id."""

    survey: int
    standard: str
    value: float
    standard_error: float
    degrees_of_freedom: float
    responses: int
    closed_on: date


@dataclass(frozen=True)
class Weighted:
    """A sample ready to estimate from. `note`: why known totals could not be met (blank if they were, or none)."""

    source: SampleRows
    rows: tuple[AnswerRow, ...]
    columns: dict[str, list[Any]]
    design: Design
    note: str

    @cached_property
    def base(self) -> Estimator:
        """Read once, by known totals where they can be met: a page asks for a hundred figures of one sample."""
        margins = self.source.sample.known_totals
        if margins and not self.note:
            return rake(self.columns, self.design, margins)
        return Estimator(read(self.columns, self.design))

    def estimator(self, columns: dict[str, list[float]]) -> Estimator:
        """The same sample with other columns."""
        sample = replace(self.base.sample, frame=Plain(columns))
        if isinstance(self.base, Calibrated):
            return Calibrated(sample, self.base.margins, is_raked=True)
        return Estimator(sample)


def weighted(source: SampleRows, *, with_excluded: bool = False) -> Weighted | None:
    """The sample by its design; None where fewer than five people answered."""
    rows = tuple(row for row in source.rows if with_excluded or not row.is_excluded)
    if len(rows) < SMALLEST_CELL:
        return None
    margins = source.sample.known_totals
    columns: dict[str, list[Any]] = {
        "stratum": [row.stratum for row in rows],
        "cluster": [row.cluster for row in rows],
        ROW: list(range(len(rows))),
        WEIGHT: _weights(source, rows),
        **{name: [row.attributes.get(name, "") for row in rows] for name in {*margins, *_attributes(source)}},
    }
    columns["size_1"], columns["size_2"] = [row.sizes[0] for row in rows], [row.sizes[1] for row in rows]
    design = _design(source, len({row.cluster for row in rows}))
    made = Weighted(source, rows, columns, design, "")
    if margins:
        try:
            made.base  # noqa: B018 - known totals that cannot be met show here
        except SurveyError as error:
            return Weighted(source, rows, columns, design, str(error))
    return made


def _weights(source: SampleRows, rows: tuple[AnswerRow, ...]) -> list[float]:
    """Where answers were left out, those of the same community that stay stand for them too."""
    every, here = Counter(row.cluster for row in source.rows), Counter(row.cluster for row in rows)
    if source.sample.kind != SampleKind.HOUSEHOLDS:
        return [row.weight for row in rows]
    return [row.weight * every[row.cluster] / here[row.cluster] for row in rows]


def _attributes(source: SampleRows) -> list[str]:
    return [question.attribute for question in source.questions if question.attribute]


def _design(source: SampleRows, clusters: int) -> Design:
    """Two stages for households, places as clusters for quotas; one place alone says nothing of other places."""
    if clusters < 2 or source.sample.kind == SampleKind.LINKS:
        return Design(weights=WEIGHT)
    if source.sample.kind == SampleKind.HOUSEHOLDS:
        return Design(
            strata="stratum",
            clusters=["cluster", ROW],
            weights=WEIGHT,
            population=["size_1", "size_2"],
            lonely="adjust",
        )
    return Design(clusters="cluster", weights=WEIGHT)


def points_of(made: Weighted) -> dict[str, tuple[Estimate, int]]:
    """standard -> (share of points, answers that speak of it), for standards that five people or more spoke of."""
    spoken = [worths(made.source.questions, row.answers) for row in made.rows]
    found = {}
    for standard in sorted({key for one in spoken for key in one}):
        count = sum(standard in one for one in spoken)
        if count < SMALLEST_CELL:
            continue
        columns = {
            "points": [one[standard].points if standard in one else 0.0 for one in spoken],
            "full": [one[standard].full if standard in one else 0.0 for one in spoken],
        }
        found[standard] = (made.estimator(columns).ratio("points", "full"), count)
    return found


def scores_of(survey: Survey, *, with_excluded: bool = False) -> tuple[QuestionnaireScore, ...]:
    """The scores of a closed survey over its samples that count, by standard; the whole ("") first."""
    parts: dict[str, list[tuple[float, Estimate, int]]] = {}
    for sample in samples_of(survey):
        made = weighted(rows_of(sample), with_excluded=with_excluded) if sample.counts else None
        for standard, (estimate, count) in (points_of(made) if made else {}).items():
            parts.setdefault(standard, []).append((float(sample.share), estimate, count))
    return tuple(_joined(survey, standard, parts[standard]) for standard in sorted(parts))


def _joined(survey: Survey, standard: str, parts: Sequence[tuple[float, Estimate, int]]) -> QuestionnaireScore:
    whole = sum(share for share, _, _ in parts)
    variances = [(share / whole * one.standard_error) ** 2 for share, one, _ in parts]
    variance = sum(variances)
    freedom = [max(1, one.degrees_of_freedom) for _, one, _ in parts]
    below = sum(part**2 / degrees for part, degrees in zip(variances, freedom, strict=True))
    return QuestionnaireScore(
        survey=survey.pk,
        standard=standard,
        value=sum(share / whole * one.value for share, one, _ in parts),
        standard_error=math.sqrt(variance),
        degrees_of_freedom=variance**2 / below if below else float(sum(freedom)),
        responses=sum(count for _, _, count in parts),
        closed_on=closed_on(survey),
    )


def questionnaire_scores(*, edition: Edition, at: datetime) -> tuple[QuestionnaireScore, ...]:
    """The scores of the edition's survey that was closed last, at or before `at`; empty if there is none."""
    survey = closed_survey(edition, at)
    return scores_of(survey) if survey else ()


def interval(score: QuestionnaireScore) -> tuple[float, float]:
    """Ends of the 95 % interval, within 0 and 1."""
    ends = student(score.value, score.standard_error, int(score.degrees_of_freedom), LEVEL)
    return max(0.0, ends.low), min(1.0, ends.high)
