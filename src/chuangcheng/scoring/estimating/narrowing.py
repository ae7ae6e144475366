"""Where the uncertainty comes from, and which further visits would narrow it most."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

import numpy as np

from chuangcheng.scoring.estimating.drawn import Drawn
from chuangcheng.scoring.estimating.resampling import Standard

LINEAR = ("ratio", "points")


@dataclass(frozen=True, slots=True)
class Part:
    """One kind of stratum: its share (0 to 1) of the variance of the points that follow rates, visits made, and the
    standard error of those points now and after `more` further visits of this kind.
    """

    kind: str
    share: float
    visits: int
    population: int
    now: float
    then: float


def narrowing(sample: Drawn, standards: Sequence[Standard], *, more: int) -> list[Part]:
    """Kinds of strata, the most useful first.

    The sum of the linear standards is linearised over sites: z = Σ points / target · w (y - R x) / X. The variance of
    a stratum goes with 1 / n - 1 / N, so `more` visits, dealt over its rounds as the visits were, leave
    (1 / (n + m) - 1 / N) / (1 / n - 1 / N) of it. Styles that count failures are not linear and not in it.
    """
    scores = _linearised(sample, standards)
    groups = len(sample.drawn)
    first = np.bincount(sample.stratum, scores, groups)
    second = np.bincount(sample.stratum, scores**2, groups)
    spread = sample.factors * np.maximum(0.0, second - first**2 / sample.drawn)
    # A joined stratum belongs to several kinds: what it adds is shared out by squared scores.
    by_kind = np.zeros(len(sample.kind_names))
    share = np.divide(scores**2, second[sample.stratum], out=np.zeros_like(scores), where=second[sample.stratum] > 0)
    np.add.at(by_kind, sample.kinds, share * spread[sample.stratum])
    total = float(by_kind.sum())
    visits = np.bincount(sample.kinds, minlength=len(by_kind))
    sizes = np.bincount(sample.kinds, sample.weights, len(by_kind))
    parts = []
    for kind, name in enumerate(sample.kind_names):
        n, size = int(visits[kind]), float(sizes[kind])
        left = _left(n, size, more)
        then = sqrt(max(0.0, total - by_kind[kind] * (1 - left)))
        part = float(by_kind[kind]) / total if total > 0 else 0.0
        parts.append(Part(name, part, n, round(size), sqrt(total), then))
    return sorted(parts, key=lambda one: (one.then, one.kind))


def _left(visits: int, population: float, more: int) -> float:
    now, then = 1 / visits - 1 / population, 1 / (visits + more) - 1 / population
    return max(0.0, then / now) if now > 1e-12 else 0.0


def _linearised(sample: Drawn, standards: Sequence[Standard]) -> np.ndarray:
    """(u,) what each site adds to the sum of linear standards, beyond what it had to."""
    scores = np.zeros(len(sample.stratum))
    weight = sample.weights[sample.unit]
    for one in standards:
        target = float(one.parameters.get("target", 1) or 1) if one.style == "ratio" else 1.0
        inside = np.isin(sample.point, one.points)
        below = float((sample.observed * weight)[inside].sum())
        if one.style not in LINEAR or below <= 0:
            continue
        rate = float((sample.passed * weight)[inside].sum()) / below
        if rate > target:  # at its cap: small changes earn nothing
            continue
        per_cell = (sample.passed - rate * sample.observed) * weight * one.available / target / below
        scores += np.bincount(sample.unit[inside], per_cell[inside], len(scores))
    return scores
