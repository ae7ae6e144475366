"""The map of the city's own data, and the GeoJSON behind every map of places."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET

from chuangcheng.desk.places.lists import FACILITY, NOUNS, SEGMENT, Noun
from chuangcheng.desk.places.pages import TONES, address_of, tabs
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.places import queries
from chuangcheng.places.queries import Box


@require_GET
def places(request: StaffRequest) -> HttpResponse:
    """How much the inventory holds, each number a link, and the map."""
    actor = request.actor
    counts = []
    labels = {"sites": _("Sites"), "segments": _("Street segments"), "facilities": _("Facilities")}
    for noun in NOUNS.values():
        count, is_more = queries.counted(noun.rows(actor).filter(is_active=True), 9999)
        counts.append(
            {
                "label": labels[noun.plural],
                "value": f"{count:,}+" if is_more else f"{count:,}",
                "url": reverse(f"desk:{noun.plural}"),
            }
        )
    area_count, _more = queries.counted(queries.areas_for(actor), 9999)
    counts.insert(0, {"label": _("Areas"), "value": f"{area_count:,}", "url": reverse("desk:areas")})
    context = {
        "counts": counts,
        "tabs": tabs(request, "desk:places"),
        "areas": queries.upper_areas(actor)[:40],
        "may_import_geometry": actor.may_anywhere("places.import_geometry"),
    }
    return render(request, "desk/places/overview.html", context)


@require_GET
def place_map(request: StaffRequest, noun: str) -> JsonResponse:
    """Areas, street segments and the points of one list, as filtered: `all`, `sites`, `segments`, `facilities`.

    At most 600 single points; more are gathered in cells that say their number and lead to the rows behind.
    """
    actor, box = request.actor, Box.read(request.GET.get("box", ""))
    chosen = NOUNS.get(noun)
    form = chosen.form(request.GET, actor=actor) if chosen else None
    within = form.sought().area if form else None
    features = queries.area_features(actor, box, within)
    streets = (
        form.narrow(SEGMENT.rows(actor)) if form and chosen is SEGMENT else SEGMENT.rows(actor).filter(is_active=True)
    )
    features += queries.line_features(streets) if chosen is SEGMENT or within is None else []
    for listed in [chosen] if chosen else [NOUNS["sites"]]:
        if listed is not SEGMENT:
            rows = form.narrow(listed.rows(actor)) if form else listed.rows(actor).filter(is_active=True)
            features += _points(request, rows, listed)
    for feature in features:
        if reference := feature["properties"].pop("reference"):
            feature["properties"]["url"] = address_of(reference)
    response = JsonResponse({"type": "FeatureCollection", "features": features}, content_type="application/geo+json")
    response["Cache-Control"] = "private, max-age=60"
    return response


def _points(request: StaffRequest, rows: Any, noun: Noun) -> list[dict[str, Any]]:
    points = queries.point_features(rows, noun.kind, TONES if noun is FACILITY else None)
    kept = {name: value for name, value in request.GET.items() if value and name not in ("box", "cursor")}
    address, note = reverse(f"desk:{noun.plural}"), _("Show them as a list and on a map")
    for feature in points.features if points.is_gathered else ():
        properties = feature["properties"]
        count = properties.pop("count")
        properties["name"] = ngettext("%(count)d place", "%(count)d places", count) % {"count": count}
        properties["note"] = note
        properties["url"] = f"{address}?{urlencode({**kept, 'box': properties.pop('box')})}"
    return points.features
