"""Which answers may be stored together, so that none of them can be joined to who gave it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TypeVar

LEAST_TOGETHER = 10
"""Answers of one sample that are moved at once, at least: each hides among these."""
LEAST_OF_CLUSTER = 3
"""Answers of one community at once, at least: its addresses are known while interviewers work."""
SMALLEST_CELL = 5
"""Fewer answers than this are not shown as a figure of their own."""
STEP_SECONDS = 30
LONGEST_SECONDS = 3600

Key = TypeVar("Key")


def ripe(waiting: Sequence[tuple[Key, int | None]]) -> list[Key]:
    """The keys that may be moved now, out of (key, cluster or None) of one sample; none until ten may go together."""
    clusters: dict[int | None, list[Key]] = defaultdict(list)
    for key, cluster in waiting:
        clusters[cluster].append(key)
    ready = [
        key for cluster, keys in clusters.items() if cluster is None or len(keys) >= LEAST_OF_CLUSTER for key in keys
    ]
    return ready if len(ready) >= LEAST_TOGETHER else []


def coarse(seconds: float | None) -> int | None:
    """A duration in steps of half a minute, an hour at most: fine enough for haste, too coarse for a key."""
    if seconds is None or seconds < 0:
        return None
    return int(min(seconds, LONGEST_SECONDS) // STEP_SECONDS * STEP_SECONDS)


def shown_counts(counts: Mapping[Key, int]) -> dict[Key, int | None]:
    """Counts with small cells taken out (None). A single small cell takes the next smallest with it: otherwise the
    sum would give it away."""
    small = [key for key, count in counts.items() if 0 < count < SMALLEST_CELL]
    if len(small) == 1:
        rest = [key for key, count in counts.items() if count >= SMALLEST_CELL]
        small += sorted(rest, key=lambda key: counts[key])[:1]
    return {key: None if key in small else count for key, count in counts.items()}
