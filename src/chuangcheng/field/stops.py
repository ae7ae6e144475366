"""The inspector's stops, and one stop with its checklist."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from chuangcheng.calibrations.queries import own_calibrations
from chuangcheng.field.checklist import answered_count, grouped, own_visit
from chuangcheng.inspections import queries
from chuangcheng.inspections.queries import VisitKind
from chuangcheng.kit.requests import StaffRequest


@require_GET
def home(request: StaffRequest) -> HttpResponse:
    """What waits, today's stops first, and what was finished lately."""
    context = {
        "calibrations": [one for one in own_calibrations(request.actor) if one.is_open or one.is_fresh(request.at)],
        "stops": queries.stops_of(request.actor, request.at),
        "finished": queries.visited_by(request.actor, request.at),
        "may_begin": request.actor.may_anywhere("inspections.start_free_visit"),
    }
    return render(request, "field/home.html", context)


@require_GET
def visit(request: StaffRequest, pk: int) -> HttpResponse:
    """The checklist in groups; one tap says "met" where nothing more is asked."""
    found = own_visit(request, pk)
    if found.kind == VisitKind.RECHECK:
        return redirect("field:recheck", pk)
    lines = queries.checklist(found, queries.reading_of(request.actor, found))
    context = {
        "visit": found,
        "groups": grouped(lines),
        "answered": answered_count(lines),
        "total": len(lines),
        "findings": queries.findings(found, queries.readings_for(request.actor, found)),
        "is_writable": queries.may_record(request.actor, found),
    }
    return render(request, "field/visit.html", context)
