"""The distribution of the assessors' next result."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from chuangcheng.scoring.fixing.expected import Target, earned

DRAWS = 4000
QUANTILES = tuple(number / 200 for number in range(1, 200))
EVERY = "every"


@dataclass(frozen=True, slots=True)
class Assumptions:
    """Everything the chance rests on, in points of 100 unless said otherwise. Shown wherever the chance is.

    `score`, `error`, `degrees`: the own score of what is known and its sampling error; `unknown`: points nobody knows
    anything of, which may bring anything from nought to all; `deducted`: taken off by the negative list; `inspector`,
    `day`: spread between inspectors and days; `bias`, `bias_spread`, `occasion`: the learnt difference; `line`.
    """

    score: float
    error: float
    degrees: int
    unknown: float
    deducted: float
    inspector: float
    day: float
    bias: float
    bias_spread: float
    occasion: float
    years: int
    line: float
    seed: int = 1

    def as_data(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Predicted:
    """Mean, spread, the chance (0 to 1) of at least the line, and 199 quantiles from 0.5 to 99.5 %.

    `assessors`: the spread that the assessors' own small sample adds, in points.
    """

    mean: float
    spread: float
    chance: float
    assessors: float
    quantiles: tuple[float, ...]

    def as_data(self) -> dict[str, Any]:
        return {**asdict(self), "quantiles": list(self.quantiles)}


def sampled(targets: Sequence[Target], draws: int, source: np.random.Generator, *, styles: str = EVERY) -> np.ndarray:
    """(draws,) how far the field points of the assessors' small sample lie from their mean, in points.

    Each check point's failures at each kind of site are drawn without replacement: of linear styles binomial with the
    finite population's factor, of those that count failures hypergeometric and then scored by the style itself. With
    `styles` "linear" the latter add nothing, as in forecasts of before.
    """
    away = np.zeros(draws)
    for target in targets:
        if target.population <= 0:
            continue
        if target.is_linear:
            away += _linear(target, draws, source)
        elif styles == EVERY:
            away += _counted(target, draws, source)
    return away


def _linear(target: Target, draws: int, source: np.random.Generator) -> np.ndarray:
    wanted = float(target.parameters.get("target", 1) or 1) if target.style == "ratio" else 1.0
    rate = np.zeros(draws)
    for cell in target.cells:
        drawn = max(1, min(cell.drawn, round(cell.population)))
        failed = source.binomial(drawn, min(1.0, max(0.0, cell.failing)), draws)
        left = np.sqrt(max(0.0, 1 - drawn / max(cell.population, drawn)))
        rate -= cell.population / target.population * left * (failed / drawn - cell.failing)
    mean = 1 - target.faults / target.population
    return np.asarray(target.available * (np.minimum(1.0, (mean + rate) / wanted) - min(1.0, mean / wanted)))


def _counted(target: Target, draws: int, source: np.random.Generator) -> np.ndarray:
    """What a larger sample finds more failures of is no scatter but part of the learnt difference: hence the mean."""
    whole = np.array([max(1, round(cell.population)) for cell in target.cells])
    drawn = np.minimum([max(1, cell.drawn) for cell in target.cells], whole)
    failing = np.rint(whole * np.clip([cell.failing for cell in target.cells], 0.0, 1.0)).astype(int)
    failed = source.hypergeometric(failing, whole - failing, drawn, (draws, len(whole)))
    points = np.nan_to_num(target.available * earned(target, failed, drawn))
    return np.asarray(points - points.mean())


def predicted(
    given: Assumptions, targets: Sequence[Target] = (), *, draws: int = DRAWS, styles: str = EVERY
) -> Predicted:
    """Own error + the assessors' sample + other inspectors + another day + the difference; ends at nought and 100.

    The same assumptions and targets give the same digits.
    """
    source = np.random.default_rng(given.seed)
    own = (
        source.standard_t(max(1, min(given.degrees, 10**6)), draws) if given.degrees else source.standard_normal(draws)
    )
    assessors = sampled(targets, draws, source, styles=styles)
    known = 1 - given.unknown / 100
    rest = source.random(draws) * given.unknown
    truth = (given.score + given.deducted + own * given.error) * known + rest
    people = source.standard_normal(draws) * given.inspector + source.standard_normal(draws) * given.day
    lasting = given.bias + source.standard_normal(draws) * given.bias_spread
    year = source.standard_normal(draws) * given.occasion
    found = np.clip(truth + assessors + people + lasting + year - given.deducted, 0.0, 100.0)
    quantiles = tuple(float(one) for one in np.quantile(found, QUANTILES))
    return Predicted(
        float(found.mean()),
        float(found.std(ddof=1)),
        float((found >= given.line).mean()),
        float(assessors.std(ddof=1)),
        quantiles,
    )
