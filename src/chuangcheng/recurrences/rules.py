"""What counts as the same fault once more. Plain values only."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A fault was there at `at`, and was put right at `ended_at` (None: it still stands).

    `faults`: what it can be called, such as `check_point:12`, `standard:5`.
    """

    case_id: int
    at: datetime
    ended_at: datetime | None
    faults: frozenset[str]
    is_relapse: bool = False


def times(occurrences: Iterable[Occurrence]) -> list[Occurrence]:
    """Those that begin a time of their own, in order: whatever came before had been put right when it was found."""
    counted: list[Occurrence] = []
    stands_until: datetime | None = None
    is_standing = False
    for one in sorted(occurrences, key=lambda one: (one.at, one.case_id)):
        if not is_standing and (stands_until is None or stands_until <= one.at):
            counted.append(one)
        is_standing = is_standing or one.ended_at is None
        if one.ended_at is not None and (stands_until is None or one.ended_at > stands_until):
            stands_until = one.ended_at
    return counted


def recurring(
    occurrences: Sequence[Occurrence], faults: Sequence[str], most: int
) -> tuple[str, list[Occurrence]] | None:
    """The first of the faults (the most exact one stands first) that came `most` times, with these; None else."""
    for fault in faults:
        counted = times(one for one in occurrences if fault in one.faults)
        if len(counted) >= most:
            return fault, counted
    return None
