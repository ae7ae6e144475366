"""The streets that the reader's unit holds: duties, open cases, what to do next; and the sign that leads there."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from chuangcheng.cases import queries as cases
from chuangcheng.duties import queries as duties
from chuangcheng.inspections import queries as inspections
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.places.queries import place, scanned

MOST_CASES = 20


@require_GET
def streets(request: StaffRequest) -> HttpResponse:
    """What the own units hold, the contract that ends first on top."""
    held = duties.contracts_of(request.actor, request.at)
    return render(request, "field/streets.html", {"rows": inspections.street_work(request.actor, held, request.at)})


@require_GET
def street(request: StaffRequest, pk: int) -> HttpResponse:
    """One street for those who look after it. Whoever does not belong to a holder finds nothing here."""
    one = duties.holding_for_member(request.actor, pk, request.at)
    rows = cases.cases_for(request.actor, cases.Filters(phase="open", segment=pk), request.at)
    context = {
        "holding": one,
        "segment": one.segment,
        "work": inspections.street_work(request.actor, [one], request.at)[0],
        "open_cases": list(rows.order_by("wanted_at", "pk")[:MOST_CASES]),
        "may_check": request.actor.may("inspections.start_self_check", unit_path=one.unit.path),
        "private_days": duties.threshold("self_check_private_days"),
    }
    return render(request, "field/street.html", context)


@require_GET
def sign(request: StaffRequest, token: str) -> HttpResponse:
    """A scanned sign: a member of the holding unit goes on to the unit's own page, everybody else to the public one."""
    found = scanned(token)
    public = f"{reverse('portal:sign', args=[token])}?plain=1"
    segment = None if found.kind == "patrol_point" else place(found.kind, found.code).segment
    if segment is None:
        return redirect(public)
    try:
        duties.holding_for_member(request.actor, segment.pk, request.at)
    except NotFound:
        return redirect(public)
    return redirect("field:street", segment.pk)
