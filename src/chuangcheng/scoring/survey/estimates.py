"""Means, totals and ratios, for the whole or for domains, with Taylor-linearised standard errors."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from chuangcheng.scoring.survey.design import Columns, Design, SurveyError, names_of
from chuangcheng.scoring.survey.intervals import LEVEL, Interval, proportion, student
from chuangcheng.scoring.survey.sample import Floats, Sample, codes, numbers, read
from chuangcheng.scoring.survey.variance import covariance, degrees_of_freedom

Rows = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its standard error, the ends of its 95 % interval and the degrees of freedom of the design."""

    value: float
    standard_error: float
    low: float
    high: float
    degrees_of_freedom: int


@dataclass(frozen=True, slots=True)
class Table:
    """Estimates by domain, in the order of the domains' values: `table["E"]`, or `table[("E", 2)]` by two columns."""

    by: tuple[str, ...]
    rows: tuple[tuple[tuple[Any, ...], Estimate], ...]
    _places: dict[tuple[Any, ...], Estimate] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_places", dict(self.rows))

    def __getitem__(self, key: Any) -> Estimate:
        return self._places[key if isinstance(key, tuple) else (key,)]

    def __iter__(self) -> Iterator[tuple[tuple[Any, ...], Estimate]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def records(self) -> list[dict[str, Any]]:
        """One dict per domain, ready for pandas, polars or Arrow."""
        return [
            {
                **dict(zip(self.by, key, strict=True)),
                "value": one.value,
                "standard_error": one.standard_error,
                "low": one.low,
                "high": one.high,
                "degrees_of_freedom": one.degrees_of_freedom,
            }
            for key, one in self.rows
        ]


class Estimator:
    """Estimates from one sample. A calibrated sample differs only in its weights and in what it takes from scores."""

    def __init__(self, sample: Sample) -> None:
        self.sample = sample

    def residuals(self, scores: Floats) -> Floats:
        """What is left of the scores (n, k) once known totals are known; everything, where none are."""
        return scores

    def variance(self, scores: Floats, rows: Rows | None = None) -> Floats:
        """Covariance of the sums of scores (n, k)."""
        return covariance(self.sample, self.residuals(scores.reshape(len(self.sample), -1)), rows)

    def mean(self, value: str, by: Columns = None) -> Any:
        """Weighted mean of a column. A column of noughts and ones is a proportion and gets a proportion's interval."""
        x = numbers(self.sample.frame, value)
        return self._by(by, lambda rows: self._ratio_of(x, np.ones_like(x), rows, value))

    def total(self, value: str, by: Columns = None) -> Any:
        """Weighted total of a column."""
        x = numbers(self.sample.frame, value)
        return self._by(by, lambda rows: self._total_of(x, rows))

    def ratio(self, numerator: str, denominator: str, by: Columns = None) -> Any:
        """Ratio of two weighted totals. SurveyError where the denominator's total is nought."""
        y, x = numbers(self.sample.frame, numerator), numbers(self.sample.frame, denominator)
        return self._by(by, lambda rows: self._ratio_of(y, x, rows, denominator))

    def _by(self, by: Columns, estimate: Any) -> Any:
        names = names_of(by)
        if not names:
            return estimate(np.ones(len(self.sample), dtype=bool))
        code, labels = codes(self.sample.frame, names)
        return Table(names, tuple((label, estimate(code == number)) for number, label in enumerate(labels)))

    def _total_of(self, x: Floats, rows: Rows) -> Estimate:
        scores = x * self.sample.weights * rows
        error = self._error(scores, rows)
        value, degrees = float(scores.sum()), degrees_of_freedom(self.sample, rows)
        return _estimate(value, error, student(value, error, degrees, LEVEL), degrees)

    def _ratio_of(self, y: Floats, x: Floats, rows: Rows, name: str) -> Estimate:
        weights = self.sample.weights * rows
        below = float((x * weights).sum())
        if below == 0:
            raise SurveyError(f"{name}: its total is nought, so nothing can be divided by it")
        value = float((y * weights).sum()) / below
        error = self._error((y - value * x) * weights / below, rows)
        degrees = degrees_of_freedom(self.sample, rows)
        judged = rows & (x == 1)
        if _is_share(y[rows], x[rows]):
            interval = proportion(self.sample, y == 1, judged, value, error**2, LEVEL)
        else:
            interval = student(value, error, degrees, LEVEL)
        return _estimate(value, error, interval, degrees)

    def _error(self, scores: Floats, rows: Rows) -> float:
        return float(np.sqrt(max(0.0, self.variance(scores, rows)[0, 0])))


def _is_share(y: Floats, x: Floats) -> bool:
    """True if the ratio is a share: noughts and ones, and what counts above counts below."""
    return bool(np.isin(y, (0, 1)).all() and np.isin(x, (0, 1)).all() and (y <= x).all())


def _estimate(value: float, error: float, interval: Interval, degrees: int) -> Estimate:
    return Estimate(value, error, interval.low, interval.high, degrees)


def mean(frame: Any, value: str, design: Design, by: Columns = None) -> Any:
    """Mean of a column of `frame` (pandas, polars or Arrow): an Estimate, or a Table by the domains of `by`.

    Hájek's mean with its linearised variance (Särndal et al. 1992, §5.7); a domain's variance keeps the drawn units in
    which nothing of it was found. SurveyError names what is wrong with a column, row or stratum.
    """
    return Estimator(read(frame, design)).mean(value, by)


def total(frame: Any, value: str, design: Design, by: Columns = None) -> Any:
    """Total of a column (Horvitz and Thompson 1952): an Estimate, or a Table by domains. Errors as `mean`."""
    return Estimator(read(frame, design)).total(value, by)


def ratio(frame: Any, numerator: str, denominator: str, design: Design, by: Columns = None) -> Any:
    """Ratio of two totals (Särndal et al. 1992, §5.6): an Estimate, or a Table by domains. Errors as `mean`."""
    return Estimator(read(frame, design)).ratio(numerator, denominator, by)
