"""Intervals: Student's for means and totals, and for proportions what holds near 0 and 1 too."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from chuangcheng.scoring.survey.sample import Floats, Sample
from chuangcheng.scoring.survey.variance import degrees_of_freedom, is_census

LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Interval:
    """Both ends, and the level that they were made for."""

    low: float
    high: float
    level: float = LEVEL


def student(value: float, error: float, degrees: int, level: float = LEVEL) -> Interval:
    """value ± t · error with the design's degrees of freedom; unbounded where there are none and it is not exact."""
    if error == 0:
        return Interval(value, value, level)
    if degrees < 1:
        return Interval(-np.inf, np.inf, level)
    reach = float(special.stdtrit(degrees, 0.5 + level / 2)) * error
    return Interval(value - reach, value + reach, level)


def hypergeometric(passed: int, drawn: int, population: int, level: float = LEVEL) -> Interval:
    """The exact interval of a share in a finite population of which `drawn` were drawn without replacement.

    The numbers of passing units that a test of size (1 - level) / 2 on either side does not reject (Buonaccorsi 1987;
    Wendell and Schmee 2001): never narrower than the level asks, of zero width only when all were drawn.
    """
    if drawn >= population:
        return Interval(passed / population, passed / population, level)
    from scipy import stats  # takes over a second to import, and most processes never ask for it

    tail = (1 - level) / 2
    possible = np.arange(passed, population - (drawn - passed) + 1)
    at_least = stats.hypergeom.sf(passed - 1, population, possible, drawn)
    at_most = stats.hypergeom.cdf(passed, population, possible, drawn)
    low, high = int(possible[at_least > tail].min()), int(possible[at_most > tail].max())
    # A single unit not looked at may escape any test; it is not known all the same.
    low = min(low, population - 1) if passed == drawn else low
    high = max(high, 1) if passed == 0 else high
    return Interval(low / population, high / population, level)


def stratified(shares: Floats, parts: list[Interval], weights: Floats, level: float = LEVEL) -> Interval:
    """The interval of a weighted sum of shares from the intervals of its parts (MOVER: Zou and Donner 2008).

    Each part keeps its own skewness, so that a stratum where all passed still reaches below 1.
    """
    value = float(shares @ weights)
    below = np.array([share - part.low for share, part in zip(shares, parts, strict=True)])
    above = np.array([part.high - share for share, part in zip(shares, parts, strict=True)])
    reach_low, reach_high = float(np.hypot.reduce(weights * below)), float(np.hypot.reduce(weights * above))
    return Interval(max(0.0, value - reach_low), min(1.0, value + reach_high), level)


ROUNDING = 1e-18
"""A share, or its variance, below this is what rounding leaves of nought: as of units that all gave the same share."""


def korn_graubard(value: float, variance: float, rows: int, units: int, degrees: int, level: float = LEVEL) -> Interval:
    """The interval of Korn and Graubard (1998): Clopper and Pearson's at the effective sample size, which shrinks with
    the design's degrees of freedom (as svyciprop of R's survey, method "beta"). Where the sample shows no variance (all
    passed, none did, or every unit gave the same share) each unit of the first stage counts as one observation.
    """
    if degrees < 1:
        return Interval(0.0, 1.0, level)
    value = value if value > ROUNDING else 0.0
    effective = value * (1 - value) / variance if variance > ROUNDING and 0 < value < 1 else float(units)
    tail = (1 - level) / 2
    if rows > 1:
        effective *= float((special.stdtrit(rows - 1, tail) / special.stdtrit(degrees, tail)) ** 2)
    yes, no = effective * value, effective * (1 - value)
    low = float(special.betaincinv(yes, no + 1, tail)) if yes > 0 else 0.0
    high = float(special.betaincinv(yes + 1, no, 1 - tail)) if no > 0 else 1.0
    return Interval(low, high, level)


def proportion(
    sample: Sample,
    passed: NDArray[np.bool_],
    rows: NDArray[np.bool_],
    value: float,
    variance: float,
    level: float = LEVEL,
) -> Interval:
    """The interval of the share of `passed` among `rows`, whatever the design.

    Rows that are units of their own, drawn from whole strata of known size: exact per stratum. Everything else: Korn
    and Graubard. A census has no uncertainty.
    """
    if is_census(sample, rows):
        return Interval(value, value, level)
    if _is_plain(sample, rows):
        return _by_strata(sample, passed, rows, level)
    units = len(np.unique(sample.stages[0].unit[rows]))
    degrees = degrees_of_freedom(sample, rows)
    seen = variance if np.unique(passed[rows]).size > 1 else 0.0
    return korn_graubard(value, seen, int(rows.sum()), units, degrees, level)


def _is_plain(sample: Sample, rows: NDArray[np.bool_]) -> bool:
    stage = sample.stages[0]
    groups = np.unique(stage.group[rows])
    if sample.is_clustered or np.isinf(stage.size[groups]).any():
        return False
    whole = np.bincount(stage.group[rows], minlength=len(stage.drawn))[groups] == stage.drawn[groups]
    expected = (stage.size / stage.drawn)[stage.group]
    return bool(whole.all() and np.allclose(sample.weights[rows], expected[rows], rtol=1e-3))


def _by_strata(sample: Sample, passed: NDArray[np.bool_], rows: NDArray[np.bool_], level: float) -> Interval:
    stage = sample.stages[0]
    groups = np.unique(stage.group[rows])
    met = np.bincount(stage.group[rows & passed], minlength=len(stage.drawn))[groups]
    drawn, size = stage.drawn[groups], np.rint(stage.size[groups])
    parts = [hypergeometric(int(one), int(n), int(of), level) for one, n, of in zip(met, drawn, size, strict=True)]
    return stratified(met / drawn, parts, size / size.sum(), level) if len(parts) > 1 else parts[0]
