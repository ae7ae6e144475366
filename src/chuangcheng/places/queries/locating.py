"""Point → smallest area around it, and point → nearest segment, from an index that each process keeps.

The index holds areas and segments themselves, so locating costs one small query (the stamp) or none in a batch.
"""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely
from django.db import connection
from shapely.geometry import shape

from chuangcheng.places.models import Area, GeometryStamp, Segment
from chuangcheng.places.rules.geometry import distance_m

METRES_PER_DEGREE = 111_195.0


@dataclass(frozen=True, slots=True)
class Located:
    """Where a point lies. `distance_m` is to the nearest segment; None where no segment has a line."""

    area: Area | None
    segment: Segment | None
    distance_m: float | None


@dataclass(slots=True)
class SpatialIndex:
    """Areas by containment and segments by distance, in memory. Immutable once built; safe between threads."""

    stamp: str
    areas: Sequence[Area] = ()
    segments: Sequence[Segment] = ()
    _area_shapes: Any = field(default=None, repr=False)
    _lines: Any = field(default=None, repr=False)
    _area_tree: Any = field(default=None, repr=False)
    _line_tree: Any = field(default=None, repr=False)
    _squeeze: float = 1.0

    @classmethod
    def build(cls, stamp: str) -> "SpatialIndex":
        """Reads all areas and segments that have geometry: two queries."""
        areas = list(Area.objects.exclude(boundary=None))
        segments = list(Segment.objects.exclude(line=None).filter(is_active=True).select_related("area"))
        surfaces = np.array([shape(area.boundary) for area in areas], dtype=object)
        order = np.argsort(shapely.area(surfaces), kind="stable")
        surfaces = surfaces[order]
        shapely.prepare(surfaces)
        lines = np.array([shape(segment.line) for segment in segments], dtype=object)
        # Degrees of longitude are shorter than those of latitude: squeezed, plane distance orders like true distance.
        middle = float(np.mean(shapely.get_coordinates(lines)[:, 1])) if segments else 0.0
        squeeze = float(np.cos(np.radians(middle)))
        flat = shapely.transform(lines, lambda xy: xy * (squeeze, 1.0)) if segments else lines
        return cls(
            stamp=stamp,
            areas=[areas[int(i)] for i in order],
            segments=segments,
            _area_shapes=surfaces,
            _lines=flat,
            _area_tree=shapely.STRtree(surfaces),
            _line_tree=shapely.STRtree(flat),
            _squeeze=squeeze,
        )

    def area_at(self, longitude: float, latitude: float) -> Area | None:
        """The smallest area that contains the point; on a border, the smaller of its sides."""
        if not self.areas:
            return None
        found = self._area_tree.query(shapely.Point(longitude, latitude), predicate="intersects")
        return self.areas[int(found.min())] if len(found) else None

    def segment_near(self, longitude: float, latitude: float) -> tuple[Segment | None, float | None]:
        """The nearest segment and its distance in metres."""
        if not self.segments:
            return None, None
        here = shapely.Point(longitude * self._squeeze, latitude)
        nearest = int(self._line_tree.nearest(here))
        there = shapely.line_interpolate_point(
            self._lines[nearest], shapely.line_locate_point(self._lines[nearest], here)
        )
        return self.segments[nearest], distance_m(longitude, latitude, there.x / self._squeeze, there.y)

    def locate(self, longitude: float, latitude: float) -> Located:
        """Both at once."""
        segment, distance = self.segment_near(longitude, latitude)
        return Located(self.area_at(longitude, latitude), segment, distance)


_lock = threading.Lock()
_kept: dict[str, SpatialIndex] = {}


def spatial_index() -> SpatialIndex:
    """The index of the present state: one query for the stamp, and a rebuild only when it has changed."""
    stamp = GeometryStamp.objects.filter(pk=1).values_list("value", flat=True).first() or ""
    name = str(connection.settings_dict["NAME"])
    kept = _kept.get(name)
    if kept is not None and kept.stamp == stamp:
        return kept
    with _lock:
        kept = _kept.get(name)
        if kept is None or kept.stamp != stamp:
            kept = _kept[name] = SpatialIndex.build(stamp)
    return kept


def locate(longitude: float, latitude: float) -> Located:
    """Area and nearest segment of a WGS-84 point."""
    return spatial_index().locate(longitude, latitude)
