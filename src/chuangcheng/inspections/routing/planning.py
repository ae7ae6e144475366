"""The plan itself: teams through stops with opening hours, by pyvrp's iterated local search.

pyvrp counts in whole numbers. Everything is multiplied by the largest power of ten that keeps it exact in 64 bits:
ways are rounded to the nearest, times upwards and windows inwards, so what is feasible there is feasible here.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from pyvrp import Client, Depot, Location, ProblemData, VehicleType, solve
from pyvrp.stop import MaxRuntime, MultipleCriteria, NoImprovement

from chuangcheng.inspections.routing.distances import Matrix, euclidean
from chuangcheng.inspections.routing.lunch import Lunch
from chuangcheng.inspections.routing.walking import Ground, Tour, TourStop, walk

__all__ = ["Plan", "Team", "Tour", "TourStop", "Unserved", "plan"]

MOST = 4e9
"""Largest scaled value: sums over thousands of stops times pyvrp's penalties stay within 64 bits."""
HAIR = 1e-3
"""Binary fractions: what lies this little (of a scaled unit) above a whole number is that number."""
Windows = Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Team:
    """A shift: earliest departure, latest return, what can be carried, and the longest working time (without the
    break). `count` teams are alike."""

    starts: float = 0.0
    ends: float = math.inf
    capacity: float = math.inf
    longest: float = math.inf
    count: int = 1


