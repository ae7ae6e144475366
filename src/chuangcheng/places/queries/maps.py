"""The city's own map: areas and segments as drawn, points singly or gathered; bounded whatever the city's size."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from django.db.models import QuerySet
from shapely.geometry import mapping, shape

from chuangcheng.kit.actor import Actor
from chuangcheng.kit.names import localised
from chuangcheng.places.access import SEE
from chuangcheng.places.models import Area, Segment
from chuangcheng.places.queries.locating import spatial_index

MOST_AREAS = 150
MOST_LINES = 1_500
MOST_POINTS = 600
CELLS = 16
Feature = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in WGS-84 degrees."""

    west: float
    south: float
    east: float
    north: float

    @classmethod
    def read(cls, text: str) -> "Box | None":
        """`west,south,east,north`, or None for anything else."""
        try:
            west, south, east, north = (float(part) for part in text.split(","))
        except ValueError:
            return None
        is_sound = -180 <= west <= east <= 180 and -90 <= south <= north <= 90
        return cls(west, south, east, north) if is_sound else None

    def __str__(self) -> str:
        return f"{self.west:.5f},{self.south:.5f},{self.east:.5f},{self.north:.5f}"


def inside(rows: QuerySet[Any], box: Box | None) -> QuerySet[Any]:
    """Rows with a point inside the box."""
    if box is None:
        return rows
    return rows.filter(
        longitude__gte=box.west, longitude__lte=box.east, latitude__gte=box.south, latitude__lte=box.north
    )


_outlines: dict[str, dict[int, Any]] = {}


def area_features(actor: Actor, box: Box | None = None, within: Area | None = None) -> list[Feature]:
    """Outlines of the larger areas, simplified to what a screen shows; cells of the grid are left out."""
    index = spatial_index()
    if index.stamp not in _outlines:
        _outlines.clear()
        _outlines[index.stamp] = {}
    kept = _outlines[index.stamp]
    shown = [area for area in reversed(index.areas) if area.level != "grid" and actor.may(SEE, area_path=area.path)]
    if within is not None:
        shown = [area for area in shown if area.path.startswith(within.path) or within.path.startswith(area.path)]
    features = []
    for area in shown[:MOST_AREAS]:
        if area.pk not in kept:
            kept[area.pk] = _outline(area)
        if box is None or _touches(kept[area.pk]["bounds"], box):
            features.append(_feature(kept[area.pk]["geometry"], "area", area.name, "", f"area:{area.pk}"))
    return features


def _outline(area: Area) -> dict[str, Any]:
    surface = shape(area.boundary)
    west, south, east, north = surface.bounds
    simple = surface.simplify(max(east - west, north - south) / 800, preserve_topology=True)
    rounded = shapely.transform(simple, lambda xy: np.round(xy, 5))
    return {"geometry": mapping(rounded), "bounds": (west, south, east, north)}


def _touches(bounds: tuple[float, float, float, float], box: Box) -> bool:
    west, south, east, north = bounds
    return west <= box.east and east >= box.west and south <= box.north and north >= box.south


def line_features(segments: Iterable[Any]) -> list[Feature]:
    """Lines of segments (at most 1,500)."""
    lines = list(segments.exclude(line=None)[:MOST_LINES]) if isinstance(segments, QuerySet) else list(segments)
    return [_feature(one.line, "street", one.name, one.code, f"segment:{one.pk}") for one in lines if one.line]


def _feature(geometry: Any, kind: str, name: str, note: str, reference: str, tone: str = "") -> Feature:
    properties = {"kind": kind, "name": name, "note": note, "reference": reference}
    if tone:
        properties["tone"] = tone
    return {"type": "Feature", "geometry": geometry, "properties": properties}


@dataclass(frozen=True, slots=True)
class Points:
    """Points of a list: one feature each, or gathered in cells when there are more than `MOST_POINTS`."""

    features: list[Feature]
    count: int
    is_gathered: bool


def point_features(rows: QuerySet[Any], kind: str, tones: dict[str, str] | None = None) -> Points:
    """Sites or facilities of a list as points. `tones`: condition → tone (facilities only)."""
    columns = ["pk", "longitude", "latitude", "name_zh", "name_zh_hant", "name_en", "code"]
    columns += ["condition"] if tones else []
    with_points = rows.exclude(longitude=None).order_by()
    # First the places alone: thousands of names would only be thrown away again.
    places = list(with_points.select_related(None).values_list("longitude", "latitude"))
    if len(places) > MOST_POINTS:
        return Points(_gathered(np.array(places)), len(places), True)
    features = []
    for row in with_points.select_related(None).values_list(*columns):
        name = localised(row[3], row[4], row[5])[0]
        tone = tones.get(row[7], "neutral") if tones else "info"
        point = {"type": "Point", "coordinates": [row[1], row[2]]}
        features.append(_feature(point, "point", name, row[6], f"{kind}:{row[0]}", tone))
    return Points(features, len(features), False)


def _gathered(places: Any) -> list[Feature]:
    """One feature per occupied cell of a grid, at the middle of its points, with their number and their box."""
    low, high = places.min(axis=0), places.max(axis=0)
    size = np.maximum((high - low) / CELLS, 1e-6)
    cells = np.minimum(((places - low) / size).astype(int), CELLS - 1)
    _keys, where, counts = np.unique(cells[:, 0] * CELLS + cells[:, 1], return_inverse=True, return_counts=True)
    order = np.argsort(where, kind="stable")
    features = []
    for own in np.split(places[order], np.cumsum(counts)[:-1]):
        (west, south), (east, north) = own.min(axis=0), own.max(axis=0)
        box = Box(west - 1e-5, south - 1e-5, east + 1e-5, north + 1e-5)
        point = {"type": "Point", "coordinates": own.mean(axis=0).round(6).tolist()}
        feature = _feature(point, "point", "", "", "", "info")
        feature["properties"] |= {"count": len(own), "box": str(box)}
        features.append(feature)
    return features


def ground_lines(points: Sequence[Sequence[float]], margin: float = 0.15) -> list[Any]:
    """Lines of active segments near points (longitude, latitude), as lists of positions; at most `MOST_LINES`.

    `margin`: how far beyond the points, as a share of their extent.
    """
    longitudes, latitudes = [point[0] for point in points], [point[1] for point in points]
    more = max(max(longitudes) - min(longitudes), max(latitudes) - min(latitudes), 0.002) * margin
    around = shapely.box(min(longitudes) - more, min(latitudes) - more, max(longitudes) + more, max(latitudes) + more)
    found = []
    for line in Segment.objects.filter(is_active=True, line__isnull=False).values_list("line", flat=True).iterator():
        cut = shape(line).intersection(around)
        parts = [part for part in getattr(cut, "geoms", [cut]) if part.geom_type == "LineString"]
        found += [[list(position[:2]) for position in part.coords] for part in parts if not part.is_empty]
        if len(found) >= MOST_LINES:
            break
    return found
