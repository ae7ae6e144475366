"""Coefficients of agreement on categories without an order. Pure.

Readings come as rows, one per thing judged: what each judge said, None for who did not. `counted` turns them into
counts (things, categories), of which all but Cohen's are made. Each is None where it is not defined.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Readings = Sequence[Sequence[str | None]]


def counted(readings: Readings, categories: Sequence[str]) -> Floats:
    """(things, categories) how many said so."""
    return np.array([[row.count(one) for one in categories] for row in readings], float).reshape(-1, len(categories))


def _paired(counts: Floats) -> Floats:
    return counts[counts.sum(axis=1) >= 2]


def observed(counts: Floats) -> float | None:
    """Share of pairs of readings of the same thing that agree, each thing weighing the same."""
    rows = _paired(counts)
    if not len(rows):
        return None
    n = rows.sum(axis=1)
    return float(((rows * (rows - 1)).sum(axis=1) / (n * (n - 1))).mean())


def gwet(counts: Floats) -> float | None:
    """AC1 (Gwet 2008, *Br. J. Math. Stat. Psychol.* 61, 29–48): chance agrees only on what is hard to judge."""
    found, categories = observed(counts), counts.shape[1]
    if found is None or categories < 2:
        return None
    rows = counts[counts.sum(axis=1) >= 1]
    share = (rows / rows.sum(axis=1, keepdims=True)).mean(axis=0)
    chance = float((share * (1 - share)).sum() / (categories - 1))
    return (found - chance) / (1 - chance)


def alpha(counts: Floats) -> float | None:
    """Krippendorff's alpha for categories, readings missing or not (Krippendorff 2011); None if all said the same."""
    rows = _paired(counts)
    if not len(rows):
        return None
    total = rows.sum()
    agreeing = ((rows * (rows - 1)).sum(axis=1) / (rows.sum(axis=1) - 1)).sum() / total
    margins = rows.sum(axis=0)
    chance = (margins * (margins - 1)).sum() / (total * (total - 1))
    return None if chance >= 1 else float((agreeing - chance) / (1 - chance))


def cohen(readings: Readings, categories: Sequence[str]) -> float | None:
    """Kappa of two judges (Cohen 1960, *Educ. Psychol. Meas.* 20, 37–46); None if both said one and the same always."""
    pairs = [row for row in readings if len(row) == 2 and row[0] is not None and row[1] is not None]
    if not pairs:
        return None
    places = {one: place for place, one in enumerate(categories)}
    table = np.zeros((len(categories), len(categories)))
    for first, second in pairs:
        table[places[str(first)], places[str(second)]] += 1
    table /= len(pairs)
    chance = float(table.sum(axis=1) @ table.sum(axis=0))
    return None if chance >= 1 - 1e-12 else float((np.trace(table) - chance) / (1 - chance))


def specific(counts: Floats, category: int) -> float | None:
    """If one says this, how likely another says it too (Cicchetti and Feinstein 1990, *J. Clin. Epidemiol.* 43)."""
    rows = _paired(counts)
    said = rows[:, category]
    if not said.sum():
        return None
    return float((said * (said - 1) / (rows.sum(axis=1) - 1)).sum() / said.sum())
