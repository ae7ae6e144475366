"""The sample as arrays: which sites were drawn from which strata, and what was judged at them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Stratum:
    """One stratum of one round: `population` sites in it, `visited` of them seen. `kind` is the same in every round."""

    round: int
    ordinal: int
    kind: str
    population: int
    visited: int


@dataclass(frozen=True, slots=True)
class Row:
    """Judgements of one check point at one visited site; `domains`: what they belong to, one value per column."""

    round: int
    ordinal: int
    visit: int
    point: int
    observed: int
    passed: int
    domains: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class Drawn:
    """Units are visited sites (u of them), cells are check points judged at a unit (c of them).

    `stratum` (u,), `weights` (u,) = N / visited of the unit's own stratum; `drawn` (s,) and `size` (s,) are n and N of
    the strata that the variance is taken in: strata with a single visit are joined within their round. `kinds` (u,)
    numbers `kind_names`.
    """

    stratum: Ints
    weights: Floats
    drawn: Floats
    size: Floats
    kinds: Ints
    kind_names: tuple[str, ...]
    unit: Ints
    point: Ints
    observed: Floats
    passed: Floats
    domains: tuple[tuple[Any, ...], ...]
    joined: int

    @property
    def degrees(self) -> int:
        """Units less strata: the degrees of freedom of the whole."""
        return max(0, len(self.stratum) - len(self.drawn))

    @property
    def factors(self) -> Floats:
        """(s,) what the squared distances within a stratum are multiplied by: (1 - n / N) n / (n - 1)."""
        left = np.maximum(0.0, 1 - self.drawn / self.size)
        spread = np.divide(self.drawn, self.drawn - 1, out=np.zeros_like(self.drawn), where=self.drawn > 1)
        return np.asarray(left * spread)


def read(strata: Sequence[Stratum], rows: Iterable[Row]) -> Drawn:
    """Arrays of the visited strata and the rows at their sites; rows need not be sorted.

    A visited site where nothing was judged is a unit all the same. ValueError where a row names a stratum that nobody
    visited, or more sites are seen in a stratum than were visited.
    """
    found = sorted(rows, key=lambda row: (row.round, row.ordinal, row.visit, row.point))
    known = sorted((one for one in strata if one.visited), key=lambda one: (one.round, one.ordinal))
    groups = np.array(_groups(known), dtype=np.int64)
    visited = np.array([one.visited for one in known], dtype=np.int64)
    population = np.array([one.population for one in known], dtype=np.float64)
    kind_names = tuple(sorted({one.kind for one in known}))
    kinds = np.array([kind_names.index(one.kind) for one in known], dtype=np.int64)
    unit_of = _places(known, found)
    count = int(groups.max(initial=-1)) + 1
    return Drawn(
        stratum=np.repeat(groups, visited),
        weights=np.repeat(population / visited, visited),
        drawn=np.bincount(groups, visited, count).astype(np.float64),
        size=np.bincount(groups, population, count).astype(np.float64),
        kinds=np.repeat(kinds, visited),
        kind_names=kind_names,
        unit=np.array([unit_of[row.visit] for row in found], dtype=np.int64),
        point=np.array([row.point for row in found], dtype=np.int64),
        observed=np.array([row.observed for row in found], dtype=np.float64),
        passed=np.array([row.passed for row in found], dtype=np.float64),
        domains=tuple(row.domains for row in found),
        joined=len(known) - count,
    )


def _places(strata: Sequence[Stratum], rows: Sequence[Row]) -> dict[int, int]:
    """visit -> number of its unit; each stratum has as many units as sites were visited in it."""
    visits: dict[tuple[int, int], dict[int, None]] = defaultdict(dict)
    for row in rows:
        visits[row.round, row.ordinal][row.visit] = None
    found: dict[int, int] = {}
    begun = 0
    for one in strata:
        seen = visits.pop((one.round, one.ordinal), {})
        if len(seen) > one.visited:
            place = f"stratum {one.ordinal} of round {one.round}"
            raise ValueError(f"{place}: {len(seen)} sites have observations, {one.visited} were visited")
        found |= {visit: begun + number for number, visit in enumerate(seen)}
        begun += one.visited
    if visits:
        raise ValueError("stratum {1} of round {0} has observations but no visited site".format(*min(visits)))
    return found


def _groups(strata: Sequence[Stratum]) -> list[int]:
    """The variance group of each stratum. Strata with one visit of several sites are joined with each other, round by
    round, the last one with the smallest stratum of its round if none is left (collapsed strata: Cochran 1977, §5A.12;
    the variance comes out too large rather than too small).
    """
    lead = list(range(len(strata)))
    for number in sorted({one.round for one in strata}):
        inside = [place for place, one in enumerate(strata) if one.round == number]
        lonely = [place for place in inside if strata[place].visited == 1 and strata[place].population > 1]
        others = [place for place in inside if place not in lonely]
        if len(lonely) == 1 and others:
            lonely.append(min(others, key=lambda place: (strata[place].visited, place)))
        for place in lonely:
            lead[place] = lonely[0]
    numbers = {place: number for number, place in enumerate(sorted(set(lead)))}
    return [numbers[place] for place in lead]
