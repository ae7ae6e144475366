"""Lists: all documents for the office, the register of numbers, and what a unit has received."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.documents import queries
from chuangcheng.documents.queries import Kind, State
from chuangcheng.kit.paging import page
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.units.queries import get_unit_for

SEE = "documents.see_document"


def tabs(request: StaffRequest) -> list[dict[str, Any]]:
    """The tabs of the pages of documents, as far as the reader may open them."""
    here = request.resolver_match.view_name if request.resolver_match else ""
    shown = (
        ("desk:documents", _("Documents"), request.actor.may_anywhere(SEE)),
        ("desk:document_register", _("Register of numbers"), request.actor.may_anywhere(SEE)),
        (
            "desk:received_documents",
            _("Received documents"),
            request.actor.may_anywhere("documents.see_received_document"),
        ),
        ("desk:letterhead", _("Letterhead and wording"), request.actor.may_anywhere("documents.set_letterhead")),
    )
    return [{"label": label, "url": reverse(name), "active": name == here} for name, label, may in shown if may]


@require_GET
def documents(request: StaffRequest) -> HttpResponse:
    """Newest first, chips by state; whoever only receives documents finds those."""
    if not request.actor.may_anywhere(SEE):
        return redirect("desk:received_documents")
    state, kind = request.GET.get("state", ""), request.GET.get("kind", "")
    found = page(
        queries.documents_for(request.actor, state, kind), ["-drafted_at"], cursor=request.GET.get("cursor", "")
    )
    counts = queries.counts_by_state(request.actor)
    chips = [("", _("All"), sum(counts.values())), *((v, label, counts.get(v, 0)) for v, label in State.choices)]
    context = {
        "page": found,
        "chips": [
            {"value": v, "label": label, "count": n, "active": v == state} for v, label, n in chips if n or not v
        ],
        "kind": kind if kind in Kind.values else "",
        "kinds": [{"value": v, "label": label, "active": v == kind} for v, label in Kind.choices],
        "state": state,
        "tabs": tabs(request),
        "may_draft": request.actor.may_anywhere("documents.draft_document"),
    }
    return render(request, "desk/documents/documents.html", context)


@require_GET
def received(request: StaffRequest) -> HttpResponse:
    """What was issued to the reader's units (or to one unit, `?unit=`), newest first, with the acknowledgement."""
    asked = request.GET.get("unit", "")
    unit = get_unit_for(request.actor, int(asked)) if asked.isdecimal() and len(asked) < 10 else None
    found = page(queries.received_by(request.actor, unit), ["-issued_at"], cursor=request.GET.get("cursor", ""))
    context = {"page": found, "unit": unit, "tabs": tabs(request)}
    return render(request, "desk/documents/received.html", context)


@require_GET
def numbers(request: StaffRequest) -> HttpResponse:
    """Every number of one series and year, in order: a number that was cancelled stays, with its reason."""
    known = queries.series_of_year(request.actor)
    year, series = request.GET.get("year", ""), request.GET.get("series", "")
    chosen = next((one for one in known if (str(one[0]), one[1]) == (year, series)), known[0] if known else None)
    rows = queries.register(request.actor, chosen[0], chosen[1]) if chosen else queries.Document.objects.none()
    found = page(rows, ["serial"], cursor=request.GET.get("cursor", ""))
    context = {
        "page": found,
        "series": [
            {"year": one[0], "name": one[1], "last": one[2], "count": one[3], "active": one == chosen} for one in known
        ],
        "tabs": tabs(request),
    }
    return render(request, "desk/documents/register.html", context)
