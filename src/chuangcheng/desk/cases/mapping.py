"""The map of cases, from the same filter as the list."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from chuangcheng.cases import queries
from chuangcheng.cases.queries import Spot, State
from chuangcheng.desk.cases.filtering import FilterForm
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.display import tone_of
from chuangcheng.kit.paging import page
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.places.queries import area_features, line_features, segments_for


@require_GET
def case_map(request: StaffRequest) -> HttpResponse:
    """Points coloured by state, and the first page of the same cases as a list."""
    form = FilterForm(request.GET)
    filters = form.filters()
    found = page(queries.cases_for(request.actor, filters, request.at), queries.order_of(filters), size=30)
    legend = [{"tone": tone, "label": label} for tone, label in _legend().items()]
    context = {
        "form": form,
        "page": found,
        "points_url": f"{reverse('desk:case_points')}?{request.GET.urlencode()}",
        "list_url": f"{reverse('desk:cases')}?{request.GET.urlencode()}",
        "legend": legend,
    }
    return render(request, "desk/cases/map.html", context)


def _legend() -> dict[str, str]:
    """Tone -> words; several states share a tone, the first names it, and what is overdue alarms."""
    named: dict[str, str] = {"alarm": _("Overdue")}
    shown = (
        State.REGISTERED,
        State.DISPATCHED,
        State.DISPUTED,
        State.ACCEPTED,
        State.SUBMITTED,
        State.HELD,
        State.CLOSED,
    )
    for state in shown:
        named.setdefault(tone_of(state.value)[0], str(state.label))
    return named


@require_GET
def case_points(request: StaffRequest) -> HttpResponse:
    """GeoJSON of at most some hundred points; where there are more they are joined into cells."""
    filters = FilterForm(request.GET).filters()
    drawn = queries.spots(request.actor, filters, request.at)
    kept = {name: value for name, value in request.GET.items() if value and name not in ("box", "cursor")}
    listed = f"{reverse('desk:cases')}?{urlencode(kept)}&box="
    features = _ground(request.actor) + [_feature(listed, spot) for spot in drawn.spots]
    response = JsonResponse({"type": "FeatureCollection", "features": features, "is_cut": drawn.is_cut})
    response["Cache-Control"] = "private, max-age=30"
    return response


def _ground(actor: Actor) -> list[dict[str, Any]]:
    """Areas and streets beneath the points, without links of their own."""
    drawn = area_features(actor) + line_features(segments_for(actor).filter(is_active=True))
    for feature in drawn:
        feature["properties"].pop("reference", None)
    return drawn


def _feature(listed: str, spot: Spot) -> dict[str, Any]:
    """A case that opens, or a cell that opens the list of what it joins: `listed` ends where its box begins."""
    properties: dict[str, Any] = {"kind": "point"}
    if spot.case:
        tone = "alarm" if spot.case.overdue_since and spot.case.state != State.CLOSED else tone_of(spot.case.state)[0]
        properties |= {
            "name": spot.case.number,
            "note": f"{spot.case.get_state_display()} · {spot.case.description[:60]}",
            "url": reverse("desk:case", args=[spot.case.pk]),
            "tone": tone,
        }
    else:
        text = ngettext("%(count)d case", "%(count)d cases", spot.count) % {"count": spot.count}
        properties |= {
            "name": text,
            "note": _("Show them as a list"),
            "count": spot.count,
            "url": f"{listed}{spot.box}",
        }
    point = {"type": "Point", "coordinates": [round(spot.longitude, 6), round(spot.latitude, 6)]}
    return {"type": "Feature", "geometry": point, "properties": properties}
