"""What is asked and what is missing: demand by demand, unit by unit, and standards for which nobody is asked."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET

from chuangcheng.desk.materials.forms import DemandFilter
from chuangcheng.desk.materials.listing import tabs, values
from chuangcheng.kit.paging import page
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.materials import queries
from chuangcheng.materials.queries import Demand, DemandFilters


def demand_row(demand: Demand, today: Any) -> dict[str, Any]:
    """A demand with how far it has come."""
    tally = queries.tally_of(demand)
    return {"demand": demand, "tally": tally, "state": tally.state(demand.due_on, today)}


@require_GET
def gaps(request: StaffRequest) -> HttpResponse:
    """Every demand with its state, the sums above; a unit sees its own sums."""
    form = DemandFilter(request.GET or None)
    given = values(form)
    filters = DemandFilters(given.get("q", ""), given.get("unit"), given.get("kind", ""), given.get("show", ""))
    rows = queries.demands_for(request.actor, filters, request.at)
    found = page(
        rows, ["standard__edition__kind", "standard__position", "number"], cursor=request.GET.get("cursor", "")
    )
    today = timezone.localdate(request.at)
    context = {
        "page": found,
        "rows": [demand_row(demand, today) for demand in found.rows],
        "form": form,
        "tabs": tabs(request, "desk:materials"),
        "whole": queries.whole_sum(queries.sums_by_unit(request.actor, request.at)),
        "may_import": request.actor.may_anywhere("materials.import_demands"),
    }
    return render(request, "desk/materials/gaps.html", context)


@require_GET
def by_unit(request: StaffRequest) -> HttpResponse:
    """A row per supplying unit, the most overdue first; each figure opens its rows."""
    sums = queries.sums_by_unit(request.actor, request.at)
    context = {"sums": sums, "whole": queries.whole_sum(sums), "tabs": tabs(request, "desk:materials")}
    return render(request, "desk/materials/units.html", context)


@require_GET
def unasked(request: StaffRequest) -> HttpResponse:
    """Standards assessed by material without a demand."""
    context = {
        "standards": queries.standards_without_demand(request.at),
        "tabs": tabs(request, "desk:materials"),
        "may_define": request.actor.may_anywhere("materials.define_demand"),
    }
    return render(request, "desk/materials/unasked.html", context)
