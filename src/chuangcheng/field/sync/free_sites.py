"""Sites for a visit that nobody drew: found by words while there is a network."""

from django.http import HttpResponse

from chuangcheng.field.sync.answers import answer, device_of, json_view
from chuangcheng.field.sync.stops import check_points_shown, site_shown
from chuangcheng.inspections.queries import free_stops
from chuangcheng.kit.requests import StaffRequest

SHORTEST = 1


@json_view("GET")
def free_sites(request: StaffRequest) -> HttpResponse:
    """At most twenty sites whose name or address holds the words, with what is answered there."""
    device_of(request)
    words = request.GET.get("q", "").strip()[:60]
    found = free_stops(request.actor, request.at, words) if len(words) >= SHORTEST else []
    points = {point.pk: point for one in found for point in one.check_points}
    sites = [{**site_shown(one.site), "check_points": [point.pk for point in one.check_points]} for one in found]
    return answer({"sites": sites, "check_points": check_points_shown(points)})
