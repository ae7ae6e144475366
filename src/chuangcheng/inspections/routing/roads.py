"""A road graph: junctions joined by ways of known length; shortest ways by Dijkstra's rule (1959)."""

import heapq
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from chuangcheng.inspections.routing.distances import EARTH_M, Matrix

Point = tuple[float, float]
ROUNDING = 6
"""Ends of roads within about 0.1 m are one junction: decimals of a degree."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A way between two points (longitude, latitude), `metres` long; one-way ones lead from `start` to `end` only."""

    start: Point
    end: Point
    metres: float
    is_one_way: bool = False


class RoadGraph:
    """Junctions and ways. Places are tied to their nearest junction by a straight line × `factor`."""

    def __init__(self, edges: Sequence[Edge], *, factor: float = 1.0) -> None:
        self.factor = factor
        self._numbers: dict[Point, int] = {}
        self._ways: list[list[tuple[int, float]]] = []
        for edge in edges:
            if not edge.metres >= 0 or not math.isfinite(edge.metres):
                raise ValueError("a way has a length of at least nothing")
            start, end = self._number(edge.start), self._number(edge.end)
            self._ways[start].append((end, edge.metres))
            if not edge.is_one_way:
                self._ways[end].append((start, edge.metres))
        if not self._numbers:
            raise ValueError("a road graph has at least one way")
        self._points = np.asarray(list(self._numbers), dtype=np.float64)

    @property
    def junction_count(self) -> int:
        return len(self._ways)

    def _number(self, point: Point) -> int:
        key = round(point[0], ROUNDING), round(point[1], ROUNDING)
        if key not in self._numbers:
            self._numbers[key] = len(self._ways)
            self._ways.append([])
        return self._numbers[key]

    def nearest(self, point: Point) -> tuple[int, float]:
        """Number of the nearest junction, and the metres to it (local plane around the point)."""
        squeeze = math.cos(math.radians(point[1]))
        east = np.radians(self._points[:, 0] - point[0]) * squeeze
        north = np.radians(self._points[:, 1] - point[1])
        squared = east**2 + north**2
        best = int(squared.argmin())
        return best, float(math.sqrt(squared[best]) * EARTH_M)

    def from_junction(self, start: int, wanted: frozenset[int]) -> dict[int, float]:
        """Shortest metres from a junction to each of `wanted` that can be reached."""
        best = {start: 0.0}
        found: dict[int, float] = {}
        queue = [(0.0, start)]
        while queue and len(found) < len(wanted):
            metres, at = heapq.heappop(queue)
            if metres > best[at]:
                continue
            if at in wanted:
                found[at] = metres
            for end, length in self._ways[at]:
                reached = metres + length
                if reached < best.get(end, math.inf):
                    best[end] = reached
                    heapq.heappush(queue, (reached, end))
        return found

    def matrix(self, points: Sequence[Point]) -> Matrix:
        """Metres between all points along the roads, shape (n, n); infinite where no road leads."""
        tied = [self.nearest(point) for point in points]
        wanted = frozenset(number for number, _ in tied)
        reached = {number: self.from_junction(number, wanted) for number in wanted}
        found = np.full((len(points), len(points)), math.inf)
        for row, (start, out) in enumerate(tied):
            for column, (end, back) in enumerate(tied):
                if row == column:
                    found[row, column] = 0.0
                elif end in reached[start]:
                    found[row, column] = (out + back) * self.factor + reached[start][end]
        return found
