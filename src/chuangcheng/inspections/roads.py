"""A road graph as people upload it: GeoJSON lines, or a table of ways. Rows that cannot be used are named."""

import hashlib
import json
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.inspections.routing import Edge, RoadGraph
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.spreadsheets import Column, RowError, decimal, read_rows, truth
from chuangcheng.places.rules import BadGeometry, check_point, to_wgs84
from chuangcheng.places.rules.geometry import distance_m

MOST_BYTES = 20 * 1024 * 1024
MOST_EDGES = 200_000
ONE_WAY = ("yes", "true", "1", "是")
COLUMNS = (
    Column("from_lon", ("起点经度",), True, decimal),
    Column("from_lat", ("起点纬度",), True, decimal),
    Column("to_lon", ("终点经度",), True, decimal),
    Column("to_lat", ("终点纬度",), True, decimal),
    Column("metres", ("长度", "长度（米）"), False, decimal),
    Column("one_way", ("单行", "是否单行"), False, truth),
)


@dataclass(slots=True)
class RoadFile:
    """The sound ways of a file in WGS-84, and what is wrong with the others."""

    name: str
    sha256: str
    edges: list[Edge] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)

    @property
    def junction_count(self) -> int:
        return RoadGraph(self.edges).junction_count if self.edges else 0

    @property
    def kilometres(self) -> float:
        return sum(edge.metres for edge in self.edges) / 1000

    def add(self, row: int, start: tuple[float, float], end: tuple[float, float], **known: Any) -> None:
        """A way from start to end, its length measured where it is not given; faults are kept by their row."""
        try:
            for point in (start, end):
                check_point(*point)
        except BadGeometry:
            self.errors.append(RowError("", row, "coordinates", _("These are no coordinates in degrees.")))
            return
        metres = known.get("metres")
        if metres is not None and not (math.isfinite(metres) and 0 < metres <= 500_000):
            self.errors.append(RowError("", row, "metres", _("A length lies between 0 and 500,000 metres.")))
            return
        straight = distance_m(*start, *end)
        if straight == 0:
            self.errors.append(RowError("", row, "coordinates", _("A road cannot end where it begins.")))
            return
        if metres is not None and metres < straight * 0.98 - 1:
            self.errors.append(RowError("", row, "metres", _("The road is shorter than the straight line.")))
            return
        self.edges.append(Edge(start, end, metres or straight, known.get("is_one_way", False)))


def read_roads(content: bytes, name: str, datum: str = "wgs84") -> RoadFile:
    """The ways of a file, its coordinates in `datum`. Refused `file_too_large`, `bad_file`, or as spreadsheets do."""
    if len(content) > MOST_BYTES:
        raise Refused("file_too_large", _("The file is larger than 20 MB; split it."), field="file")
    file = RoadFile(name, hashlib.sha256(datum.encode() + content).hexdigest())
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        _read_geojson(file, content, datum)
    else:
        _read_table(file, content, datum)
    if len(file.edges) > MOST_EDGES:
        raise Refused("bad_file", _("At most 200,000 roads are read: leave out footpaths and yards."), field="file")
    return file


def _read_table(file: RoadFile, content: bytes, datum: str) -> None:
    sheet = read_rows(content, file.name, COLUMNS)
    file.errors += sheet.errors
    for row in sheet.rows:
        start = to_wgs84(float(row["from_lon"]), float(row["from_lat"]), datum)
        end = to_wgs84(float(row["to_lon"]), float(row["to_lat"]), datum)
        metres = None if row["metres"] is None or row["metres"] == "" else float(row["metres"])
        file.add(row.number, start, end, metres=metres, is_one_way=bool(row["one_way"]))


def _read_geojson(file: RoadFile, content: bytes, datum: str) -> None:
    try:
        features = json.loads(content.decode("utf-8-sig"))["features"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise Refused("bad_file", _("This is no GeoJSON file with features."), field="file") from None
    if not isinstance(features, list):
        raise Refused("bad_file", _("This is no GeoJSON file with features."), field="file")
    for number, feature in enumerate(features, start=1):
        try:
            lines = list(_lines(feature, datum))
        except (KeyError, TypeError, ValueError, AttributeError):
            file.errors.append(RowError("", number, "geometry", _("This is no line.")))
            continue
        word = str((feature.get("properties") or {}).get("oneway", "")).lower()
        for line in lines:
            for start, end in zip(line, line[1:], strict=False):
                if start != end:
                    file.add(number, start, end, is_one_way=word in ONE_WAY)


def _lines(feature: Any, datum: str) -> Iterator[list[tuple[float, float]]]:
    geometry = feature["geometry"]
    if geometry["type"] not in ("LineString", "MultiLineString"):
        raise ValueError("only lines are roads")
    given = geometry["coordinates"]
    for part in [given] if geometry["type"] == "LineString" else given:
        if len(part) < 2:
            raise ValueError("a line has two points")
        yield [to_wgs84(float(point[0]), float(point[1]), datum) for point in part]
