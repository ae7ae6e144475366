"""Points of several standards together, with their interval."""

from dataclasses import dataclass

import numpy as np

from chuangcheng.scoring.estimating.resampling import Replicates
from chuangcheng.scoring.survey.intervals import student


@dataclass(frozen=True, slots=True)
class Figure:
    """Points earned, their standard error and 95 % interval; `judged`: the points of the standards looked at."""

    value: float
    standard_error: float
    low: float
    high: float
    judged: float


def figure_of(made: Replicates, codes: set[str], degrees: int) -> Figure:
    """The points of the standards `codes` together: value ± t times the spread of the replicates' sums.

    The ends stay between nought and the points judged. Without degrees of freedom everything is possible.
    """
    inside = np.array([code in codes for code in made.codes], dtype=bool)
    available = made.available[inside]
    judged, value = float(available.sum()), float(made.sample[inside] @ available)
    sums = made.shares[:, inside] @ available
    error = float(sums.std(ddof=1)) if inside.any() else 0.0
    interval = student(value, error, degrees)
    return Figure(value, error, max(0.0, interval.low), min(judged, max(value, interval.high)), judged)
