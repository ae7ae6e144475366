"""All patrol schemes, with what lacks cover and what is not answered."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from chuangcheng.kit.paging import page
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.patrols import queries
from chuangcheng.patrols.queries import Scheme, SchemeState

PAGES = (
    ("desk:patrols", _("Patrol schemes"), ("patrols.see_scheme",)),
    ("desk:patrol_alarms", _("Alarms"), ("patrols.see_scheme",)),
    ("desk:markets", _("Markets"), ("places.see_place",)),
    ("desk:trouble_spots", _("Trouble spots"), ("patrols.see_trouble_spot",)),
    ("desk:hotspots", _("Where they pile up"), ("scoring.see_score",)),
)


def tabs(request: StaffRequest, here: str) -> list[dict[str, Any]]:
    """The pages on order in markets that the reader may open."""
    return [
        {"label": label, "url": reverse(name), "active": name == here}
        for name, label, verbs in PAGES
        if any(request.actor.may_anywhere(verb) for verb in verbs)
    ]


@require_GET
def schemes(request: StaffRequest) -> HttpResponse:
    """Schemes by code; chips by the state of today."""
    state = request.GET.get("state", "")
    found = page(queries.schemes_for(request.actor, request.at, state), ["code"], cursor=request.GET.get("cursor", ""))
    gaps = queries.schemes_with_gaps(request.actor, request.at)
    today = timezone.localdate(request.at)
    counts = queries.scheme_counts(request.actor, request.at)
    chips = [("", _("All"), sum(counts.values()))]
    chips += [(value, label, counts[value]) for value, label in SchemeState.choices]
    context = {
        "page": found,
        "rows": [{"scheme": one, **state_of(one, today), "gaps": gaps.get(one.pk, 0)} for one in found.rows],
        "chips": [{"value": v, "label": label, "count": n, "active": v == state} for v, label, n in chips],
        "tabs": tabs(request, "desk:patrols"),
        "may_define": request.actor.may_anywhere("patrols.define_scheme"),
        "gap_count": sum(gaps.values()),
        "alarm_count": queries.open_alarms(request.actor).count(),
    }
    return render(request, "desk/patrols/schemes.html", context)


def state_of(scheme: Scheme, today: Any) -> dict[str, Any]:
    """State and label of today: a scheme ends by itself."""
    state = scheme.state_on(today)
    return {"state": f"patrol_{state}" if state == "off" else state, "state_label": SchemeState(state).label}
