"""What the public vote says: its voice beside the jury, and days that look like a drive for one candidate."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from statistics import median

LEAST_OF_SWING = 20
TIMES_OF_SWING = 4


@dataclass(frozen=True, slots=True)
class Swing:
    """A day on which one candidate got far more than on its other days."""

    nomination: int
    on: date
    count: int
    usual: float


def as_voice(counts: Mapping[int, int], nomination: int) -> float:
    """Votes as a mark from 0 to 100: the candidate with the most has 100, the others in proportion."""
    most = max(counts.values(), default=0)
    return 100 * counts.get(nomination, 0) / most if most else 0.0


def swings(daily: Mapping[int, Mapping[date, int]]) -> list[Swing]:
    """Days with at least 20 votes for a candidate and more than four times its median of the other days.

    A flag for a person who looks, never a reason to strike a vote: enthusiasm looks the same.
    """
    days = sorted({day for counts in daily.values() for day in counts})
    found = []
    for nomination, counts in sorted(daily.items()):
        for day, count in sorted(counts.items()):
            others = [counts.get(other, 0) for other in days if other != day]
            usual = float(median(others)) if others else 0.0
            if others and count >= LEAST_OF_SWING and count > TIMES_OF_SWING * usual:
                found.append(Swing(nomination, day, count, usual))
    return found
