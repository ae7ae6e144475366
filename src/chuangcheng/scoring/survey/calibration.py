"""Weights brought to known totals: post-stratification and raking."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from chuangcheng.scoring.survey.design import Columns, Design, SurveyError, names_of
from chuangcheng.scoring.survey.estimates import Estimator, Rows
from chuangcheng.scoring.survey.sample import Floats, Ints, Sample, codes, read
from chuangcheng.scoring.survey.variance import covariance

MOST_PASSES = 500
CLOSE = 1e-11
"""Raking has come to rest when no weight changes by more than this share."""
SWEEPS = 10
"""Rounds in which scores are freed of the margins' means (as R's survey does it)."""


@dataclass(frozen=True, slots=True)
class Margin:
    """One set of cells with the weights before and after they were met, each of shape (n,)."""

    cell: Ints
    before: Floats
    after: Floats


class Calibrated(Estimator):
    """A sample whose weights meet known totals; `mean`, `total` and `ratio` take their columns without the frame."""

    def __init__(self, sample: Sample, margins: Sequence[Margin], *, is_raked: bool) -> None:
        super().__init__(sample)
        self.margins = tuple(margins)
        self.is_raked = is_raked

    @property
    def weights(self) -> Floats:
        """The new weights, shape (n,), in the order of the rows."""
        return self.sample.weights

    def residuals(self, scores: Floats) -> Floats:
        """Scores less what the cells explain: known totals have no error left (Deville and Särndal 1992)."""
        if not self.is_raked:
            [margin] = self.margins
            return _freed(scores, margin, margin.before)
        for _ in range(SWEEPS):
            for margin in self.margins:
                scores = _freed(scores, margin, np.ones_like(margin.before))
        return scores

    def variance(self, scores: Floats, rows: Rows | None = None) -> Floats:
        """Every row enters: outside a domain too the known totals have moved the weights."""
        return covariance(self.sample, self.residuals(scores.reshape(len(self.sample), -1)))


def _freed(scores: Floats, margin: Margin, by: Floats) -> Floats:
    """Scores (n, k) without the cells' means, the means being weighted by `by`."""
    after = np.where(margin.after > 0, margin.after, 1.0)
    cells = int(margin.cell.max()) + 1
    weight = np.bincount(margin.cell, by, cells)
    columns = [
        np.bincount(margin.cell, scores[:, k] * by / after, cells) / np.where(weight > 0, weight, 1.0)
        for k in range(scores.shape[1])
    ]
    means = np.stack(columns, axis=1)
    return np.asarray(scores - means[margin.cell] * after[:, None])


def post_stratify(frame: Any, design: Design, column: Columns, totals: Mapping[Any, float]) -> Calibrated:
    """Weights that meet the known number of elements in each cell of a column (or several: keys are then tuples).

    Returns an object with the same `mean`, `total`, `ratio`. SurveyError: a cell that is in the sample without a total,
    or has a total and is not in the sample. Source: Holt and Smith 1979.
    """
    sample = read(frame, design)
    cell, wanted = _cells(sample, names_of(column), totals)
    margin = _met(cell, wanted, sample.weights)
    return Calibrated(replace(sample, weights=margin.after), [margin], is_raked=False)


def rake(frame: Any, design: Design, margins: Mapping[str, Mapping[Any, float]]) -> Calibrated:
    """Weights that meet the known totals of several columns at once, one after the other until they rest.

    `margins`: for each column its cells' totals. Returns an object with the same `mean`, `total`, `ratio`.
    SurveyError as `post_stratify`, and where the margins have different sums or never come to rest. Source: Deming and
    Stephan 1940.
    """
    if not margins:
        raise SurveyError("margins: none were given")
    sample = read(frame, design)
    sums = {name: float(sum(totals.values())) for name, totals in margins.items()}
    if max(sums.values()) - min(sums.values()) > 1e-6 * max(sums.values()):
        raise SurveyError(f"margins: their sums differ ({', '.join(f'{k} {v:g}' for k, v in sums.items())})")
    cells = [_cells(sample, (name,), totals) for name, totals in margins.items()]
    weights = sample.weights
    for _ in range(MOST_PASSES):
        passed, before = [], weights
        for cell, wanted in cells:
            passed.append(_met(cell, wanted, weights))
            weights = passed[-1].after
        if np.allclose(weights, before, rtol=CLOSE, atol=0):
            return Calibrated(replace(sample, weights=weights), passed, is_raked=True)
    raise SurveyError("margins: the weights never come to rest; the margins contradict each other in this sample")


def _met(cell: Ints, wanted: Floats, weights: Floats) -> Margin:
    found = np.bincount(cell, weights, len(wanted))
    if (found <= 0).any():
        raise SurveyError("a cell weighs nothing in the sample, so it cannot be brought to its total")
    return Margin(cell, weights, weights * (wanted / found)[cell])


def _cells(sample: Sample, names: tuple[str, ...], totals: Mapping[Any, float]) -> tuple[Ints, Floats]:
    code, labels = codes(sample.frame, names)
    known = {key if isinstance(key, tuple) else (key,): float(value) for key, value in totals.items()}
    title = ", ".join(names)
    for label in labels:
        if label not in known:
            raise SurveyError(f"{title}: the sample has {label[0] if len(label) == 1 else label!r}, the totals do not")
    for key, value in known.items():
        if value > 0 and key not in labels:
            raise SurveyError(f"{title}: {key[0] if len(key) == 1 else key!r} has a total but is not in the sample")
        if value < 0:
            raise SurveyError(f"{title}: the total of {key[0] if len(key) == 1 else key!r} is below nought")
    return code, np.array([known[label] for label in labels])
