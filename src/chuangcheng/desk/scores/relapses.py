"""Relapses after closing: rates by unit and by standard, and the re-checks behind each figure."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.cases.queries import cases_by_id_for
from chuangcheng.desk.scores.views import frame, further_tabs, number
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.scoring import relapses as queries
from chuangcheng.scoring.queries import scope_of
from chuangcheng.units.queries import get_unit_for


@require_GET
def relapses(request: StaffRequest) -> HttpResponse:
    """What was drawn and looked at again, by the unit that had put it right and by standard."""
    context = {
        "tables": [
            {
                "title": _("By the unit that put it right"),
                "name": "unit",
                "lines": queries.relapses_by("unit", request.at),
            },
            {"title": _("By standard"), "name": "standard", "lines": queries.relapses_by("standard", request.at)},
        ],
        "tabs": tabs_of(request, "relapses"),
    }
    return render(request, "desk/scores/relapses.html", context)


def tabs_of(request: StaffRequest, active: str) -> list[dict[str, Any]]:
    """The tabs of the score; only those that need no edition where no cycle is in force yet."""
    try:
        tabs: list[dict[str, Any]] = frame(request, scope_of(request.at), active)["tabs"]
    except NotFound:
        return further_tabs(active)
    return tabs


@require_GET
def relapse_rows(request: StaffRequest) -> HttpResponse:
    """The re-checks behind one figure. A unit's own people open those of their unit."""
    within = number(request, "within")
    unit = get_unit_for(request.actor, within) if within is not None else None
    if not request.actor.may_anywhere("scoring.see_score") and not (
        unit and request.actor.may("cases.see_case", unit_path=unit.path)
    ):
        raise NotFound("recheck")
    is_drawn = request.GET.get("chosen") != "1"
    rows = queries.rechecks_behind(
        request.at,
        is_drawn=is_drawn,
        unit=number(request, "unit"),
        standard=number(request, "standard"),
        within=unit.path if unit else None,
        outcome=request.GET.get("outcome", ""),
    )
    found = page(rows, ["-id"], cursor=request.GET.get("cursor", ""))
    designs = queries.designs_of(found.rows)
    seen = {case.pk for case in cases_by_id_for(request.actor, [row.case_id for row in found.rows])}
    context = {
        "page": found,
        "lines": [{"row": row, "visit": designs.get(row.pk), "is_open": row.case_id in seen} for row in found.rows],
        "is_drawn": is_drawn,
        "unit": unit,
        "sees_scores": request.actor.may_anywhere("scoring.see_score"),
    }
    return render(request, "desk/scores/relapse_rows.html", context)
