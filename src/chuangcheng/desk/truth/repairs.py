"""What to fix next: the choice within the hours of each unit, the cases behind each line, the same as a sheet."""

from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from chuangcheng.cases.queries import Severity, cases_by_id_for
from chuangcheng.desk.truth.tabs import tabs
from chuangcheng.documents.whole import repair_sheets
from chuangcheng.frameworks.queries import edition_in_force
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.kit.spreadsheets import download
from chuangcheng.scoring import city, repairs
from chuangcheng.scoring.repairs import HARM, MOST_HOURS, SCORE, Plan, RepairList

SHOWN = 200
SOURCES = "Bellman 1957"
AIMS = ((HARM, gettext_lazy("Harm to citizens")), (SCORE, gettext_lazy("Points of the score")))


class CapacityForm(forms.Form):
    """How many hours each unit has, and what counts."""

    hours = forms.IntegerField(
        label=gettext_lazy("Working hours of each unit"), min_value=1, max_value=MOST_HOURS, required=False
    )
    by = forms.ChoiceField(label=gettext_lazy("Rank by"), choices=AIMS, required=False)


def _list_and_plan(request: StaffRequest) -> tuple[RepairList | None, Plan | None, CapacityForm]:
    _version, rules = city.rules_now()
    usual = {"hours": int(rules["capacity_hours"]), "by": SCORE}
    form = CapacityForm({**usual, **{name: value for name, value in request.GET.items() if value}})
    edition = edition_in_force("city", request.at)
    row = repairs.latest(edition) if edition else None
    if row is None:
        return None, None, form
    given = form.cleaned_data if form.is_valid() else {}
    hours, by = given.get("hours") or usual["hours"], given.get("by") or SCORE
    return row, repairs.planned(row, capacity=int(str(hours)), by=str(by)), form


@require_GET
def repairs_page(request: StaffRequest) -> HttpResponse:
    """The list: what to take first, what it takes, what the score would be."""
    row, plan, form = _list_and_plan(request)
    if row is None or plan is None:
        return render(request, "desk/truth/no_repairs.html", {"tabs": tabs(request, "desk:repairs")})
    query = request.GET.copy()
    query.pop("check", None)
    shown = plan.lines[:SHOWN]
    units, standards = repairs.named(shown)
    names = dict(Severity.choices)
    context: dict[str, Any] = {
        "row": row,
        "plan": plan,
        "form": form,
        "by": form.cleaned_data.get("by") or SCORE if form.is_valid() else SCORE,
        "lines": [
            {
                "line": line,
                "unit": units[line.unit],
                "standard": standards[line.standard],
                "severity": names[line.severity],
            }
            for line in shown
        ],
        "more": max(0, len(plan.lines) - SHOWN),
        "sources": SOURCES,
        "query": query.urlencode(),
        "is_same": repairs.recomputed(row) if "check" in request.GET else None,
        "tabs": tabs(request, "desk:repairs"),
    }
    return render(request, "desk/truth/repairs.html", context)


@require_GET
def repair_cases(request: StaffRequest, pk: int, key: str) -> HttpResponse:
    """The cases behind one line, as far as the reader may see them."""
    row = repairs.get_list_for(request.actor, pk)
    data = next((one for one in row.content["lines"] if one[0] == key), None)
    if data is None:
        raise NotFound("line")
    line = repairs.Line(*data)
    units, standards = repairs.named([line])
    context = {
        "row": row,
        "line": line,
        "unit": units[line.unit],
        "standard": standards[line.standard],
        "severity": dict(Severity.choices)[line.severity],
        "cases": cases_by_id_for(request.actor, row.rows.get(key, [])),
    }
    return render(request, "desk/truth/repair_cases.html", context)


@require_GET
def export_repairs(request: StaffRequest) -> HttpResponseBase:
    """Every line, also those that the page does not show."""
    _row, plan, _form = _list_and_plan(request)
    if plan is None:
        raise NotFound("list")
    return download(_("What to fix next"), repair_sheets(plan))
