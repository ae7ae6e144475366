"""Rates with their intervals from sums that were kept, without the rows: the same digits as `rates`.

The linearised variance of a domain's rate R = Y / X needs, of each stratum, the sites' Σx, Σy, Σx², Σxy, Σy² alone:
Σ (w (y - R x) / X)² = w² (Σy² - 2 R Σxy + R² Σx²) / X², w being the same for all sites of a stratum.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import special

from chuangcheng.scoring.estimating.drawn import Stratum, read
from chuangcheng.scoring.estimating.rates import Rate
from chuangcheng.scoring.survey.intervals import ROUNDING

TAIL = 0.025


@dataclass(frozen=True, slots=True)
class Moments:
    """Sums over the sites of one stratum that have something of the domain."""

    domain: Hashable
    round: int
    ordinal: int
    sites: int
    observed: int
    passed: int
    xx: int
    xy: int
    yy: int


def rates_of(strata: Sequence[Stratum], sums: Sequence[Moments]) -> dict[Hashable, Rate]:
    """The rate of each domain. `strata`: every visited stratum of the rounds, whether or not it has sums.

    A domain may have several sums of one stratum, of different sites: they are added.
    ValueError where a sum names a stratum that nobody visited.
    """
    kept = [one for one in sums if one.observed]
    labels = list(dict.fromkeys(one.domain for one in kept))
    if not labels:
        return {}
    sample = read(strata, ())
    places = {label: place for place, label in enumerate(labels)}
    of = np.array([places[one.domain] for one in kept], dtype=np.int64)
    start = _first_units(strata, kept)
    weight, group = sample.weights[start], sample.stratum[start]
    rows = [(one.sites, one.observed, one.passed, one.xx, one.xy, one.yy) for one in kept]
    sites, x, y, xx, xy, yy = np.array(rows, dtype=np.float64).T
    count, groups = len(labels), len(sample.drawn)
    below, above = np.bincount(of, x * weight, count), np.bincount(of, y * weight, count)
    value = above / below
    rate, whole = value[of], below[of]
    pairs, back = np.unique(of * groups + group, return_inverse=True)
    domain, stratum = pairs // groups, pairs % groups
    first = np.bincount(back, weight * (y - rate * x) / whole)
    second = np.bincount(back, weight**2 * (yy - 2 * rate * xy + rate**2 * xx) / whole**2)
    within = sample.factors[stratum] * np.maximum(0.0, second - first**2 / sample.drawn[stratum])
    variance = np.bincount(domain, within, count)
    degrees = np.bincount(of, sites, count) - np.bincount(domain, minlength=count)
    is_census = np.bincount(domain, sample.drawn[stratum] < sample.size[stratum], count) == 0
    plain = np.array([np.bincount(of, column, count) for column in (x, y, sites)])
    low, high = _ends(value, variance, plain, degrees, is_census)
    numbers = zip(*plain.astype(np.int64).tolist(), strict=True)
    floats = zip(value.tolist(), np.sqrt(variance).tolist(), low.tolist(), high.tolist(), strict=True)
    whole_degrees = degrees.astype(np.int64).tolist()
    return {
        label: Rate(*plain_one, *float_one, degree)  # type: ignore[call-arg]  # three counts, four figures, in its order
        for label, plain_one, float_one, degree in zip(labels, numbers, floats, whole_degrees, strict=True)
    }


def _first_units(strata: Sequence[Stratum], kept: Sequence[Moments]) -> list[int]:
    """For each sum the number of the first unit of its stratum: all units of a stratum share weight and group."""
    known = sorted((one for one in strata if one.visited), key=lambda one: (one.round, one.ordinal))
    begins = np.cumsum([0, *(one.visited for one in known)])[:-1].tolist()
    numbers = {(one.round, one.ordinal): begin for one, begin in zip(known, begins, strict=True)}
    missing = next((one for one in kept if (one.round, one.ordinal) not in numbers), None)
    if missing is not None:
        raise ValueError(f"stratum {missing.ordinal} of round {missing.round} has sums but no visited site")
    return [numbers[one.round, one.ordinal] for one in kept]


def _ends(
    value: np.ndarray, variance: np.ndarray, plain: np.ndarray, degrees: np.ndarray, is_census: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """`survey.intervals.korn_graubard` for many rates at once: one by one, a page of 700 would take half a second."""
    observed, passed, sites = plain
    moves = (passed > 0) & (passed < observed) & (variance > ROUNDING)
    effective = np.where(moves, value * (1 - value) / np.where(moves, variance, 1.0), sites)
    some = np.maximum(degrees, 1)
    ratio = special.stdtrit(np.maximum(observed - 1, 1), TAIL) / special.stdtrit(some, TAIL)
    effective = effective * np.where(observed > 1, ratio**2, 1.0)
    yes, no = effective * value, effective * (1 - value)
    low = np.where(yes > 0, special.betaincinv(np.where(yes > 0, yes, 1.0), no + 1, TAIL), 0.0)
    high = np.where(no > 0, special.betaincinv(yes + 1, np.where(no > 0, no, 1.0), 1 - TAIL), 1.0)
    low, high = np.where(degrees < 1, 0.0, low), np.where(degrees < 1, 1.0, high)
    return np.where(is_census, value, low), np.where(is_census, value, high)
