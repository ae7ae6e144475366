"""Findings per visit of one street with an interval, and when a street is a good one. Values in, values out."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from scipy import special

from chuangcheng.scoring.survey import Design, mean

LEAST_VISITS = 3
"""Fewer visits say nothing about how far they may be off."""
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Stratum:
    """A stratum in one round: N sites, of which `visited` were seen. `code` is the same in every round."""

    code: str
    population: int
    visited: int


@dataclass(frozen=True, slots=True)
class Seen:
    """One visit at a drawn stop of the street: how many check points were not met, and the stratum of its round."""

    found: int
    stratum: Stratum
    round_id: int


@dataclass(frozen=True, slots=True)
class Result:
    """Findings per visit, weighted by the design; `low` and `high` None: no interval yet."""

    visits: int = 0
    found: int = 0
    per_visit: float | None = None
    low: float | None = None
    high: float | None = None


def result(seen: Sequence[Seen]) -> Result:
    """The street as a domain of the rounds in which it was drawn.

    A street has one site or few, so a stratum of one round holds one visit of it at most, and says nothing of their
    spread: strata of the same code are one over the rounds of the period (collapsed strata, Cochran 1977, §5A.12),
    which can only widen the interval. Stops of the stratum elsewhere enter with nought (Särndal, Swensson, Wretman
    1992, §10.3). Where all visits found the same number, the design shows no spread: the interval is then the exact
    one of a Poisson count (Garwood 1936).
    """
    return _result(tuple(seen)) if seen else Result()


@lru_cache(maxsize=2048)
def _result(seen: tuple[Seen, ...]) -> Result:
    """The same visits have the same result: a city's eighty streets are asked for far more often than visited."""
    columns, strata = _columns(seen), {one.stratum.code for one in seen}
    design = Design(strata="stratum", weights="weight", population="population", lonely="adjust")
    estimate = mean(columns, "found", design, by="is_here")[1]
    visits, found = len(seen), sum(one.found for one in seen)
    if visits < LEAST_VISITS or visits <= len(strata):
        return Result(visits, found, estimate.value)
    if estimate.standard_error == 0:
        low, high = poisson(found, visits)
    else:
        low, high = max(0.0, estimate.low), estimate.high
    return Result(visits, found, estimate.value, low, high)


def _columns(seen: Sequence[Seen]) -> dict[str, list[object]]:
    """A row for each visit of the street, and one of noughts for each other stop of its strata that was visited."""
    own: dict[tuple[int, Stratum], int] = {}
    for one in seen:
        own[one.round_id, one.stratum] = own.get((one.round_id, one.stratum), 0) + 1
    population: dict[str, int] = {}
    for _round, stratum in own:
        population[stratum.code] = population.get(stratum.code, 0) + stratum.population
    rows = [(one.stratum, one.found, 1) for one in seen]
    for (_round, stratum), count in own.items():
        rows += [(stratum, 0, 0)] * (stratum.visited - count)
    return {
        "stratum": [stratum.code for stratum, _found, _here in rows],
        "weight": [stratum.population / stratum.visited for stratum, _found, _here in rows],
        "population": [population[stratum.code] for stratum, _found, _here in rows],
        "found": [found for _stratum, found, _here in rows],
        "is_here": [is_here for _stratum, _found, is_here in rows],
    }


def poisson(found: int, visits: int, level: float = LEVEL) -> tuple[float, float]:
    """Both ends of the exact interval of a rate per visit (Garwood 1936, *Biometrika* 28)."""
    tail = (1 - level) / 2
    low = float(special.gammaincinv(found, tail)) if found else 0.0
    high = float(special.gammaincinv(found + 1, 1 - tail))
    return low / visits, high / visits


@dataclass(frozen=True, slots=True)
class GoodRule:
    """At least so many visits, and the upper end of the interval below so many findings per ten visits."""

    visits: int
    per_ten: int

    def holds(self, one: Result) -> bool:
        return one.visits >= self.visits and one.high is not None and one.high * 10 < self.per_ten
