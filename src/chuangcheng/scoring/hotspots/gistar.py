"""Getis-Ord Gi* and the corrections for many tests. Pure.

Ord and Getis 1995, *Geographical Analysis* 27, 286–306, eq. 14: the sum of a place's own value and its neighbours',
less what n places of the same mean would give, over its standard deviation.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import special

Floats = NDArray[np.float64]


def gi_star(values: Sequence[float] | Floats, neighbours: Sequence[Sequence[int]]) -> Floats:
    """(n,) z of each place. `neighbours[i]`: numbers of the places around i; i itself is added. Weights are 0 and 1.

    A place whose neighbourhood is everything, and places that are all equal, have z = 0: nothing stands out.
    """
    x = np.asarray(values, float)
    n = len(x)
    if n < 2:
        return np.zeros(n)
    around = [sorted({i, *own}) for i, own in enumerate(neighbours)]
    count = np.array([len(own) for own in around], float)
    total = np.array([x[own].sum() for own in around])
    deviation = float(x.std())
    scale = deviation * np.sqrt(np.maximum(0.0, (n * count - count**2) / (n - 1)))
    return np.asarray(np.divide(total - x.mean() * count, scale, out=np.zeros(n), where=scale > 1e-12))


def one_sided(z: Floats) -> Floats:
    """How likely so large a z is where nothing stands out."""
    return np.asarray(special.ndtr(-z))


def false_discovery(p: Floats, *, any_dependence: bool) -> Floats:
    """(m,) adjusted p: what is below q is called out with a share of false alarms of q at most.

    Benjamini and Hochberg (1995) holds if the tests hang together positively; Benjamini and Yekutieli (2001), larger by
    1 + 1/2 + … + 1/m, holds however they hang together.
    """
    m = len(p)
    if not m:
        return np.zeros(0)
    order = np.argsort(p, kind="stable")
    factor = float((1 / np.arange(1, m + 1)).sum()) if any_dependence else 1.0
    stepped = np.minimum.accumulate((p[order] * m * factor / np.arange(1, m + 1))[::-1])[::-1]
    adjusted = np.empty(m)
    adjusted[order] = np.minimum(1.0, stepped)
    return adjusted


def freeman_tukey(observed: Floats, expected: Floats) -> Floats:
    """√O + √(O + 1) - √(4E + 1): how far a count lies from what was expected, with about the same spread whatever E
    (Freeman and Tukey 1950, *Ann. Math. Stat.* 21, 607–611)."""
    return np.asarray(np.sqrt(observed) + np.sqrt(observed + 1) - np.sqrt(4 * expected + 1))
