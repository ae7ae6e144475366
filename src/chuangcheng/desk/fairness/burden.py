"""The burden meter: what each unit was asked for this week or month, by whom, and what the system held already."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from chuangcheng.desk.results.months import tabs
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.scoring import burden as queries
from chuangcheng.units.queries import get_unit_for

SPANS = (("week", _("This week")), ("month", _("This month")))


@require_GET
def burden(request: StaffRequest) -> HttpResponse:
    """Units by how much they were asked for; with `unit` who asked that one."""
    code = request.GET.get("span", "week")
    code = code if code in dict(SPANS) else "week"
    span = queries.span_of(code, request.at)
    pairs = queries.loads(request.actor, span)
    number = request.GET.get("unit", "")
    unit = get_unit_for(request.actor, int(number)) if number.isdecimal() and len(number) < 12 else None
    if unit is not None and not request.actor.may("scoring.see_burden", unit_path=unit.path):
        unit = None
    is_whole = any(not grant.unit_path for grant in request.actor.scopes("scoring.see_burden"))
    shown = unit or (pairs[0][0] if pairs and not is_whole else None)
    context: dict[str, Any] = {
        "span": span,
        "chips": [{"value": v, "label": label, "active": v == code} for v, label in SPANS],
        "sources": list(queries.SOURCES.values()),
        "rows": [_row(*pair) for pair in pairs],
        "unit": unit,
        "askers": [_asker(one) for one in queries.askers(span, request.at, shown)] if is_whole or shown else [],
        "held": [_held(one) for one in queries.asked_for_what_was_held(request.actor, span, unit)],
        "tabs": tabs(request, "desk:burden"),
    }
    return render(request, "desk/fairness/burden.html", context)


HELD = {
    "instruction": ("desk:instruction", _("can be answered with the submission on the case")),
    "demand": ("desk:material_demand", _("can be answered with material or pictures that are here")),
    "departmentfigure": ("desk:department_figure", _("can be answered with the figure as it was reported before")),
}
"""Kind of request -> its page, which offers the answer, and the answer in words."""


def _held(one: queries.Held) -> dict[str, Any]:
    name, answer = HELD[one.kind]
    url = reverse(name, args=[one.thing.pk])
    return {
        "url": url,
        "number": one.number,
        "title": one.title,
        "unit": one.unit,
        "answer": answer,
        "thing": one.thing,
    }


def _row(unit: Any, load: queries.Load) -> dict[str, Any]:
    return {"unit": unit, "load": load, "cells": [load.asked.get(code, 0) for code in queries.SOURCES]}


def _asker(one: queries.Asker) -> dict[str, Any]:
    return {"asker": one, "cells": [one.asked.get(code, 0) for code in queries.SOURCES]}
