"""The variance of a total of linearised values under the design, stage by stage."""

import numpy as np
from numpy.typing import NDArray

from chuangcheng.scoring.survey.design import SurveyError
from chuangcheng.scoring.survey.sample import Floats, Sample, Stage

CENSUS = 1e-7
"""A sampling fraction nearer to 1 than this leaves no uncertainty."""


def covariance(sample: Sample, scores: Floats, rows: NDArray[np.bool_] | None = None) -> Floats:
    """Covariance (k, k) of the sums of `scores` (n, k): linearised values times weights, one column per statistic.

    Sum over stages, as in Särndal et al. (1992) result 4.3.1: each stage adds, group by group, (1 - f) n / (n - 1)
    times the sum of squares of its units' totals about their mean, times the fractions of the stages before.
    `rows`: only these rows enter (a domain); units of which no row does count as units with a total of nought, groups
    of which no row does are not looked at.
    """
    flat = scores.reshape(len(sample), -1)
    result = np.zeros((flat.shape[1], flat.shape[1]))
    for stage in sample.stages:
        result += _of_stage(stage, flat, sample.lonely, rows)
    return result


def _of_stage(stage: Stage, scores: Floats, lonely: str, rows: NDArray[np.bool_] | None) -> Floats:
    columns = scores.shape[1]
    units, groups = len(stage.group_of), len(stage.drawn)
    kept = scores if rows is None else scores * rows[:, None]
    totals = np.stack([np.bincount(stage.unit, kept[:, k], units) for k in range(columns)], axis=1)
    sums = np.stack([np.bincount(stage.group_of, totals[:, k], groups) for k in range(columns)], axis=1)
    means = np.asarray(sums / stage.drawn[:, None], dtype=np.float64)
    seen = np.ones(groups, dtype=bool) if rows is None else np.bincount(stage.group[rows], minlength=groups) > 0
    left = np.where(np.isinf(stage.size), 1.0, 1.0 - stage.drawn / stage.size)
    open_groups = seen & (left >= CENSUS)
    alone = open_groups & (stage.drawn == 1)
    factor = np.where(stage.drawn > 1, left * stage.drawn / np.maximum(stage.drawn - 1, 1), left)
    factor = np.where(open_groups, factor * stage.share, 0.0)
    if alone.any():
        means, factor = _with_lonely(stage, alone, seen, means, factor, lonely)
    away = totals - means[stage.group_of]
    return np.asarray((away * factor[stage.group_of][:, None]).T @ away)


def _with_lonely(
    stage: Stage, alone: NDArray[np.bool_], seen: NDArray[np.bool_], means: Floats, factor: Floats, lonely: str
) -> tuple[Floats, Floats]:
    """Groups with one unit: its distance from its own mean is nought; `adjust` measures it from nought instead."""
    if lonely == "fail":
        raise SurveyError(f"only one unit was drawn in {stage.labels[int(np.argmax(alone))]!r}: choose how to treat it")
    if lonely == "adjust":
        return np.where(alone[:, None], 0.0, means), factor
    if lonely == "average":
        others = int((seen & ~alone).sum())
        if not others:
            raise SurveyError("every stratum has only one unit: there is no average to take")
        return means, factor * (int(seen.sum()) / others)
    return means, factor


def is_census(sample: Sample, rows: NDArray[np.bool_] | None = None) -> bool:
    """True if every unit of every group that enters was drawn, at all stages."""
    for stage in sample.stages:
        groups = np.unique(stage.group if rows is None else stage.group[rows])
        if (stage.size[groups] > stage.drawn[groups]).any():
            return False
    return not any(np.isinf(stage.size).any() for stage in sample.stages)


def degrees_of_freedom(sample: Sample, rows: NDArray[np.bool_] | None = None) -> int:
    """Units of the first stage less strata, of the rows that enter and weigh anything."""
    stage = sample.stages[0]
    enters = sample.weights > 0 if rows is None else (sample.weights > 0) & rows
    return len(np.unique(stage.unit[enters])) - len(np.unique(stage.group[enters]))
