"""The streets that the reader's unit holds: duties, open cases, what to do next; and the sign that leads there."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from chuangcheng.cases import queries as cases
from chuangcheng.duties import queries as duties
from chuangcheng.duties.queries import PlaceHolding
from chuangcheng.inspections import queries as inspections
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.places.queries import Site, place, scanned

MOST_CASES = 20


@require_GET
def streets(request: StaffRequest) -> HttpResponse:
    """What the own units hold, the contract that ends first on top."""
    held = duties.contracts_of(request.actor, request.at)
    vacant = duties.vacant_leads(held, request.at)
    rows = [{"holding": row, "days_left": days_left(request, row), "is_vacant": row.pk in vacant} for row in held]
    return render(request, "field/streets.html", {"rows": rows})


def days_left(request: StaffRequest, row: PlaceHolding) -> int | None:
    """Days to the contract's last day; None without one."""
    return (row.agreed_until - timezone.localdate(request.at)).days if row.agreed_until else None


@require_GET
def street(request: StaffRequest, pk: int) -> HttpResponse:
    """One street for those who look after it. Whoever does not belong to a holder finds nothing here."""
    one = duties.holding_for_member(request.actor, pk, request.at)
    rows = cases.cases_for(request.actor, cases.Filters(phase="open", segment=pk), request.at)
    left, notice = days_left(request, one), duties.threshold("contract_notice_days")
    context = {
        "holding": one,
        "segment": one.segment,
        "days_left": left,
        "ends_soon": left is not None and left <= notice,
        "is_vacant": bool(duties.vacant_leads([one], request.at)),
        "open_cases": list(rows.order_by("wanted_at", "pk")[:MOST_CASES]),
        "open_count": cases.count_capped(rows),
        "sites": _sites(request, pk),
        "may_check": request.actor.may("inspections.start_self_check", unit_path=one.unit.path),
        "private_days": duties.threshold("self_check_private_days"),
    }
    return render(request, "field/street.html", context)


def _sites(request: StaffRequest, segment_pk: int) -> list[dict[str, Any]]:
    """Sites on the street with the unit's own last check and the one that has begun."""
    found = list(
        Site.objects.filter(segment=segment_pk, is_active=True).select_related("site_type").order_by("code")[:50]
    )
    ids = [site.pk for site in found]
    last, begun = inspections.last_self_checks(request.actor, ids), inspections.open_self_checks(request.actor, ids)
    every = duties.threshold("self_check_every_days")
    return [
        {
            "site": site,
            "last": last.get(site.pk),
            "begun": begun.get(site.pk),
            "is_due": site.pk not in last or (request.at - last[site.pk]).days >= every,
        }
        for site in found
    ]


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
