"""The score of every standard under draws that might have been: the rescaled bootstrap over sites."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from scipy import sparse

from chuangcheng.scoring.estimating.drawn import Drawn, Floats, Ints
from chuangcheng.scoring.estimating.styles import shares_of

REPLICATES = 1000
BLOCK = 100  # replicates at a time: 100 x 32,000 sites are 26 MB


@dataclass(frozen=True, slots=True)
class Standard:
    """What a standard's share of points follows from; `points`: the check points that bear on it."""

    code: str
    style: str
    parameters: Mapping[str, float]
    available: float
    points: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Replicates:
    """Shares of points, 0 to 1: `sample` (standards,) as drawn, `shares` (replicates, standards) as it might have been.

    In the order of `codes`; only standards that were judged are there.
    """

    codes: tuple[str, ...]
    available: Floats
    sample: Floats
    shares: Floats = field(repr=False)


@dataclass(frozen=True, slots=True)
class _Sums:
    """Sums per check point: weighted observed and passed, and failures counted; each (replicates, points)."""

    observed: Floats
    passed: Floats
    failed: Floats


def resampled(
    sample: Drawn, standards: Sequence[Standard], *, replicates: int = REPLICATES, seed: int = 1
) -> Replicates:
    """Shares of the judged standards in `replicates` draws.

    Of the n sites of a stratum n - 1 are drawn again with replacement (Rao, Wu and Yue 1992). Rates take the weights
    w (1 - c + c n / (n - 1) times), c² = 1 - n / N, which keeps the finite population correction; styles that count
    failures take the sites as they were drawn again, n / (n - 1) times. What a replicate does not judge keeps the
    share of the sample. The same seed gives the same figures; standards may come in any order.
    """
    columns, of_point = np.unique(sample.point, return_inverse=True)
    place = {int(point): number for number, point in enumerate(columns)}
    judged = [one for one in standards if any(point in place for point in one.points)]
    shape = (len(sample.stratum), len(columns))
    tables = [
        sparse.csr_matrix((values, (sample.unit, of_point)), shape=shape)
        for values in (
            sample.observed * sample.weights[sample.unit],
            sample.passed * sample.weights[sample.unit],
            sample.observed - sample.passed,
        )
    ]
    whole = _Sums(*(np.asarray(table.sum(axis=0)) for table in tables))
    points = [np.array([place[point] for point in one.points if point in place], dtype=np.int64) for one in judged]
    plain = [_shares(one, whole, columns_of)[0] for one, columns_of in zip(judged, points, strict=True)]
    blocks = []
    for rescaled, times in _factors(sample, replicates, seed):
        sums = _Sums(rescaled @ tables[0], rescaled @ tables[1], times @ tables[2])
        found = [_shares(one, sums, columns_of) for one, columns_of in zip(judged, points, strict=True)]
        blocks.append(
            np.column_stack(
                [np.where(np.isnan(share), kept, share) for share, kept in zip(found, plain, strict=True)]
                or [np.zeros((len(rescaled), 0))]
            )
        )
    available = np.array([one.available for one in judged])
    return Replicates(tuple(one.code for one in judged), available, np.array(plain), np.concatenate(blocks))


def _factors(sample: Drawn, replicates: int, seed: int) -> Iterator[tuple[Floats, Floats]]:
    """Blocks of (rescaled weights' factors, times drawn again), each (block, units)."""
    source = np.random.default_rng(seed)
    members = [np.flatnonzero(sample.stratum == group) for group in range(len(sample.drawn))]
    left = np.sqrt(np.maximum(0.0, 1 - sample.drawn / sample.size))
    for begun in range(0, replicates, BLOCK):
        count = min(BLOCK, replicates - begun)
        rescaled, times = np.ones((count, len(sample.stratum))), np.ones((count, len(sample.stratum)))
        for group, units in enumerate(members):
            n = len(units)
            # A stratum seen whole, or of one site alone, is as it is.
            if n < 2 or left[group] == 0:
                continue
            again = source.multinomial(n - 1, np.full(n, 1 / n), size=count) * (n / (n - 1))
            times[:, units] = again
            rescaled[:, units] = 1 - left[group] + left[group] * again
        yield rescaled, times


def _shares(one: Standard, sums: _Sums, points: Ints) -> Floats:
    return shares_of(
        one.style,
        one.parameters,
        one.available,
        observed=sums.observed[:, points],
        passed=sums.passed[:, points],
        failed=sums.failed[:, points],
    )
