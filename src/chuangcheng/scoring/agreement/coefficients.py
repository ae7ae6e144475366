"""Coefficients of agreement on categories without an order. Pure.

Readings come as rows, one per thing judged: what each judge said, None for who did not. `counted` turns them into
counts (things, categories), of which all but Cohen's are made. `weights` says how often each row occurs (once, where
nothing is said). Each coefficient is None where it is not defined.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Readings = Sequence[Sequence[str | None]]


def counted(readings: Readings, categories: Sequence[str]) -> Floats:
    """(things, categories) how many said so."""
    return np.array([[list(row).count(one) for one in categories] for row in readings], float).reshape(
        -1, len(categories)
    )


def _kept(counts: Floats, weights: Floats | None, least: int) -> tuple[Floats, Floats, Floats]:
    """Rows with at least so many readings, how many each has, and their weights."""
    n = counts.sum(axis=1)
    weights = np.ones(len(counts)) if weights is None else weights
    keep = (n >= least) & (weights > 0)
    return counts[keep], n[keep], weights[keep]


def observed(counts: Floats, weights: Floats | None = None) -> float | None:
    """Share of pairs of readings of the same thing that agree, each thing weighing the same."""
    rows, n, w = _kept(counts, weights, 2)
    if not len(rows):
        return None
    return float(w @ ((rows * (rows - 1)).sum(axis=1) / (n * (n - 1))) / w.sum())


def gwet(counts: Floats, weights: Floats | None = None) -> float | None:
    """AC1 (Gwet 2008, *Br. J. Math. Stat. Psychol.* 61, 29–48): chance agrees only on what is hard to judge."""
    found, categories = observed(counts, weights), counts.shape[1]
    if found is None or categories < 2:
        return None
    rows, n, w = _kept(counts, weights, 1)
    share = w @ (rows / n[:, np.newaxis]) / w.sum()
    chance = float((share * (1 - share)).sum() / (categories - 1))
    return (found - chance) / (1 - chance)


def alpha(counts: Floats, weights: Floats | None = None) -> float | None:
    """Krippendorff's alpha for categories, readings missing or not (Krippendorff 2011); None if all said the same."""
    rows, n, w = _kept(counts, weights, 2)
    if not len(rows):
        return None
    total = w @ n
    agreeing = w @ ((rows * (rows - 1)).sum(axis=1) / (n - 1)) / total
    margins = w @ rows
    chance = (margins * (margins - 1)).sum() / (total * (total - 1))
    return None if chance >= 1 - 1e-12 else float((agreeing - chance) / (1 - chance))


def cohen(readings: Readings, categories: Sequence[str], weights: Floats | None = None) -> float | None:
    """Kappa of two judges (Cohen 1960, *Educ. Psychol. Meas.* 20, 37–46); None if both said one and the same always."""
    weights = np.ones(len(readings)) if weights is None else weights
    places: dict[str | None, int] = {one: place for place, one in enumerate(categories)}
    table = np.zeros((len(categories), len(categories)))
    for row, weight in zip(readings, weights, strict=True):
        if len(row) == 2 and row[0] in places and row[1] in places:
            table[places[row[0]], places[row[1]]] += weight
    if not table.sum():
        return None
    table /= table.sum()
    chance = float(table.sum(axis=1) @ table.sum(axis=0))
    return None if chance >= 1 - 1e-12 else float((np.trace(table) - chance) / (1 - chance))


def specific(counts: Floats, category: int, weights: Floats | None = None) -> float | None:
    """If one says this, how likely another says it too (Cicchetti and Feinstein 1990, *J. Clin. Epidemiol.* 43)."""
    rows, n, w = _kept(counts, weights, 2)
    said = rows[:, category]
    if not w @ said:
        return None
    return float(w @ (said * (said - 1) / (n - 1)) / (w @ said))
