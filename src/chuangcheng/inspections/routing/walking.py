"""A tour walked on the real clock: when each stop is reached, begun and left, and when the break is."""

from collections.abc import Sequence
from dataclasses import dataclass

from chuangcheng.inspections.routing.distances import Matrix
from chuangcheng.inspections.routing.lunch import Lunch


@dataclass(frozen=True, slots=True)
class TourStop:
    """One stop: its index, when it is reached, begun and left, and the way to it."""

    index: int
    arrives: float
    begins: float
    leaves: float
    way: float


@dataclass(frozen=True, slots=True)
class Tour:
    """One team's way: from the start, through its stops, back. Times are those of the real clock."""

    team: int
    departs: float
    returns: float
    length: float
    stops: tuple[TourStop, ...]
    lunch_at: float | None = None

    @property
    def indexes(self) -> list[int]:
        return [stop.index for stop in self.stops]


class Clock:
    """The real clock of one team, with at most one break."""

    def __init__(self, now: float, lunch: Lunch | None) -> None:
        self.now = now
        self.waiting = lunch if lunch and now <= lunch.start else None
        self.lunch_at: float | None = None

    def rest(self) -> None:
        """Take the break if its time has come."""
        if self.waiting is not None and self.now >= self.waiting.start:
            self.lunch_at = self.now
            self.now += self.waiting.length
            self.waiting = None

    def wait(self, until: float) -> None:
        """Wait, and take the break on the way if its time comes while waiting."""
        if until <= self.now:
            return
        if self.waiting is not None and until > self.waiting.start:
            self.now = max(self.now, self.waiting.start)
            self.rest()
        self.now = max(self.now, until)


@dataclass(frozen=True, slots=True)
class Ground:
    """What a tour is walked on: index → way and time to every other, windows, and how long a stop takes."""

    depot: int
    distances: Matrix
    durations: Matrix
    time_windows: Sequence[tuple[float, float]]
    service_times: Sequence[float]
    lunch: Lunch | None = None


def _departure(ground: Ground, starts: float, first: int) -> float:
    """So late that nobody waits at the first stop; a team that need not leave before the break leaves after it."""
    opens, way, lunch = ground.time_windows[first][0], float(ground.durations[ground.depot, first]), ground.lunch
    if lunch is None or starts > lunch.start:
        return max(starts, opens - way)
    departs = max(starts, lunch.cut(opens) - way)
    return departs if departs <= lunch.start else departs + lunch.length


def walk(ground: Ground, team: int, starts: float, order: Sequence[int]) -> Tour:
    """Leave so late that nobody waits at the first stop, then go on as early as can be."""
    departs = _departure(ground, starts, order[0])
    clock, here, length, stops = Clock(departs, ground.lunch), ground.depot, 0.0, []
    for index in order:
        clock.rest()
        way = float(ground.distances[here, index])
        clock.now += float(ground.durations[here, index])
        arrives = clock.now
        if clock.waiting is not None and arrives > clock.waiting.start:
            clock.rest()
        clock.wait(ground.time_windows[index][0])
        begins = clock.now
        clock.now += ground.service_times[index]
        stops.append(TourStop(index, arrives, begins, clock.now, way))
        length, here = length + way, index
    clock.rest()
    clock.now += float(ground.durations[here, ground.depot])
    length += float(ground.distances[here, ground.depot])
    clock.rest()
    return Tour(team, departs, clock.now, length, tuple(stops), clock.lunch_at)
