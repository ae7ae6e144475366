"""How far two inspectors agree, check point by check point: for the office, which trains them; nobody is ranked."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from chuangcheng.inspections import queries
from chuangcheng.inspections.queries import PointAgreement
from chuangcheng.kit.paging import page
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.places.queries import Site

SHOWN = 5
"""Stops named behind one check point; the rest is counted."""
FEW = 10
"""Under so many pairs a share says little."""


@require_GET
def agreement(request: StaffRequest, pk: int) -> HttpResponse:
    """The pairs of one round: over all, and per check point in the order of its code."""
    found = queries.get_round_for(request.actor, pk)
    whole, points, each = queries.agreement_by_point(queries.pairs([found.pk]))
    rows = page(points, ["code", "pk"], cursor=request.GET.get("cursor", ""), size=50)
    shown = [each[point.pk] for point in rows.rows]
    sites = queries.sites_of([pk for one in shown for pk in one.visit_ids[:SHOWN]])
    context = {
        "round": found,
        "whole": whole,
        "page": rows,
        "rows": [_row(one, sites) for one in shown],
        "counts": queries.double_counts(found),
        "few": FEW,
    }
    return render(request, "desk/rounds/agreement.html", context)


def _row(one: PointAgreement, sites: dict[int, Site]) -> dict[str, Any]:
    return {
        "point": one.check_point,
        "agreement": one.agreement,
        "stops": [{"visit": pk, "site": sites[pk]} for pk in one.visit_ids[:SHOWN]],
        "more": max(0, len(one.visit_ids) - SHOWN),
        "is_few": one.agreement.pairs < FEW,
    }
