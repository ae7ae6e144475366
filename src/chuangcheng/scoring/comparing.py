"""Two periods of one place compared, honest about small counts. Pure.

Shares: the interval of Korn and Graubard for each, visits as clusters, joined by MOVER (Newcombe 1998; Zou and Donner
2008). Counts by week: their ratio given the sum, Clopper and Pearson's at the effective counts.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy import special

from chuangcheng.scoring.survey.intervals import LEVEL, korn_graubard


@dataclass(frozen=True, slots=True)
class Share:
    """Not met of judged (0 to 1) at so many visits; an interval from two visits on."""

    visits: int
    judged: int
    failed: int
    value: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A difference or a ratio with its 95 % interval; `nothing` is its value where nothing changed (0 or 1)."""

    value: float | None
    low: float
    high: float | None
    nothing: float

    @property
    def says(self) -> str:
        """`fewer`, `more`, or `open`: the interval holds the value of no change."""
        if self.high is not None and self.high < self.nothing:
            return "fewer"
        return "more" if self.low > self.nothing else "open"


def share(visits: Sequence[tuple[int, int]]) -> Share:
    """The share of (judged, not met) of visits; a visit that judged nothing does not count."""
    rows = np.array(sorted(one for one in visits if one[0]), float).reshape(-1, 2)
    count, judged, failed = len(rows), rows[:, 0].sum(), rows[:, 1].sum()
    if not count:
        return Share(0, 0, 0)
    value = failed / judged
    if count < 2:
        return Share(count, int(judged), int(failed), value)
    scatter = ((rows[:, 1] - value * rows[:, 0]) ** 2).sum()
    variance = max(count / (count - 1) * scatter / judged**2, value * (1 - value) / judged)
    found = korn_graubard(value, variance, int(judged), count, count - 1)
    return Share(count, int(judged), int(failed), value, found.low, found.high)


def difference(before: Share, after: Share) -> Change | None:
    """after - before of two shares; None where either has no interval."""
    if before.value is None or after.value is None or before.low is None or after.low is None:
        return None
    assert before.high is not None and after.high is not None
    middle = after.value - before.value
    down = np.hypot(after.value - after.low, before.high - before.value)
    up = np.hypot(after.high - after.value, before.value - before.low)
    return Change(middle, max(-1.0, middle - float(down)), min(1.0, middle + float(up)), 0.0)


def ratio(before: Sequence[int], after: Sequence[int], level: float = LEVEL) -> Change | None:
    """after / before of the counts per week; None where a period has no week, or nothing happened in either.

    Given their sum, the count after is binomial (Przyborowski and Wilenski 1940). Weeks scatter more than chance has
    it: both counts are divided by the dispersion of the weeks (at least 1) first. `high` None: without bound.
    """
    weeks, counts = (len(before), len(after)), (sum(before), sum(after))
    if not all(weeks) or not sum(counts):
        return None
    spread = _dispersion(before, after)
    then, now, tail = counts[0] / spread, counts[1] / spread, (1 - level) / 2
    low = float(special.betaincinv(now, then + 1, tail)) if now else 0.0
    high = float(special.betaincinv(now + 1, then, 1 - tail)) if then else 1.0
    scale = weeks[0] / weeks[1]
    value = counts[1] / counts[0] * scale if counts[0] else None
    return Change(value, low / (1 - low) * scale, high / (1 - high) * scale if high < 1 else None, 1.0)


def _dispersion(*periods: Sequence[int]) -> float:
    spread, degrees = 0.0, 0
    for weeks in periods:
        middle = sum(weeks) / len(weeks)
        if middle:
            spread += sum((one - middle) ** 2 for one in weeks) / middle
            degrees += len(weeks) - 1
    return max(1.0, spread / degrees) if degrees else 1.0
