"""Hints of coached answers: identical patterns beyond chance, and answers faster than the questions can be read.

They are hints to look at, never a verdict: nothing is excluded by them.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

UNLIKELY = 0.001
"""Chance, over all patterns looked at, below which identical answers are shown."""
LEAST_ALIKE = 3
LEAST_QUESTIONS = 5
FAST = 0.4
"""Share of the median duration below which an answer is fast (Greszki, Meyer and Schoen 2015 use 0.3 to 0.5)."""
LEAST_TIMED = 10


@dataclass(frozen=True, slots=True)
class Given:
    """One person's answers as a pattern: key, group (community, batch of links) and the closed answers in order."""

    key: str
    group: str
    pattern: tuple[Any, ...]
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Alike:
    """Answers of one group that are identical, and how unlikely that is (all comparisons accounted for)."""

    group: str
    keys: tuple[str, ...]
    group_count: int
    chance: float


def tail(count: int, trials: int, chance: float) -> float:
    """P(X >= count) for X binomial, summed from the upper end."""
    if count <= 0 or chance >= 1:
        return 1.0
    logs = [
        math.lgamma(trials + 1)
        - math.lgamma(k + 1)
        - math.lgamma(trials - k + 1)
        + (k * math.log(chance) + (trials - k) * math.log1p(-chance) if chance > 0 else -math.inf)
        for k in range(count, trials + 1)
    ]
    top = max(logs, default=-math.inf)
    return 0.0 if top == -math.inf else min(1.0, math.exp(top) * sum(math.exp(one - top) for one in logs))


def alike(rows: Sequence[Given]) -> list[Alike]:
    """Groups in which the same pattern stands more often than chance allows, the least likely first.

    A pattern's chance is the greater of its share elsewhere (one added, so that an unseen pattern is not impossible)
    and the product of its answers' shares: satisfied people agree with each other without being coached. Bonferroni
    over all patterns that stand at least three times in a group.
    """
    groups: dict[str, list[Given]] = defaultdict(list)
    for row in rows:
        if len(row.pattern) >= LEAST_QUESTIONS:
            groups[row.group].append(row)
    everywhere = Counter(row.pattern for members in groups.values() for row in members)
    total = sum(everywhere.values())
    shares = _shares(everywhere)
    candidates = [
        (group, pattern, members)
        for group, members in groups.items()
        for pattern, count in Counter(row.pattern for row in members).items()
        if count >= LEAST_ALIKE
    ]
    found = []
    for group, pattern, members in candidates:
        keys = tuple(row.key for row in members if row.pattern == pattern)
        others = total - len(members)
        elsewhere = (everywhere[pattern] - len(keys) + 1) / (others + 2)
        independent = math.prod(shares[place, one] for place, one in enumerate(pattern))
        chance = tail(len(keys), len(members), max(elsewhere, independent)) * len(candidates)
        if chance < UNLIKELY:
            found.append(Alike(group, keys, len(members), min(chance, 1.0)))
    return sorted(found, key=lambda one: one.chance)


def _shares(everywhere: Mapping[tuple[Any, ...], int]) -> dict[tuple[int, Any], float]:
    counts: Counter[tuple[int, Any]] = Counter()
    totals: Counter[int] = Counter()
    for pattern, count in everywhere.items():
        for place, one in enumerate(pattern):
            counts[place, one] += count
            totals[place] += count
    return {key: count / totals[key[0]] for key, count in counts.items()}


def fast(rows: Sequence[Given]) -> list[Given]:
    """Answers given in less than 40 % of the median time; none while fewer than ten were timed."""
    timed = [row for row in rows if row.seconds is not None]
    if len(timed) < LEAST_TIMED:
        return []
    limit = FAST * median(row.seconds or 0 for row in timed)
    return [row for row in timed if (row.seconds or 0) < limit]
