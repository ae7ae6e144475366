"""What a unit has to do and how it does it: each figure opens the rows behind it."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from chuangcheng.cases.queries import (
    WHAT,
    Filters,
    cases_by_id_for,
    cases_for,
    cases_of_unit,
    counts_of_unit,
    instructions_for,
    instructions_of_unit,
    punctuality,
)
from chuangcheng.duties.queries import load_of
from chuangcheng.kit.counting import count_capped
from chuangcheng.kit.display import rate_text
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.materials.queries import DemandFilters, demands_for
from chuangcheng.scoring import burden, results
from chuangcheng.scoring.relapses import relapses_of_unit
from chuangcheng.units import queries
from chuangcheng.units.queries import Unit

LABELS = {
    "rework": gettext_lazy("Returned for rework (90 days)"),
    "disputes_won": gettext_lazy("Disputes won (90 days)"),
    "disputes_lost": gettext_lazy("Disputes lost (90 days)"),
}


def sees_work(request: StaffRequest, unit: Unit) -> bool:
    """Whether the reader may see what this unit has to do."""
    return request.actor.may("cases.see_case", unit_path=unit.path)


@require_GET
def unit_work(request: StaffRequest, pk: int) -> HttpResponse:
    """Duties, open cases by due date, how it puts things right, its results, and what it was asked for."""
    found = queries.get_unit_for(request.actor, pk)
    if not sees_work(request, found):
        raise NotFound("unit")
    open_ones = cases_for(request.actor, Filters(unit=found.pk, phase="open", order="wanted"), request.at)
    sees_results = request.actor.may("scoring.see_result", unit_path=found.path)
    context = {
        "unit": found,
        "figures": [*_waiting(request, found), *punctual(request, found), *_told(request, found)],
        "cases": list(open_ones.order_by("wanted_at", "pk")[:15]),
        "instructions": list(
            instructions_of_unit(instructions_for(request.actor, "owed"), found).order_by("due_at", "pk")[:10]
        ),
        "results": results.last_results_of(found) if sees_results else [],
        "load": _load(request, found) if request.actor.may("scoring.see_burden", unit_path=found.path) else None,
    }
    return render(request, "desk/units/work.html", context)


def _line(label: Any, value: Any, url: str, note: Any = "") -> dict[str, Any]:
    return {"label": label, "value": value, "url": url, "note": note}


def _waiting(request: StaffRequest, found: Unit) -> list[dict[str, Any]]:
    """Duties and open cases."""
    leads, supports = load_of(found)
    open_count = count_capped(cases_for(request.actor, Filters(unit=found.pk, phase="open"), request.at))
    cases_url = f"{reverse('desk:cases')}?{urlencode({'unit': found.pk, 'phase': 'open', 'order': 'wanted'})}"
    note = _("and supports {count}").format(count=supports)
    return [
        _line(_("Standards it leads"), leads, f"{reverse('desk:duties')}?{urlencode({'unit': found.pk})}", note),
        _line(_("Open cases"), open_count, cases_url),
        *_material(request, found),
    ]


def _material(request: StaffRequest, found: Unit) -> list[dict[str, Any]]:
    """Material that the unit still has to supply."""
    missing = demands_for(request.actor, DemandFilters(unit=found, show="missing"), request.at)
    if not request.actor.may_anywhere("materials.see_material"):
        return []
    url = f"{reverse('desk:materials')}?{urlencode({'unit': found.pk, 'show': 'missing'})}"
    return [_line(_("Material due"), missing.order_by().values("pk")[:1000].count(), url)]


def punctual(request: StaffRequest, found: Unit) -> list[dict[str, Any]]:
    """How much the unit puts right in time, what is overdue or on hold, what relapsed: each opens its rows."""
    lately = punctuality(request.actor, found, request.at)
    shown = (
        (_("Put right in time (90 days)"), rate_text(lately.rate), {"state": "ended"}),
        (_("Overdue"), lately.overdue, {"due": "overdue", "order": "wanted"}),
        (_("On hold"), lately.held, {"state": "held", "order": "wanted"}),
    )
    address = reverse("desk:cases")
    again = relapses_of_unit(found, request.at)
    rows_url = f"{reverse('desk:relapse_rows')}?{urlencode({'within': found.pk})}"
    note = _("{seen} drawn and seen; 95%: {low}–{high}").format(
        seen=again.tally.observed, low=rate_text(again.low), high=rate_text(again.high)
    )
    return [
        *(
            _line(label, value, f"{address}?{urlencode({'unit': found.pk, **narrowed})}")
            for label, value, narrowed in shown
        ),
        _line(_("Relapsed after closing (12 months)"), rate_text(again.rate), rows_url, note),
    ]


def _told(request: StaffRequest, found: Unit) -> list[dict[str, Any]]:
    """Rework, and disputes won and lost."""
    counts = counts_of_unit(request.actor, found, request.at)
    return [_line(LABELS[what], counts[what], reverse("desk:unit_cases", args=[found.pk, what])) for what in WHAT]


def _load(request: StaffRequest, found: Unit) -> dict[str, Any]:
    """What it was asked for this month; the week stands on the page of the burden."""
    load = burden.load_of(found, burden.span_of("month", request.at))
    url = f"{reverse('desk:burden')}?{urlencode({'span': 'month', 'unit': found.pk})}"
    cells = [(source.label, load.asked.get(source.code, 0)) for source in burden.SOURCES.values()]
    return {"url": url, "cells": cells, "held": load.total_held}


@require_GET
def unit_cases(request: StaffRequest, pk: int, what: str) -> HttpResponse:
    """The cases behind one figure."""
    found = queries.get_unit_for(request.actor, pk)
    if what not in WHAT or not sees_work(request, found):
        raise NotFound("unit")
    rows = cases_of_unit(request.actor, found, what, request.at)
    cut = page(rows, ["-opened_at", "-id"], cursor=request.GET.get("cursor", ""))
    seen = {case.pk for case in cases_by_id_for(request.actor, [case.pk for case in cut.rows])}
    context = {
        "unit": found,
        "label": LABELS[what],
        "page": cut,
        "rows": [{"case": case, "is_open": case.pk in seen} for case in cut.rows],
    }
    return render(request, "desk/units/cases.html", context)
