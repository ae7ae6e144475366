"""Rates of domains (standards, items, site types, areas) with the interval of Korn and Graubard."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from chuangcheng.scoring.estimating.drawn import Drawn
from chuangcheng.scoring.survey.intervals import Interval, korn_graubard


@dataclass(frozen=True, slots=True)
class Rate:
    """Share of judgements that were met (0 to 1) with its 95 % interval, and what it rests on."""

    observed: int
    passed: int
    sites: int
    value: float
    standard_error: float
    low: float
    high: float
    degrees: int


def rates(sample: Drawn, domain: Sequence[Hashable]) -> dict[Hashable, Rate]:
    """The rate of each domain; `domain` (c,) says which one each cell belongs to.

    Ratio of two weighted totals, its variance linearised over sites (Särndal, Swensson, Wretman 1992, §5.6 and §10.3:
    sites without anything of the domain stay in the sample with nought). A domain all of whose strata were seen whole
    has no uncertainty; a domain where all passed keeps a width (Korn and Graubard 1998).
    """
    labels = list(dict.fromkeys(domain))
    if not labels:
        return {}
    places = {label: place for place, label in enumerate(labels)}
    code = np.array([places[label] for label in domain], dtype=np.int64)
    count, units = len(labels), len(sample.stratum)
    keys, back = np.unique(code * units + sample.unit, return_inverse=True)
    of, unit = keys // units, keys % units
    weight = sample.weights[unit]
    x = np.bincount(back, sample.observed) * weight
    y = np.bincount(back, sample.passed) * weight
    below, above = np.bincount(of, x, count), np.bincount(of, y, count)
    value = above / below
    scores = (y - value[of] * x) / below[of]
    variance, degrees, is_census = _spread(sample, of, unit, scores, count)
    plain = np.bincount(code, sample.observed, count), np.bincount(code, sample.passed, count)
    sites = np.bincount(of, minlength=count)
    found = {}
    for label, one in places.items():
        observed, passed = int(plain[0][one]), int(plain[1][one])
        found[label] = Rate(
            observed,
            passed,
            int(sites[one]),
            float(value[one]),
            float(np.sqrt(variance[one])),
            *_ends(
                float(value[one]),
                float(variance[one]) if 0 < passed < observed else 0.0,
                (observed, int(sites[one]), int(degrees[one])),
                bool(is_census[one]),
            ),
            int(degrees[one]),
        )
    return found


def _ends(value: float, variance: float, counts: tuple[int, int, int], is_census: bool) -> tuple[float, float]:
    interval = Interval(value, value) if is_census else korn_graubard(value, variance, *counts)
    return float(interval.low), float(interval.high)


def _spread(
    sample: Drawn, of: np.ndarray, unit: np.ndarray, scores: np.ndarray, count: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Per domain: variance, degrees of freedom (its sites less its strata), and whether its strata were seen whole."""
    groups = len(sample.drawn)
    pairs, back = np.unique(of * groups + sample.stratum[unit], return_inverse=True)
    domain, group = pairs // groups, pairs % groups
    first, second = np.bincount(back, scores), np.bincount(back, scores**2)
    n = sample.drawn[group]
    within = sample.factors[group] * np.maximum(0.0, second - first**2 / n)
    seen = np.bincount(back)
    degrees = np.bincount(domain, seen, count) - np.bincount(domain, minlength=count)
    open_strata = np.bincount(domain, sample.drawn[group] < sample.size[group], count)
    return np.bincount(domain, within, count), degrees.astype(np.int64), open_strata == 0
