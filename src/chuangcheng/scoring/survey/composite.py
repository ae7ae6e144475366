"""Composite indices: weighted sums of ratios, by linearisation and by the Rao–Wu bootstrap."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from chuangcheng.scoring.survey.design import Design, SurveyError
from chuangcheng.scoring.survey.estimates import Estimate, Estimator
from chuangcheng.scoring.survey.intervals import LEVEL, student
from chuangcheng.scoring.survey.sample import Floats, Sample, Stage, numbers, read
from chuangcheng.scoring.survey.variance import degrees_of_freedom


@dataclass(frozen=True, slots=True)
class Part:
    """One summand: `weight` times the ratio of two columns' totals (a denominator of None: the mean)."""

    numerator: str
    denominator: str | None = None
    weight: float = 1.0


def composite(frame: Any, parts: Sequence[Part], design: Design) -> Estimate:
    """The weighted sum of the parts with one linearised standard error: what the parts share in a unit is counted once.

    A unit's score is the sum over parts of weight · (y - R x) / X (Särndal et al. 1992, §5.5). Errors as `mean`.
    """
    estimator = Estimator(read(frame, design))
    sample = estimator.sample
    value, scores = 0.0, np.zeros(len(sample))
    for part, (y, x) in zip(parts, _columns(sample, parts), strict=True):
        below = float(x @ sample.weights)
        if below == 0:
            raise SurveyError(f"{part.denominator}: its total is nought, so nothing can be divided by it")
        one = float(y @ sample.weights) / below
        value += part.weight * one
        scores += part.weight * (y - one * x) * sample.weights / below
    error = float(np.sqrt(max(0.0, estimator.variance(scores)[0, 0])))
    degrees = degrees_of_freedom(sample)
    interval = student(value, error, degrees, LEVEL)
    return Estimate(value, error, interval.low, interval.high, degrees)


def _columns(sample: Sample, parts: Sequence[Part]) -> list[tuple[Floats, Floats]]:
    ones = np.ones(len(sample))
    return [
        (numbers(sample.frame, part.numerator), numbers(sample.frame, part.denominator) if part.denominator else ones)
        for part in parts
    ]


def bootstrap(
    frame: Any,
    statistic: Callable[[Any, Floats], float],
    design: Design,
    *,
    replicates: int = 1000,
    seed: int = 1,
) -> Estimate:
    """Any smooth statistic of the weighted rows, by the rescaled bootstrap of Rao, Wu and Yue (1992).

    `statistic(frame, weights)` gets the table and weights of shape (n,). In each stratum n - 1 of n first-stage units
    are drawn again with replacement; weights become w (1 - c + c n / (n - 1) times drawn) with c = √(1 - n / N), so
    that the variance keeps the finite population correction. The interval is the percentiles'. A stratum with one unit
    keeps its weights. The same seed gives the same figures.
    """
    if replicates < 2:
        raise SurveyError("replicates: at least two are needed")
    sample = read(frame, design)
    value = float(statistic(sample.frame.to_native(), sample.weights))
    source = np.random.default_rng(seed)
    found = np.array(
        [
            statistic(sample.frame.to_native(), sample.weights * _factors(sample.stages[0], source))
            for _ in range(replicates)
        ],
        dtype=np.float64,
    )
    tail = 100 * (1 - LEVEL) / 2
    low, high = np.percentile(found, [tail, 100 - tail])
    return Estimate(value, float(found.std(ddof=1)), float(low), float(high), degrees_of_freedom(sample))


def _factors(stage: Stage, source: np.random.Generator) -> Floats:
    """What each row's weight is multiplied by in one replicate."""
    factors = np.ones(len(stage.group_of))
    for group in np.flatnonzero(stage.drawn > 1):
        units = np.flatnonzero(stage.group_of == group)
        n = len(units)
        times = np.bincount(source.integers(0, n, n - 1), minlength=n)
        left = 1.0 if np.isinf(stage.size[group]) else 1 - n / stage.size[group]
        scale = np.sqrt(max(0.0, left))
        factors[units] = 1 - scale + scale * n / (n - 1) * times
    return np.asarray(factors[stage.unit])
