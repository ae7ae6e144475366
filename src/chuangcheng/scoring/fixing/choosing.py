"""Which repairs to take within the hours there are: a bounded knapsack, solved exactly.

Items come in pieces of whole hours (rounded up, so that the choice always fits). Pieces of one item are alike; they are
bundled in powers of two and the table of Bellman (1957) is filled once: the sum of worth is the greatest possible.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np


@dataclass(frozen=True, slots=True)
class Item:
    """`count` pieces of the same kind; each is worth `worth` and takes `hours`."""

    key: str
    count: int
    worth: float
    hours: float


@dataclass(frozen=True, slots=True)
class Choice:
    """key -> pieces taken; the worth of all, and the whole hours they take."""

    taken: dict[str, int]
    worth: float
    hours: int


def whole_hours(item: Item) -> int:
    """At least one."""
    return max(1, ceil(item.hours - 1e-9))


def bundled(items: Sequence[Item], capacity: int) -> list[tuple[Item, int]]:
    """(item, pieces): bundles of 1, 2, 4, … and a rest, so that every number from nought to `count` can be made."""
    found = []
    for item in items:
        left = min(item.count, capacity // whole_hours(item))
        size = 1
        while left > 0 and item.worth > 0:
            pieces = min(size, left)
            found.append((item, pieces))
            left -= pieces
            size *= 2
    return found


def choose(items: Sequence[Item], capacity: int) -> Choice:
    """The choice of the greatest worth that takes at most `capacity` hours; time and space bundles × hours."""
    bundles = bundled(items, capacity)
    best = np.zeros(capacity + 1)
    kept = np.zeros((len(bundles), capacity + 1), dtype=bool)
    for row, (item, pieces) in enumerate(bundles):
        hours = whole_hours(item) * pieces
        if hours > capacity:
            continue
        with_it = np.full(capacity + 1, -np.inf)
        with_it[hours:] = best[: capacity + 1 - hours] + item.worth * pieces
        kept[row] = with_it > best
        best = np.where(kept[row], with_it, best)
    taken: dict[str, int] = {}
    left = capacity
    for row in range(len(bundles) - 1, -1, -1):
        if kept[row, left]:
            item, pieces = bundles[row]
            taken[item.key] = taken.get(item.key, 0) + pieces
            left -= whole_hours(item) * pieces

    worth = sum(item.worth * taken.get(item.key, 0) for item in items)
    return Choice(taken, float(worth), capacity - left)


def greedy(items: Sequence[Item], capacity: int) -> Choice:
    """What one would take by worth per hour, piece by piece: shown beside the choice, never better than it."""
    taken: dict[str, int] = {}
    left = capacity
    for item in sorted(items, key=lambda one: (-one.worth / whole_hours(one), one.key)):
        pieces = min(item.count, left // whole_hours(item)) if item.worth > 0 else 0
        if pieces:
            taken[item.key] = pieces
            left -= pieces * whole_hours(item)
    worth = sum(item.worth * taken.get(item.key, 0) for item in items)
    return Choice(taken, float(worth), capacity - left)
