"""Interviews of the one who asks: addresses by community with the reserve behind them, cells of quotas, the forms."""

from typing import Any

from chuangcheng.kit.actor import Actor
from chuangcheng.kit.names import localised
from chuangcheng.surveys.queries import QuotaCell, Work, work_of
from chuangcheng.surveys.rules import Question


def interviews_shown(actor: Actor) -> list[dict[str, Any]]:
    """Empty for everybody who does not interview."""
    return [_work(one) for one in work_of(actor)]


def _work(one: Work) -> dict[str, Any]:
    sample = one.cluster.sample
    return {
        "cluster": one.cluster.pk,
        "place": one.cluster.area.name,
        "survey": sample.survey.name,
        "intro": localised(sample.form.intro_zh)[0],
        "questions": [_question(question) for question in one.questions],
        "addresses": [
            {"id": task.pk, "text": task.text, "is_reserve": task.is_reserve, "absences": task.absence_count}
            for task in one.addresses
        ],
        "cells": [_cell(cell, one.questions) for cell in one.cells],
    }


def _text(one: Any) -> str:
    return localised(one.text_zh, "", one.text_en)[0]


def _question(question: Question) -> dict[str, Any]:
    asked = question.ask_if
    return {
        "code": question.code,
        "kind": question.kind,
        "text": _text(question),
        "required": question.is_required,
        "options": [{"code": option.code, "text": _text(option)} for option in question.options],
        "low": question.low,
        "high": question.high,
        "ask_if": {"question": asked.question, "any_of": list(asked.any_of)} if asked else None,
    }


def _cell(cell: QuotaCell, questions: tuple[Question, ...]) -> dict[str, Any]:
    """Named by the answers it stands for."""
    named = {(one.attribute, option.code): _text(option) for one in questions for option in one.options}
    parts = [named.get(key, "") for key in (("sex", cell.sex), ("age", cell.age)) if key[1]]
    label = " · ".join(part for part in parts if part) or cell.cluster.area.name
    return {"id": cell.pk, "label": label, "wanted": cell.wanted, "done": cell.done}
