"""Results of a closed survey: standards, questions, groups and districts with intervals, response; as a workbook."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.desk.surveys.forms import ATTRIBUTE_LABELS
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.kit.spreadsheets import Writable, download
from chuangcheng.places.queries import Area
from chuangcheng.scoring.questionnaire_results import SampleResult, by_group, district_of, sample_result
from chuangcheng.scoring.questionnaires import QuestionnaireScore, interval, scores_of, weighted
from chuangcheng.surveys import queries
from chuangcheng.surveys.queries import AnswerRow, Sample, SampleRows, Survey
from chuangcheng.surveys.rules import SMALLEST_CELL


def _closed(request: StaffRequest, pk: int) -> Survey:
    found = queries.get_survey_for(request.actor, pk)
    if found.state != "closed":
        raise NotFound("results")
    return found


def _score(score: QuestionnaireScore) -> dict[str, Any]:
    low, high = interval(score)
    return {"score": score, "low": low, "high": high}


def scores(survey: Survey) -> list[dict[str, Any]]:
    """Each standard; beside it the figure with what the office left out, where anything was left out."""
    both = {one.standard: one for one in scores_of(survey, with_excluded=True)}
    is_any = any(one.withdrawn_at is None for one in queries.exclusions_of(survey))
    return [_score(one) | {"with_all": both.get(one.standard) if is_any else None} for one in scores_of(survey)]


def _chosen(request: StaffRequest, samples: Sequence[Sample]) -> Sample | None:
    wanted = request.GET.get("sample", "")
    return next((one for one in samples if str(one.pk) == wanted), samples[0] if samples else None)


@require_GET
def results(request: StaffRequest, pk: int) -> HttpResponse:
    """One sample at a time; small cells are hidden."""
    survey = _closed(request, pk)
    samples = queries.samples_of(survey)
    sample = _chosen(request, samples)
    progress = {one.sample.pk: one for one in queries.progress_of(survey)}
    context: dict[str, Any] = {
        "survey": survey,
        "scores": scores(survey),
        "samples": [_tab(request, survey, one, sample) for one in samples],
        "exclusions": queries.exclusions_of(survey),
        "smallest": SMALLEST_CELL,
        "may_exclude": request.actor.may_anywhere("surveys.exclude_answers"),
    }
    if sample is not None:
        rows = queries.rows_of(sample)
        result = sample_result(rows)
        context |= {
            "sample": sample,
            "result": result,
            "questions": _questions(rows, result),
            "progress": progress[sample.pk],
            "ways": _ways(request, sample),
            "groups": _groups(rows, request.GET.get("by", "area")),
            "texts": [
                (one, queries.texts_of(sample, one.code, SMALLEST_CELL)) for one in rows.questions if one.kind == "text"
            ],
        }
    return render(request, "desk/surveys/results.html", context)


def _tab(request: StaffRequest, survey: Survey, one: Sample, chosen: Sample | None) -> dict[str, Any]:
    url = f"{reverse('desk:survey_results', args=[survey.pk])}?sample={one.pk}"
    return {"label": one.name, "url": url, "active": one == chosen}


def _ways(request: StaffRequest, sample: Sample) -> list[dict[str, Any]]:
    names = ["area", *(one.attribute for one in sample.form.asked if one.attribute)]
    labels = {**ATTRIBUTE_LABELS, "area": _("District")}
    chosen = request.GET.get("by", "area")
    return [
        {"label": labels[name], "url": f"?sample={sample.pk}&by={name}#groups", "active": name == chosen}
        for name in names
    ]


def _questions(rows: SampleRows, result: SampleResult) -> list[dict[str, Any]]:
    """Each question and its answers in the language in force, with their figures."""
    shown = {one.question.code: one for one in queries.shown(rows.questions)}
    found = []
    for one in result.questions:
        question = shown[one.question.code]
        options = {option.code: option for option in question.options}
        lines = [{"line": line, "option": options.get(line.code)} for line in one.lines]
        found.append({"shown": question, "answered": one.answered, "lines": lines})
    return found


def _groups(rows: SampleRows, by: str) -> dict[str, Any]:
    """Counting questions by group: names of the groups, and for each question its figures in their order."""
    key, names = _key(rows, by)
    table, made = [], weighted(rows)
    shown = {one.question.code: one for one in queries.shown(rows.questions)}
    for question in rows.questions:
        found = {one.group: one for one in by_group(made, question, key)} if made else {}
        if found:
            table.append({"shown": shown[question.code], "cells": [found.get(group) for group in names]})
    return {"names": list(names.values()), "rows": table}


def _key(rows: SampleRows, by: str) -> tuple[Callable[[AnswerRow], str], dict[str, str]]:
    asked = next((one for one in rows.questions if one.attribute and one.attribute == by), None)
    if asked is not None:
        return (lambda row: row.attributes.get(by, "")), {one.code: one.text_zh for one in asked.options}
    paths = sorted({district_of(row) for row in rows.rows} - {""})
    areas = {area.path.strip("/"): area.name for area in Area.objects.filter(path__in=[f"{path}/" for path in paths])}
    return district_of, {path: areas.get(path, path) for path in paths}


@require_GET
def results_file(request: StaffRequest, pk: int) -> HttpResponseBase:
    """Standards and every question of every sample; what is hidden on the page is blank here too."""
    survey = _closed(request, pk)
    standards = [
        (one["score"].standard or "—", one["score"].value, one["low"], one["high"], one["score"].responses)
        for one in scores(survey)
    ]
    header = ["standard", "value", "low", "high", "answers"]
    sheets = [Writable("standards", header, standards)]
    lines = [line for sample in queries.samples_of(survey) for line in _lines(sample)]
    header = ["sample", "question", "text", "answer", "count", "weighted", "low", "high", "unweighted"]
    sheets.append(Writable("questions", header, lines, (16, 8, 40, 24, 8, 10, 10, 10, 10)))
    return download(f"{survey.code}-results", sheets)


def _lines(sample: Sample) -> Iterator[tuple[Any, ...]]:
    for found in sample_result(queries.rows_of(sample)).questions:
        for line in found.lines:
            one = line.estimate
            figures = (one.value, one.low, one.high) if one else (None, None, None)
            question = found.question
            yield (sample.name_zh, question.code, question.text_zh, line.label, line.count, *figures, line.unweighted)
