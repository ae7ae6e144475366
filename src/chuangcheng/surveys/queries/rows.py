"""Stored answers as anonymous rows with their design, for the estimates of `scoring`."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from chuangcheng.frameworks.models import Edition
from chuangcheng.surveys.models import Response, Sample, SampleKind, Survey, SurveyState
from chuangcheng.surveys.rules import Question, Stage, household_weight

EVERYBODY = "all"


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One person's answers. `weight`: how many people or households it stands for before any known total.

    `cluster`, `stratum`: of the draw, as numbers and texts; `sizes`: units there are at each stage. `attributes`:
    sex, age, residence as option codes, as far as asked. `area`: path of the community or place, blank for links.
    """

    answers: Mapping[str, Any]
    attributes: Mapping[str, str]
    stratum: str
    cluster: str
    weight: float
    sizes: tuple[float, float]
    area: str
    is_excluded: bool


@dataclass(frozen=True, slots=True)
class SampleRows:
    """A sample with its questions and its rows, in an order that says nothing (by random key)."""

    sample: Sample
    questions: tuple[Question, ...]
    rows: tuple[AnswerRow, ...]

    @property
    def is_clustered(self) -> bool:
        return len({row.cluster for row in self.rows}) > 1 and self.sample.kind != SampleKind.LINKS


def samples_of(survey: Survey) -> list[Sample]:
    """The samples of a survey with their forms, in the order planned. One query."""
    return list(Sample.objects.filter(survey=survey).select_related("form", "survey").order_by("pk"))


def rows_of(sample: Sample) -> SampleRows:
    """Every stored answer of a sample. Two queries. What still waits for its batch is not among them."""
    questions = sample.form.asked
    said = {question.attribute: question.code for question in questions if question.attribute}
    found = list(
        Response.objects.filter(sample=sample)
        .select_related("cluster__area")
        .only(
            "answers",
            "exclusion",
            "sample",
            "cluster__stratum",
            "cluster__stratum_population",
            "cluster__stratum_drawn",
            "cluster__household_count",
            "cluster__area__path",
        )
        .order_by("key")
    )
    answered = Counter(row.cluster_id for row in found)
    return SampleRows(sample, questions, tuple(_row(sample, row, said, answered) for row in found))


def _row(sample: Sample, row: Response, said: Mapping[str, str], answered: Mapping[int | None, int]) -> AnswerRow:
    cluster = row.cluster
    weight, sizes = 1.0, (0.0, 0.0)
    if sample.kind == SampleKind.HOUSEHOLDS and cluster is not None:
        drawn = answered[row.cluster_id]
        inner = Stage(cluster.household_count, drawn, drawn)
        weight = household_weight(cluster.stratum_population, cluster.stratum_drawn, inner)
        sizes = (float(cluster.stratum_population), float(max(cluster.household_count, drawn)))
    return AnswerRow(
        answers=row.answers,
        attributes={name: str(row.answers.get(code, "")) for name, code in said.items()},
        stratum=cluster.stratum if cluster and cluster.stratum else EVERYBODY,
        cluster=str(row.cluster_id or ""),
        weight=weight,
        sizes=sizes,
        area=cluster.area.path if cluster else "",
        is_excluded=row.exclusion_id is not None,
    )


def closed_survey(edition: Edition, at: datetime) -> Survey | None:
    """The survey of the edition that was closed last, at or before a moment; None if there is none."""
    rows = Survey.objects.filter(edition=edition, state=SurveyState.CLOSED, closed_at__lte=at)
    return rows.order_by("-closed_at", "-pk").first()


def closed_on(survey: Survey) -> date:
    """The day of the city on which a closed survey was closed."""
    return timezone.localdate(survey.closed_at)
