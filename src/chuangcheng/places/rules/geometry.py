"""What geometry may enter the city's map. GeoJSON in, sound GeoJSON (WGS-84 degrees) out, or BadGeometry."""

import math
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

import numpy as np
import shapely
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from chuangcheng.places.rules.coordinates import to_wgs84

MAX_VERTICES = 50_000
DECIMALS = 7  # a centimetre
# A polygon that had to be repaired may not lose or gain more of its surface than this share.
MAX_REPAIR_SHARE = 0.02
EARTH_RADIUS_M = 6_371_008.8

Json = dict[str, Any]


class BadGeometry(Exception):
    """A geometry that is refused; `code` is one of those that the page has a sentence for."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


def _positions(coordinates: Any, depth: int = 0) -> Iterator[tuple[float, float]]:
    """Every position of a nested coordinate array. Nesting is bounded, so a hostile file cannot exhaust the stack."""
    if depth > 4 or not isinstance(coordinates, list | tuple):
        raise BadGeometry("not_geometry")
    if coordinates and isinstance(coordinates[0], int | float):
        yield _position(coordinates)
        return
    for part in coordinates:
        yield from _positions(part, depth + 1)


def _position(pair: Any) -> tuple[float, float]:
    if len(pair) < 2 or any(isinstance(v, bool) or not isinstance(v, int | float) for v in pair[:2]):
        raise BadGeometry("not_geometry")
    lon, lat = float(pair[0]), float(pair[1])
    if not (math.isfinite(lon) and math.isfinite(lat)) or abs(lon) > 180 or abs(lat) > 90:
        raise BadGeometry("off_earth", longitude=pair[0], latitude=pair[1])
    return lon, lat


def _read(geometry: Any, kinds: tuple[str, ...], datum: str) -> BaseGeometry:
    """The shapely geometry in WGS-84, after the checks that need no geometry library."""
    if not isinstance(geometry, Mapping) or geometry.get("type") not in kinds:
        kind = geometry.get("type") if isinstance(geometry, Mapping) else None
        raise BadGeometry("wrong_type", found=str(kind)[:40], wanted=" / ".join(kinds))
    count = 0
    for _ in _positions(geometry.get("coordinates")):
        count += 1
        if count > MAX_VERTICES:
            raise BadGeometry("too_many_vertices", limit=MAX_VERTICES)
    if not count:
        raise BadGeometry("empty")
    try:
        read = shapely.force_2d(shapely.geometry.shape(dict(geometry)))
    except (ValueError, TypeError, IndexError, AttributeError, shapely.errors.ShapelyError) as error:
        raise BadGeometry("not_geometry") from error
    return shapely.transform(read, lambda xy: np.column_stack(to_wgs84(xy[:, 0], xy[:, 1], datum)))


def _json(geometry: BaseGeometry) -> Json:
    plain = mapping(shapely.transform(geometry, lambda xy: np.round(xy, DECIMALS)))
    return {"type": plain["type"], "coordinates": _lists(plain["coordinates"])}


def _lists(value: Any) -> Any:
    return [_lists(v) for v in value] if isinstance(value, list | tuple) else float(value)


def check_point(lon: float, lat: float) -> None:
    """BadGeometry unless the point lies on the earth."""
    _position((lon, lat))


def sound_point(geometry: Any, datum: str = "wgs84") -> tuple[float, float]:
    """(longitude, latitude) of a GeoJSON Point."""
    point = _read(geometry, ("Point",), datum)
    return round(point.x, DECIMALS), round(point.y, DECIMALS)


def sound_line(geometry: Any, datum: str = "wgs84") -> Json:
    """A LineString or MultiLineString with some length."""
    line = _read(geometry, ("LineString", "MultiLineString"), datum)
    if line.is_empty or line.length == 0:
        raise BadGeometry("no_length")
    return _json(line)


def sound_boundary(geometry: Any, datum: str = "wgs84") -> Json:
    """A valid Polygon or MultiPolygon. Slight self-crossings are repaired; what would change the surface is refused."""
    surface = _read(geometry, ("Polygon", "MultiPolygon"), datum)
    surface = surface if surface.is_valid else _repaired(surface)
    if surface.is_empty or surface.area == 0:
        raise BadGeometry("no_surface")
    rounded = shapely.transform(surface, lambda xy: np.round(xy, DECIMALS))
    return _json(rounded if rounded.is_valid else _repaired(rounded))


def _repaired(surface: BaseGeometry) -> BaseGeometry:
    whole = shapely.make_valid(surface)
    parts = [part for part in shapely.get_parts(whole) if part.geom_type in ("Polygon", "MultiPolygon")]
    mended = shapely.union_all(parts) if parts else shapely.Polygon()
    # A ring that crosses itself counts its loops with opposite signs: |signed area| then falls short of the union.
    signed = abs(sum(_ring_area(part) for part in shapely.get_parts(surface)))
    if mended.is_empty or abs(mended.area - signed) > MAX_REPAIR_SHARE * mended.area:
        raise BadGeometry("crosses_itself")
    return mended


def _ring_area(polygon: BaseGeometry) -> float:
    holes = sum(abs(_signed(ring)) for ring in polygon.interiors)
    return float(abs(_signed(polygon.exterior)) - holes)


def _signed(ring: BaseGeometry) -> float:
    x, y = shapely.get_coordinates(ring).T
    return float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1]) / 2)


def distance_m(lon_a: float, lat_a: float, lon_b: float, lat_b: float) -> float:
    """Great-circle distance in metres (haversine)."""
    phi_a, phi_b = math.radians(lat_a), math.radians(lat_b)
    half = math.sin((phi_b - phi_a) / 2) ** 2
    half += math.cos(phi_a) * math.cos(phi_b) * math.sin(math.radians(lon_b - lon_a) / 2) ** 2
    return 2 * EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(half)))


def length_m(line: Json) -> float:
    """Length of a sound LineString or MultiLineString in metres."""
    parts = [line["coordinates"]] if line["type"] == "LineString" else line["coordinates"]
    return sum(distance_m(*a, *b) for part in parts for a, b in pairwise(part))
