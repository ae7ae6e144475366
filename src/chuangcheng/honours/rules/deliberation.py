"""From marks to an order: weights, means over jurors, how far the jurors agree, and the order each one reads in."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import fmean

from chuangcheng.honours.rules.programme import MOST_MARK, Criterion


def weighted(criteria: Sequence[Criterion], marks: Mapping[str, int]) -> float:
    """One juror's marks (0 to 10 by criterion) as one number from 0 to 100. ValueError where a mark is missing."""
    if any(one.code not in marks or not 0 <= marks[one.code] <= MOST_MARK for one in criteria):
        raise ValueError("a mark from 0 to 10 for every criterion")
    weight = sum(one.weight for one in criteria)
    return 100 * sum(one.weight * marks[one.code] for one in criteria) / (weight * MOST_MARK)


def blind_order(seed: str, juror: int, nominations: Iterable[int]) -> list[int]:
    """The order in which one juror reads the candidates: shuffled, the same each time, another one for each juror,
    so that who stands first gains nothing over the whole jury."""
    return sorted(nominations, key=lambda one: hashlib.sha256(f"{seed}/{juror}/{one}".encode()).digest())


def is_quorate(marked: int, seated: int) -> bool:
    """More than half of the jurors who may judge this candidate have."""
    return seated > 0 and 2 * marked > seated


def mean_of(values: Iterable[float], voice: float | None = None) -> float:
    """The mean over jurors; the public vote, where there was one, counts as one more juror."""
    given = [*values, *([] if voice is None else [voice])]
    return round(fmean(given), 4)


@dataclass(frozen=True, slots=True)
class Voice:
    """What one candidate got: from each juror who judged it, and from the public vote (None: there was none)."""

    nomination: int
    marks: tuple[float, ...]
    public: float | None = None

    @property
    def score(self) -> float:
        return mean_of(self.marks, self.public)


def ranking(voices: Iterable[Voice]) -> list[tuple[int, float, int]]:
    """(nomination, score, rank) from the best; equal scores share a rank, and the next one counts on (1, 1, 3)."""
    rows = sorted(voices, key=lambda one: (-one.score, one.nomination))
    found, seen = [], 0
    for score, group in groupby(rows, key=lambda one: one.score):
        same = list(group)
        found += [(one.nomination, score, seen + 1) for one in same]
        seen += len(same)
    return found


def agreement(marks: Mapping[int, Mapping[int, float]]) -> float | None:
    """Kendall's W with the correction for ties, 0 (none) to 1 (the same order); None where there is nothing to say.

    `marks`: juror -> candidate -> mark. Candidates count that every juror judged. M. G. Kendall and B. Babington Smith,
    "The Problem of m Rankings", Annals of Mathematical Statistics 10 (1939): W = 12 S / (m² (n³ − n) − m ΣT).
    """
    jurors = [dict(one) for one in marks.values() if one]
    common = sorted(set.intersection(*(set(one) for one in jurors))) if jurors else []
    m, n = len(jurors), len(common)
    if m < 2 or n < 2:
        return None
    ranks, ties = [], 0
    for one in jurors:
        order, tied = _ranks([one[name] for name in common])
        ranks.append(order)
        ties += tied
    sums = [sum(column) for column in zip(*ranks, strict=True)]
    middle = fmean(sums)
    spread = sum((value - middle) ** 2 for value in sums)
    below = m * m * (n**3 - n) - m * ties
    return round(min(1.0, 12 * spread / below), 4) if below else None


def _ranks(values: Sequence[float]) -> tuple[list[float], int]:
    """Mid-ranks from the best, and Σ(t³ − t) over the groups of ties."""
    places: dict[float, list[int]] = {}
    for place, value in enumerate(sorted(values, reverse=True), start=1):
        places.setdefault(value, []).append(place)
    tied = sum(len(group) ** 3 - len(group) for group in places.values())
    return [fmean(places[value]) for value in values], tied
