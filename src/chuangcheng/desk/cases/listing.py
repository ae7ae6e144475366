"""The list of cases with its tabs, saved filters and bulk acts."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from chuangcheng.accounts.queries import saved_filters
from chuangcheng.cases import queries
from chuangcheng.cases.queries import Filters
from chuangcheng.desk.cases.filtering import FilterForm
from chuangcheng.kit.counting import capped_text, count_capped, counts_capped
from chuangcheng.kit.paging import page
from chuangcheng.kit.requests import StaffRequest

QUEUE_LABELS = {
    "dispatch": gettext_lazy("To dispatch"),
    "accept": gettext_lazy("To accept"),
    "submit": gettext_lazy("To put right"),
    "arbitrate": gettext_lazy("Disputes"),
    "extend": gettext_lazy("Time asked for"),
    "verify": gettext_lazy("To verify"),
    "verify_correction": gettext_lazy("Corrections to verify"),
    "review_hold": gettext_lazy("Holds to review"),
}
LIST = "desk:cases"


def _address(**parameters: str) -> str:
    return f"{reverse(LIST)}?{urlencode(parameters)}" if parameters else reverse(LIST)


def _tabs(request: StaffRequest, queue: str, filters: Filters) -> list[dict[str, Any]]:
    """The queues of the actor's roles with their counts, then the lists that everybody asks for."""
    counts = counts_capped(queries.waiting_lists(request.actor, request.at))
    tabs = [
        {"label": QUEUE_LABELS[name], "url": _address(queue=name), "active": queue == name, "count": capped_text(count)}
        for name, count in counts.items()
    ]
    state = request.GET.get("state", "")
    common: tuple[tuple[str, dict[str, str], bool], ...] = (
        (_("Not closed yet"), {"state": "open", "order": "wanted"}, state == "open" and not filters.due),
        (_("Overdue"), {"due": "overdue", "order": "wanted"}, filters.due == "overdue"),
        (_("On hold"), {"state": "held", "order": "wanted"}, state == "held"),
        (_("All"), {}, not queue and not state and not filters.due),
    )
    return tabs + [
        {"label": label, "url": _address(**parameters), "active": bool(active) and not queue, "count": None}
        for label, parameters, active in common
    ]


@require_GET
def cases(request: StaffRequest) -> HttpResponse:
    """Cases that the reader may see; a queue narrows to what waits for the reader's own move."""
    form = FilterForm(request.GET)
    filters = form.filters()
    rows = queries.cases_for(request.actor, filters, request.at)
    queue = next((one for one in queries.queues_of(request.actor) if one.name == request.GET.get("queue")), None)
    if queue:
        rows = queries.in_queue(request.actor, queue, request.at, rows)
        filters = filters.with_(order=filters.order if request.GET.get("order") else "wanted")
    found = page(rows, queries.order_of(filters), cursor=request.GET.get("cursor", ""))
    context = {
        "form": form,
        "page": found,
        "total": capped_text(count_capped(rows)),
        "tab_items": _tabs(request, queue.name if queue else "", filters),
        "saved": _saved(request),
        "may_dispatch": request.actor.may_anywhere("cases.dispatch_case"),
        "may_extend": request.actor.may_anywhere("cases.grant_extension"),
        "may_open": request.actor.may_anywhere("cases.open_case"),
        "may_export": request.actor.may_anywhere("cases.see_case"),
        "may_see_recurrences": request.actor.may_anywhere("recurrences.see_recurrence"),
        "query": _query(request.GET),
        "map_url": f"{reverse('desk:case_map')}?{_query(request.GET)}",
    }
    return render(request, "desk/cases/cases.html", context)


def _query(given: QueryDict) -> str:
    kept = given.copy()
    kept.pop("cursor", None)
    return kept.urlencode()


def _saved(request: StaffRequest) -> list[dict[str, Any]]:
    here = _query(request.GET)
    return [
        {"label": one.name, "url": f"{reverse(LIST)}?{one.query}", "active": one.query == here, "count": None}
        for one in saved_filters(request.actor, LIST)
    ]
