"""測評計分, first version: rates weighted by stratum, points by style. Values in, values out; no interval yet.

Weighting: an observation at a site of stratum h of round r stands for N_h / v_h sites, N_h being the size of the
stratum and v_h the number of its sites that were visited in that round (the Hájek form of the Horvitz–Thompson
ratio: sum of weighted passes over sum of weighted judgements; Särndal, Swensson, Wretman 1992, §5.7). Sites that
could not be visited lower v_h, so the others of their stratum stand for them. Several rounds are pooled.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from chuangcheng.scoring.estimating.styles import shares_of


@dataclass(frozen=True, slots=True)
class Tally:
    """Judged observations (met or not met) of one check point or any other group, plain and weighted."""

    observed: int = 0
    passed: int = 0
    weighted_observed: float = 0.0
    weighted_passed: float = 0.0

    @property
    def failed(self) -> int:
        return self.observed - self.passed

    @property
    def rate(self) -> float | None:
        """Weighted share of observations that met the check point, 0 to 1; None where nothing was judged."""
        return self.weighted_passed / self.weighted_observed if self.weighted_observed > 0 else None

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.observed + other.observed,
            self.passed + other.passed,
            self.weighted_observed + other.weighted_observed,
            self.weighted_passed + other.weighted_passed,
        )


def weighted(observed: int, passed: int, *, population: int, visited: int) -> Tally:
    """The tally of one stratum of one round: each observation stands for population / visited sites."""
    if visited <= 0:
        raise ValueError("a stratum with observations has visited sites")
    weight = population / visited
    return Tally(observed, passed, observed * weight, passed * weight)


def gathered(groups: Iterable[tuple[int, int, Hashable, int, int]]) -> dict[Any, Tally]:
    """Key -> the sum of `weighted` over groups of (N, sites visited, key, observed, passed), in their order."""
    sums: dict[Hashable, list[float]] = {}
    for population, visited, key, observed, passed in groups:
        if visited <= 0:
            raise ValueError("a stratum with observations has visited sites")
        weight, own = population / visited, sums.setdefault(key, [0, 0, 0.0, 0.0])
        own[0] += observed
        own[1] += passed
        own[2] += observed * weight
        own[3] += passed * weight
    return {key: Tally(int(own[0]), int(own[1]), own[2], own[3]) for key, own in sums.items()}


def total(tallies: Iterable[Tally]) -> Tally:
    """The sum; the order does not matter."""
    result = Tally()
    for tally in tallies:
        result = result + tally
    return result


def earned_share(
    style: str, parameters: Mapping[str, float], tallies: Sequence[Tally], available: float
) -> float | None:
    """The share (0 to 1) of a standard's points that was earned, by its style; None where nothing was judged.

    `tallies`: one per check point that bears on the standard; `available`: the standard's points of 100.
    """
    judged = [tally for tally in tallies if tally.observed]
    if not judged:
        return None
    columns = [(one.weighted_observed, one.weighted_passed, float(one.failed)) for one in judged]
    observed, passed, failed = np.array(columns).T[:, np.newaxis, :]
    share = shares_of(style, parameters, available, observed=observed, passed=passed, failed=failed)
    return float(share[0])


@dataclass(frozen=True, slots=True)
class StandardScore:
    """One standard: its points of 100 by the field method, what was earned, and what that rests on."""

    code: str
    available: Fraction
    tally: Tally
    share: float | None

    @property
    def earned(self) -> float | None:
        return None if self.share is None else float(self.available) * self.share


@dataclass(frozen=True, slots=True)
class Sum:
    """Standards together: points earned of the points that were judged, and the points nobody has looked at."""

    available: float
    judged: float
    earned: float

    @property
    def rate(self) -> float | None:
        """Earned of judged, 0 to 1: the rate of score (得分率)."""
        return self.earned / self.judged if self.judged > 0 else None


def summed(scores: Iterable[StandardScore]) -> Sum:
    """The score is the sum of its lines."""
    available = judged = earned = 0.0
    for score in scores:
        points = float(score.available)
        available += points
        if score.earned is not None:
            judged += points
            earned += score.earned
    return Sum(available, judged, earned)
