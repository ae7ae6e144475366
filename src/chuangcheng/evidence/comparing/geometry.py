"""Do the features that two pictures share lie in the same order? One scale and one shift must explain them.

A copy, a crop and a screenshot keep every angle, so two matching pairs fix where all others must lie.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MOST_BITS = 11
MOST_PAIRS = 28
NEAR = 0.025
SIZES_AGREE = 1.4
SMALLEST, LARGEST = 0.2, 5.0
APART = 0.08


@dataclass(frozen=True, slots=True)
class Fit:
    """How well one picture's features lie on another's: `count` of those that agree; a point p of the one lies at
    `scale` × p + (`right`, `down`) of the other, in widths of each."""

    count: int
    scale: float = 1.0
    right: float = 0.0
    down: float = 0.0


NO_FIT = Fit(0)


def fit(asked: NDArray[np.void], stored: NDArray[np.void]) -> Fit:
    """The best scale and shift from the features asked about to those stored; both are rows of `words.LAYOUT`."""
    pairs = _pairs(asked, stored)
    if len(pairs) < 2:
        return NO_FIT
    ours, theirs = asked[pairs[:, 0]], stored[pairs[:, 1]]
    here, there = _points(ours), _points(theirs)
    i, j = np.triu_indices(len(pairs), 1)
    apart_here, apart_there = here[j] - here[i], there[j] - there[i]
    length = np.linalg.norm(apart_here, axis=1)
    scales = np.linalg.norm(apart_there, axis=1) / np.maximum(length, 1e-6)
    even = np.linalg.norm(apart_there - scales[:, None] * apart_here, axis=1) < NEAR
    usable = (length > APART) & (scales > SMALLEST) & (scales < LARGEST) & even
    if not usable.any():
        return NO_FIT
    scales, shifts = scales[usable], there[i[usable]] - scales[usable, None] * here[i[usable]]
    off = np.abs(scales[:, None, None] * here[None] + shifts[:, None] - there[None]).max(axis=2)
    grown = ours["size"].astype(np.float32) / np.maximum(theirs["size"].astype(np.float32), 1e-4)
    sizes = scales[:, None] * grown[None]
    agree = (off < NEAR) & (sizes < SIZES_AGREE) & (sizes > 1 / SIZES_AGREE)
    best = int(agree.sum(axis=1).argmax())
    inside = pairs[agree[best]]
    count = min(len(np.unique(inside[:, 0])), len(np.unique(inside[:, 1])))
    return Fit(count, float(scales[best]), float(shifts[best, 0]), float(shifts[best, 1]))


def _points(rows: NDArray[np.void]) -> NDArray[np.float32]:
    return np.stack([rows["x"], rows["y"]], axis=1).astype(np.float32)


def _pairs(asked: NDArray[np.void], stored: NDArray[np.void]) -> NDArray[np.intp]:
    """(index asked, index stored) of codes that differ in few bits, most alike first."""
    if not len(asked) or not len(stored):
        return np.zeros((0, 2), np.intp)
    bits = np.bitwise_count(asked["code"][:, None] ^ stored["code"][None])
    found = np.argwhere(bits <= MOST_BITS)
    order = np.argsort(bits[found[:, 0], found[:, 1]], kind="stable")
    return found[order[:MOST_PAIRS]]
