"""The queue of the triage desk: what is wanted first stands first."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from chuangcheng.kit.paging import page
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.participation import queries
from chuangcheng.participation.queries import ReportState

CHIPS = (
    ReportState.RECEIVED,
    ReportState.HELD,
    ReportState.TAKEN_UP,
    ReportState.REVIEW,
    ReportState.ANSWERED,
    ReportState.CONFIRMED,
    ReportState.DECLINED,
    ReportState.MERGED,
)
TABS = (
    ("desk:reports", _("Reports"), "participation.see_report"),
    ("desk:report_orders", _("12345 work orders"), "participation.import_orders"),
    ("desk:report_calls", _("Themed calls"), "participation.open_call"),
    ("desk:report_blocks", _("Blocks"), "participation.block"),
    ("desk:report_models", _("What suggests kinds"), "participation.accept_model"),
)


def tabs(request: HttpRequest, active: str) -> list[dict[str, Any]]:
    """Lists that belong together, as far as the reader may open them."""
    actor = request.actor  # type: ignore[attr-defined]
    return [
        {"label": label, "url": reverse(name), "active": name == active}
        for name, label, verb in TABS
        if actor.may_anywhere(verb)
    ]


@require_GET
def reports(request: StaffRequest) -> HttpResponse:
    """By state; what waits is in the order of its service time."""
    words = request.GET.get("q", "").strip()
    state = request.GET.get("state", "" if words else ReportState.RECEIVED.value)
    state = state if state in ReportState.values else ""
    waits = state in (ReportState.RECEIVED, ReportState.HELD, ReportState.TAKEN_UP, ReportState.REVIEW)
    order = ["wanted_at"] if waits else ["-received_at"]
    found = page(queries.reports_for(request.actor, state, words), order, cursor=request.GET.get("cursor", ""))
    counts = queries.state_counts(request.actor)
    context = {
        "page": found,
        "rows": [
            {"report": one, "is_timed": one.state in ("received", "held_back", "in_review")} for one in found.rows
        ],
        "chips": [
            {"value": one.value, "label": one.label, "count": counts.get(one.value, 0), "active": one.value == state}
            for one in CHIPS
        ],
        "state": state,
        "words": words,
        "tabs": tabs(request, "desk:reports"),
        "may_take_in": request.actor.may_anywhere("participation.take_in_report"),
        "at": request.at,
    }
    return render(request, "desk/reports/list.html", context)