@dataclass(frozen=True, slots=True)
class Unserved:
    """A stop on no tour, and why: unreachable, closed, too_large, no_time, not_worth."""

    index: int
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Tours that hold, and what stays out. `length` in the unit of the distances."""

    length: float
    tours: tuple[Tour, ...]
    unserved: tuple[Unserved, ...] = ()


@dataclass(frozen=True, slots=True)
class _Task:
    ground: Ground
    demands: Sequence[float]
    teams: Sequence[Team]
    prizes: Sequence[float | None]
    cut: list[tuple[float, float] | None] = field(default_factory=list)

    @property
    def size(self) -> int:
        return len(self.demands)


@dataclass(frozen=True, slots=True)
class _Effort:
    """How long to search, and what a unit of time is worth in units of length."""

    time_cost: int
    seconds: float
    patience: int
    seed: int


def plan(
    coordinates: Sequence[tuple[float, float]],
    demands: Sequence[float] | None = None,
    time_windows: Windows | None = None,
    service_times: Sequence[float] | None = None,
    *,
    vehicles: int = 1,
    capacity: float = math.inf,
    teams: Sequence[Team] | None = None,
    depot: int = 0,
    distances: Matrix | None = None,
    durations: Matrix | None = None,
    prizes: Sequence[float | None] | None = None,
    lunch: Lunch | None = None,
    time_cost: int = 0,
    seconds: float = 10.0,
    patience: int = 20_000,
    seed: int = 1,
) -> Plan:
    """The shortest tours through n places that keep all windows.

    All sequences have length n and include the depot (index `depot`): `coordinates` in a plane, `demands` at least 0,
    `time_windows` (opens, closes): a stop begins within; the depot's window bounds every team. `service_times`: how
    long a stop takes. Times and `durations` share one unit, of the caller's choice; distances another.
    Teams: `vehicles` alike with one `capacity`, or `teams`. `distances`, `durations`: (n, n), infinite where no way
    leads; without them straight lines, and a unit of length takes a unit of time. `prizes`: None for a stop that must
    be visited, else what leaving it out costs, in units of length (`time_cost`: how many of them a unit of time costs).
    Ends after `seconds`, or after `patience` steps that found nothing better; the same `seed` and steps, the same plan.
    A stop that must be visited is left out only if not all of them fit; `Plan.unserved` says which, and why.
    Raises ValueError for arrays that do not fit together.
    """
    size = len(coordinates)
    ways = euclidean(coordinates) if distances is None else np.asarray(distances, dtype=np.float64)
    times = ways if durations is None else np.asarray(durations, dtype=np.float64)
    windows = [(0.0, math.inf)] * size if time_windows is None else time_windows
    services = [0.0] * size if service_times is None else service_times
    loads = [0.0] * size if demands is None else list(demands)
    crews = [Team(capacity=capacity, count=vehicles)] if teams is None else list(teams)
    values = [None] * size if prizes is None else list(prizes)
    task = _Task(Ground(depot, ways, times, windows, services, lunch), loads, crews, values)
    _check(task, size)
    return _planned(replace(task, teams=_within(crews, task.ground)), _Effort(time_cost, seconds, patience, seed))


def _planned(task: _Task, effort: _Effort) -> Plan:
    """Stops that nobody could serve are set aside with their reason, the others solved."""
    task.cut.extend(_cut(task.ground.lunch, window) for window in task.ground.time_windows)
    stops = [index for index in range(task.size) if index != task.ground.depot]
    left = {index: reason for index in stops if (reason := _impossible(task, index))}
    wanted = [index for index in stops if index not in left]
    tours = _solved(task, wanted, effort) if wanted else ()
    served = {index for tour in tours for index in tour.indexes}
    for index in wanted:
        if index not in served:
            left[index] = "no_time" if task.prizes[index] is None else "not_worth"
    unserved = tuple(Unserved(index, reason) for index, reason in sorted(left.items()))
    return Plan(math.fsum(tour.length for tour in tours), tours, unserved)


def _within(teams: Sequence[Team], ground: Ground) -> list[Team]:
    """Each team's shift, narrowed to the depot's window."""
    opens, closes = ground.time_windows[ground.depot]
    return [Team(max(one.starts, opens), min(one.ends, closes), one.capacity, one.longest, one.count) for one in teams]


def _check(task: _Task, size: int) -> None:
    ground = task.ground
    if not 0 <= ground.depot < size:
        raise ValueError("the depot is one of the places")
    if len({size, task.size, len(ground.time_windows), len(ground.service_times), len(task.prizes)}) != 1:
        raise ValueError("coordinates, demands, windows, service times and prizes are equally many")
    if ground.distances.shape != (size, size) or ground.durations.shape != (size, size):
        raise ValueError("distances and durations are square, one row a place")
    if np.isnan(ground.distances).any() or (ground.distances < 0).any() or (ground.durations < 0).any():
        raise ValueError("distances and durations are at least nothing")
    if any(closes < opens for opens, closes in ground.time_windows):
        raise ValueError("a window cannot close before it opens")
    if min([*task.demands, *ground.service_times]) < 0:
        raise ValueError("demands and service times are at least nothing")
    if not task.teams or any(one.count < 1 or one.ends < one.starts for one in task.teams):
        raise ValueError("there is at least one team, and its shift ends after it starts")


def _cut(lunch: Lunch | None, window: tuple[float, float]) -> tuple[float, float] | None:
    return lunch.cut_window(*window) if lunch else window


def _shift(task: _Task, team: Team) -> tuple[float, float]:
    lunch = task.ground.lunch
    return (lunch.cut(team.starts), lunch.cut(team.ends)) if lunch else (team.starts, team.ends)


def _impossible(task: _Task, index: int) -> str:
    """Why no team could serve this stop even alone; blank if one could."""
    ground, window = task.ground, task.cut[index]
    there, back = float(ground.durations[ground.depot, index]), float(ground.durations[index, ground.depot])
    if not math.isfinite(there + back):
        return "unreachable"
    fitting = [team for team in task.teams if task.demands[index] <= team.capacity]
    if not fitting:
        return "too_large"
    for team in fitting if window else ():
        assert window is not None
        starts, ends = _shift(task, team)
        begins = max(starts + there, window[0])
        span = there + ground.service_times[index] + back
        if begins <= window[1] and begins + ground.service_times[index] + back <= ends and span <= team.longest:
            return ""
    return "closed"


def _scale(task: _Task, prizes: Sequence[float]) -> int:
    """The largest power of ten by which all values may be multiplied."""
    values = [1.0, *task.demands, *task.ground.service_times, *prizes]
    values += [float(edge) for window in task.ground.time_windows for edge in window]
    values += [edge for team in task.teams for edge in (team.starts, team.ends, team.capacity, team.longest)]
    for matrix in (task.ground.distances, task.ground.durations):
        values.append(float(matrix[np.isfinite(matrix)].max(initial=0.0)))
    largest = max(value for value in values if math.isfinite(value))
    return int(10 ** max(0, min(6, math.floor(math.log10(MOST / largest)))))


def _up(value: float, scale: int) -> int:
    return math.ceil(value * scale - HAIR)


def _down(value: float, scale: int) -> int:
    return math.floor(value * scale + HAIR) if math.isfinite(value) else 2**53


def _problem(task: _Task, wanted: list[int], scale: int, time_cost: int) -> ProblemData:
    ground = task.ground
    order = [ground.depot, *wanted]
    picked = np.ix_(order, order)
    finite = ground.durations[picked][np.isfinite(ground.durations[picked])].max(initial=0.0)
    never = float(2**44) / scale
    ways = np.where(np.isfinite(ground.distances[picked]), ground.distances[picked], finite)
    times = np.where(np.isfinite(ground.durations[picked]), ground.durations[picked], never)
    # Leaving out one mandatory stop costs more than any tours could: twice the longest way for every stop.
    dearest = 2 * (float(ways.max()) + time_cost * _longest(task, scale)) * len(order)
    dearest += sum(prize for index in wanted if (prize := task.prizes[index]) is not None)
    clients = [_client(task, number, index, scale, dearest) for number, index in enumerate(wanted, start=1)]
    scaled: list[Any] = [np.rint(ways * scale).astype(np.int64), np.ceil(times * scale - HAIR).astype(np.int64)]
    return ProblemData(
        [Location(0, 0) for _ in order],
        clients,
        [Depot(0)],
        [_vehicle(task, team, scale, time_cost) for team in task.teams],
        scaled[:1],
        scaled[1:],
    )


def _longest(task: _Task, scale: int) -> float:
    """The longest that a tour can last, as far as shifts bound it."""
    return max((team.ends - team.starts for team in task.teams if math.isfinite(team.ends)), default=MOST / scale)


def _client(task: _Task, number: int, index: int, scale: int, dearest: float) -> Client:
    window, prize = task.cut[index], task.prizes[index]
    assert window is not None
    return Client(
        number,
        delivery=[_up(task.demands[index], scale)],
        service_duration=_up(task.ground.service_times[index], scale),
        tw_early=_up(window[0], scale),
        tw_late=_down(window[1], scale),
        prize=round((dearest if prize is None else prize) * scale),
        required=False,
    )


def _vehicle(task: _Task, team: Team, scale: int, time_cost: int) -> VehicleType:
    starts, ends = _shift(task, team)
    return VehicleType(
        num_available=team.count,
        capacity=[_down(team.capacity, scale)],
        tw_early=_up(starts, scale),
        tw_late=_down(ends, scale),
        shift_duration=_down(team.longest, scale),
        unit_duration_cost=time_cost,
    )


def _solved(task: _Task, wanted: list[int], effort: _Effort) -> tuple[Tour, ...]:
    scale = _scale(task, [prize for prize in task.prizes if prize is not None])
    problem = _problem(task, wanted, scale, effort.time_cost)
    stop = MultipleCriteria([MaxRuntime(effort.seconds), NoImprovement(effort.patience)])
    best: Any = solve(problem, stop, seed=effort.seed, collect_stats=False).best
    if not best.is_feasible():  # not even one stop was placed in this time: no tour is better than a wrong one
        return ()
    return tuple(_tour(task, wanted, route) for route in best.routes())


def _tour(task: _Task, wanted: list[int], route: Any) -> Tour:
    # Activities count clients from 0, and the depots at both ends.
    order = [wanted[activity.idx] for activity in route if activity.is_client()]
    number = route.vehicle_type()
    return walk(task.ground, number, task.teams[number].starts, order)
