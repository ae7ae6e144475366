"""What the phone's map draws: streets and areas around the day's stops, from the city's own shapes."""

from collections.abc import Sequence
from typing import Any

from chuangcheng.kit.actor import Actor
from chuangcheng.places.queries import Box, Site, area_features, line_features, segments_for

AROUND_DEGREES = 0.02
MOST_SEGMENTS = 300


def segments_around(actor: Actor, sites: Sequence[Site]) -> list[dict[str, Any]]:
    """Street segments that touch the box around the stops, at most 300."""
    box, found = _box(sites), []
    for feature in line_features(segments_for(actor)) if box else ():
        for line in _parts(feature["geometry"], "LineString"):
            if box and any(box.west <= one[0] <= box.east and box.south <= one[1] <= box.north for one in line):
                found.append(
                    {"id": feature["properties"]["reference"], "name": feature["properties"]["name"], "line": line}
                )
    return found[:MOST_SEGMENTS]


def areas_around(actor: Actor, sites: Sequence[Site]) -> list[dict[str, Any]]:
    """The larger areas around the stops, each as rings."""
    box = _box(sites)
    return [
        {"id": feature["properties"]["reference"], "name": feature["properties"]["name"], "rings": rings}
        for feature in (area_features(actor, box) if box else ())
        for rings in _parts(feature["geometry"], "Polygon")
    ]


def _box(sites: Sequence[Site]) -> Box | None:
    points = [(s.longitude, s.latitude) for s in sites if s.longitude is not None and s.latitude is not None]
    if not points:
        return None
    east, north = [point[0] for point in points], [point[1] for point in points]
    around = AROUND_DEGREES
    return Box(min(east) - around, min(north) - around, max(east) + around, max(north) + around)


def _parts(geometry: Any, single: str) -> list[Any]:
    """The coordinates of each part of a shape that is single or multiple."""
    return [geometry["coordinates"]] if geometry["type"] == single else list(geometry["coordinates"])
