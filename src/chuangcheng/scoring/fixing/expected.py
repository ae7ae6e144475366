"""E[points] of a standard under the edition's design, now and after some faults are gone.

A cell is one check point at one kind of site: N judgements in the whole city, a share q of them not met, n of them in
the assessors' draw. Linear styles are exact: the expected rate is Σ N (1 - q) / Σ N, whoever draws. Styles that count
failures depend on how many the draw meets: failures are drawn from the binomial of (n, q) with common random numbers,
so that fewer faults never give fewer points.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from chuangcheng.scoring.estimating.styles import shares_of

LINEAR = ("ratio", "points")
DRAWS = 400


@dataclass(frozen=True, slots=True)
class Cell:
    """One check point at one kind of site: `population` judgements in the city, `failing` of them (0 to 1) not met,
    `drawn` of them by the assessors."""

    point: int
    kind: str
    population: float
    failing: float
    drawn: int


@dataclass(frozen=True, slots=True)
class Target:
    """A standard: its style, its points of 100 by the field method, and its cells."""

    code: str
    style: str
    parameters: Mapping[str, float]
    available: float
    cells: tuple[Cell, ...]

    @property
    def is_linear(self) -> bool:
        return self.style in LINEAR

    @property
    def population(self) -> float:
        """Judgements in the whole city."""
        return sum(cell.population for cell in self.cells)

    @property
    def faults(self) -> float:
        """Expected faults in the whole city."""
        return sum(cell.population * cell.failing for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Expectation:
    """Expected points now and after, and their difference."""

    now: float
    then: float

    @property
    def gain(self) -> float:
        return self.then - self.now


def fixed(target: Target, repairs: float) -> Target:
    """The standard after so many faults are gone, taken from its cells in proportion to the faults in them."""
    faults = target.faults
    left = max(0.0, 1 - repairs / faults) if faults > 0 else 1.0
    return replace(target, cells=tuple(replace(cell, failing=cell.failing * left) for cell in target.cells))


def expected(target: Target, *, seed: int = 1, draws: int = DRAWS) -> float:
    """Expected points. A standard without cells has none. The same seed gives the same digits."""
    if not target.cells or target.population <= 0:
        return 0.0
    if target.is_linear:
        wanted = float(target.parameters.get("target", 1) or 1) if target.style == "ratio" else 1.0
        return target.available * min(1.0, (1 - target.faults / target.population) / wanted)
    from scipy import stats  # takes over a second to import, and most processes never ask for it

    uniform = np.random.default_rng(seed).random((draws, len(target.cells)))
    drawn = np.array([max(1, cell.drawn) for cell in target.cells])
    failed = stats.binom.ppf(uniform, drawn, np.array([cell.failing for cell in target.cells]))
    return target.available * float(np.nanmean(earned(target, np.clip(failed, 0, drawn), drawn)))


def earned(target: Target, failed: np.ndarray, drawn: np.ndarray) -> np.ndarray:
    """(draws,) shares of the points (0 to 1) by the standard's own style, for `failed` (draws, cells) of the `drawn`
    (cells,) judgements. Whoever wants the mean multiplies after it: lists kept earlier repeat to the last digit."""
    points = np.array([cell.point for cell in target.cells])
    columns = [np.flatnonzero(points == one) for one in np.unique(points)]
    by_point = np.column_stack([failed[:, inside].sum(axis=1) for inside in columns])
    observed = np.column_stack([np.full(len(failed), float(drawn[inside].sum())) for inside in columns])
    return shares_of(
        target.style,
        target.parameters,
        target.available,
        observed=observed,
        passed=observed - by_point,
        failed=by_point,
    )


def gain_of(target: Target, repairs: float, *, seed: int = 1) -> Expectation:
    """What so many lasting repairs bring."""
    return Expectation(expected(target, seed=seed), expected(fixed(target, repairs), seed=seed))
