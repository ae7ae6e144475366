"""Rates of those who were looked at differently, made comparable: indirect standardisation. Pure.

Whoever holds markets is asked harder questions than whoever holds libraries. So each is compared with what the city as
a whole would have shown at the same check points, looked at as often: expected E = Σ judged × the city's rate there,
and observed / expected × the city's rate is the adjusted rate (Breslow and Day 1987, *Statistical Methods in Cancer
Research* II, §2.3). Check points that only one of them was asked say nothing of a comparison and are left out.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy import special

from chuangcheng.scoring.ranking.places import Places, joint_level, places

LEAST_VISITS = 3
"""Fewer visits are no ground for a place: chosen by how often one looked, never by what was found."""
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Judged:
    """At one visit, one check point of one key (unit, street, sub-district): how often judged, how often not met."""

    visit: int
    key: Hashable
    point: int
    judged: int
    failed: int


@dataclass(frozen=True, slots=True)
class Standing:
    """One key. `rate`: adjusted share not met, 0 to 1, with the joint interval; `dispersion`: how many times as far
    visits scatter as chance alone would have it. `places` None: too few visits, or nothing to compare with."""

    key: Hashable
    visits: int
    judged: int
    failed: int
    expected: float
    rate: float | None = None
    error: float | None = None
    low: float | None = None
    high: float | None = None
    dispersion: float = 1.0
    places: Places | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """`points`: check point -> (judged, not met) in the city; `alone`: those that only one key was asked."""

    standings: tuple[Standing, ...]
    rate: float
    dispersion: float
    level_each: float
    points: dict[int, tuple[int, int]]
    alone: tuple[int, ...]

    @property
    def count(self) -> int:
        """How many have places."""
        return sum(one.places is not None for one in self.standings)


def ranked(rows: Iterable[Judged], level: float = LEVEL) -> Ranked:
    """Places of all keys with enough visits; the order of the rows does not matter.

    The visits are the sample: how far they scatter around a key's own ratio, over Poisson's variance, is the
    dispersion. Each key takes the largest of 1, its own and all keys' together, so that neither few visits nor a quiet
    city make an interval too short. The interval is Garwood's (1936) at the effective count observed / dispersion, so
    that nothing found does not mean nothing wrong; its level makes all of them hold together.
    """
    rows = sorted(rows, key=lambda row: (row.visit, str(row.key), row.point, row.judged, row.failed))
    askers: dict[int, set[Hashable]] = defaultdict(set)
    for row in rows:
        askers[row.point].add(row.key)
    alone = tuple(sorted(point for point, keys in askers.items() if len(keys) == 1))
    kept = [row for row in rows if len(askers[row.point]) > 1]
    points = _city(kept)
    judged, failed = (sum(one[place] for one in points.values()) for place in (0, 1))
    rate = failed / judged if judged else 0.0
    sums = _sums(kept, points)
    seen = {key: len(visits) for key, visits in sums.items()}
    ready = [key for key, visits in sums.items() if seen[key] >= LEAST_VISITS and visits[:, 1].sum() > 0]
    scatter = {key: _scatter(sums[key]) for key in ready}
    chance = sum(float(sums[key][:, 0].sum()) for key in ready)
    pooled = max(1.0, sum(scatter.values()) / chance) if chance else 1.0
    each = joint_level(len(ready), level)
    found: list[Standing] = []
    counts = _counts(kept)
    for key in sorted({row.key for row in rows}, key=str):
        n, bad = counts.get(key, (0, 0))
        expected = float(sums[key][:, 1].sum()) if key in sums else 0.0
        if key not in scatter:
            found.append(Standing(key, seen.get(key, 0), n, bad, expected))
            continue
        spread = max(pooled, scatter[key] / bad) if bad else pooled
        low, high = effective_poisson(bad, expected, spread, each)
        error = rate * float(np.sqrt(spread * bad)) / expected
        found.append(
            Standing(key, seen[key], n, bad, expected, rate * bad / expected, error, rate * low, rate * high, spread)
        )
    return Ranked(_placed(found), rate, pooled, each, points, alone)


def _placed(standings: Sequence[Standing]) -> tuple[Standing, ...]:
    ready = [one for one in standings if one.rate is not None]
    sets = places([one.low or 0.0 for one in ready], [one.high or 0.0 for one in ready])
    held = dict(zip((one.key for one in ready), sets, strict=True))
    return tuple(replace(one, places=held.get(one.key)) for one in standings)


def _city(rows: Iterable[Judged]) -> dict[int, tuple[int, int]]:
    judged, failed = Counter[int](), Counter[int]()
    for row in rows:
        judged[row.point] += row.judged
        failed[row.point] += row.failed
    return {point: (count, failed[point]) for point, count in judged.items() if count}


def _counts(rows: Iterable[Judged]) -> dict[Hashable, tuple[int, int]]:
    judged, failed = Counter[Hashable](), Counter[Hashable]()
    for row in rows:
        judged[row.key] += row.judged
        failed[row.key] += row.failed
    return {key: (count, failed[key]) for key, count in judged.items()}


def _sums(rows: Iterable[Judged], points: dict[int, tuple[int, int]]) -> dict[Hashable, np.ndarray]:
    """key -> (visits, 2): observed and expected at each of its visits."""
    found: dict[Hashable, dict[int, list[float]]] = defaultdict(dict)
    for row in rows:
        if row.judged:
            judged, failed = points[row.point]
            one = found[row.key].setdefault(row.visit, [0.0, 0.0])
            one[0] += row.failed
            one[1] += row.judged * failed / judged
    return {key: np.array(list(visits.values())) for key, visits in found.items()}


def _scatter(visits: np.ndarray) -> float:
    """What the squared distances of the visits from the key's own ratio add up to, as a variance of the observed."""
    observed, expected = visits[:, 0], visits[:, 1]
    ratio = observed.sum() / expected.sum()
    return float(len(visits) / (len(visits) - 1) * ((observed - ratio * expected) ** 2).sum())


def effective_poisson(observed: float, expected: float, spread: float, level: float) -> tuple[float, float]:
    """Both ends of observed / expected: Garwood's at observed / spread of expected / spread."""
    tail, count = (1 - level) / 2, observed / spread
    low = float(special.gammaincinv(count, tail)) if count > 0 else 0.0
    return low * spread / expected, float(special.gammainccinv(count + 1, tail)) * spread / expected
