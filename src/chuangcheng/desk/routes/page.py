"""One route: the list with its times, the map, what was left out and why, and the files to take along."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_GET

from chuangcheng.desk.routes.days import people_of
from chuangcheng.desk.routes.words import lines
from chuangcheng.documents.route_files import line_of, placed, route_geojson, route_gpx, route_name
from chuangcheng.documents.route_sheet import route_sheet
from chuangcheng.inspections import queries
from chuangcheng.inspections.queries import Route, RouteStop, VisitState
from chuangcheng.kit.display import tone_of
from chuangcheng.kit.phone import stop_address
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.places.queries import ground_lines, valid_signs

TYPES = {"gpx": "application/gpx+xml", "geojson": "application/geo+json", "pdf": "application/pdf"}


@require_GET
def route(request: StaffRequest, pk: int) -> HttpResponse:
    """The route in words, as a list, on the map."""
    found = queries.get_route_for(request.actor, pk, request.at)
    stops = queries.route_stops(found)
    context = {
        "route": found,
        "people": people_of([found], request)[found.pk],
        "stops": placed(stops),
        "left_out": [stop for stop in stops if stop.position is None],
        "lines": lines(found, stops),
        "legend": [{"tone": tone_of(value)[0], "label": label} for value, label in VisitState.choices],
        "may_plan": request.actor.may_anywhere("inspections.plan_routes"),
        "is_inspector": any(one.post_id in request.actor.post_ids for one in found.members.all()),
    }
    return render(request, "desk/routes/route.html", context)


@require_GET
def route_points(request: StaffRequest, pk: int) -> JsonResponse:
    """Line and stops for the map of the page."""
    found = queries.get_route_for(request.actor, pk, request.at)
    stops = queries.route_stops(found)
    features = [_stop_feature(stop) for stop in placed(stops)]
    if features:
        line = {"type": "LineString", "coordinates": line_of(found, stops)}
        told = {"kind": "street", "name": route_name(found), "tone": "info"}
        features.insert(0, {"type": "Feature", "geometry": line, "properties": told})
    return JsonResponse({"type": "FeatureCollection", "features": features})


def _stop_feature(stop: RouteStop) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": list(stop.visit.point)},
        "properties": {
            "kind": "point",
            "name": f"{stop.position} {stop.visit.place.name}",
            "note": stop.visit.get_state_display(),
            "url": reverse("desk:visit", args=[stop.visit_id]),
            "tone": tone_of(stop.visit.state)[0],
        },
    }


@require_GET
def route_file(request: StaffRequest, pk: int, kind: str) -> HttpResponse:
    """GPX or GeoJSON for another program, or the sheet to print."""
    if kind not in TYPES:
        raise NotFound("file")
    found = queries.get_route_for(request.actor, pk, request.at)
    stops = queries.route_stops(found)
    content = {"gpx": _gpx, "geojson": _geojson, "pdf": _sheet}[kind](request, found, stops)
    response = HttpResponse(content, content_type=TYPES[kind])
    name = f"route-{found.day.isoformat()}-{found.number}.{kind}"
    response["Content-Disposition"] = f'{"inline" if kind == "pdf" else "attachment"}; filename="{name}"'
    response["Cache-Control"] = "private, no-store"
    return response


def _gpx(request: StaffRequest, found: Route, stops: list[RouteStop]) -> bytes:
    return route_gpx(found, stops)


def _geojson(request: StaffRequest, found: Route, stops: list[RouteStop]) -> bytes:
    def url(stop: RouteStop) -> str:
        return request.build_absolute_uri(reverse("desk:visit", args=[stop.visit_id]))

    return route_geojson(found, stops, url).encode()


def _sheet(request: StaffRequest, found: Route, stops: list[RouteStop]) -> bytes:
    """A stop's code is its sign in the street where it has one, else its page on the phone."""
    way = placed(stops)
    signs = {one.place_code: one.token for one in valid_signs("site", [stop.visit.place_code for stop in way])}

    def address(stop: RouteStop) -> str:
        token = signs.get(stop.visit.place_code)
        path = reverse("portal:sign", args=[token]) if token else stop_address(stop.visit_id)
        return request.build_absolute_uri(path)

    streets = ground_lines(line_of(found, stops)) if way else []
    with override("zh-hans"):
        told = lines(found, stops)
    people = people_of([found], request)[found.pk]
    return route_sheet(found, stops, people=people, lines=told, streets=streets, address=address)
