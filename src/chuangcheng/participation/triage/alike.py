"""Is it told already? Two reports compared by words, place, time and picture, each with its reason.

    score = 1 - (1 - near * late * (0.2 + 0.8 * words)) * (1 - picture)

`near` halves every 60 m and is 0 beyond 300 m (0.5 where the same address is written and a position is missing);
`late` halves every 45 days; `words` is the cosine of character bigrams, 0.5 where one says nothing;
`picture` is 0.95 for the same hash and falls to 0 at 10 of 64 different bits. Where both name a category and it
differs, `words` counts half. From `LIKELY` on a report is worth showing to the person who writes the next.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from chuangcheng.participation.triage.grams import folded

LIKELY = 0.4
REACH_M, HALF_M, HALF_DAYS = 300.0, 60.0, 45.0
MOST_BITS = 10
CELL_DEGREES = 0.004
"""At least 300 m along a parallel up to 47° north: what is within reach lies in a neighbouring cell."""
METRES = 111_195.0
MOST_COMPARED = 400


@dataclass(frozen=True, slots=True)
class Told:
    """A report as far as it is compared. WGS-84; `picture` are 64 bits of a perceptual hash; `category` a code."""

    id: str
    text: str
    at: datetime
    longitude: float | None = None
    latitude: float | None = None
    address: str = ""
    category: str = ""
    picture: int | None = None


@dataclass(frozen=True, slots=True)
class Likeness:
    """How likely two reports are one, 0 to 1, and why: `same_words` (share), `near` (metres), `same_address`,
    `later` (days between), `same_picture` (different bits)."""

    id: str
    score: float
    reasons: tuple[tuple[str, float], ...]


def likeness(one: Told, other: Told) -> Likeness:
    """Compare two reports; the id is the other's."""
    near, place = _near(one, other)
    days = abs((one.at - other.at).total_seconds()) / 86_400
    words = cosine(_bigrams(one.text), _bigrams(other.text))
    known = words if words is not None else 0.5
    if one.category and other.category and one.category != other.category:
        known /= 2
    by_place = near * 0.5 ** (days / HALF_DAYS) * (0.2 + 0.8 * known)
    picture, bits = _picture(one, other)
    reasons = [("same_picture", float(bits))] if picture else []
    reasons += [place] if place else []
    reasons += [("same_words", round(words, 2))] if words and words >= 0.2 else []
    reasons += [("later", round(days, 1))] if near else []
    return Likeness(other.id, round(1 - (1 - by_place) * (1 - picture), 4), tuple(reasons))


def metres(one: Told, other: Told) -> float | None:
    """Distance on a small plane; None where one has no position."""
    if one.longitude is None or one.latitude is None or other.longitude is None or other.latitude is None:
        return None
    east = (one.longitude - other.longitude) * math.cos(math.radians((one.latitude + other.latitude) / 2))
    return math.hypot(east, one.latitude - other.latitude) * METRES


def _near(one: Told, other: Told) -> tuple[float, tuple[str, float] | None]:
    distance = metres(one, other)
    if distance is not None:
        return (0.5 ** (distance / HALF_M), ("near", round(distance))) if distance <= REACH_M else (0.0, None)
    same = folded(one.address).strip()
    return (0.5, ("same_address", 1.0)) if same and same == folded(other.address).strip() else (0.0, None)


def _picture(one: Told, other: Told) -> tuple[float, int]:
    if one.picture is None or other.picture is None:
        return 0.0, 64
    bits = (one.picture ^ other.picture).bit_count()
    return 0.95 * max(0.0, 1 - bits / MOST_BITS), bits


def _bigrams(text: str) -> Counter[str]:
    plain = "".join(character for character in folded(text) if character.isalnum())
    return Counter(plain[at : at + 2] for at in range(len(plain) - 1))


def cosine(one: Counter[str], other: Counter[str]) -> float | None:
    """Of two bags; None where one is empty."""
    if not one or not other:
        return None
    dot = sum(count * other[word] for word, count in one.items())
    return dot / math.sqrt(sum(n * n for n in one.values()) * sum(n * n for n in other.values()))


class OpenReports:
    """Open reports by cell, address and part of the picture's hash, so that one is compared with few of 100,000."""

    def __init__(self, reports: Iterable[Told] = ()) -> None:
        self._blocks: dict[object, list[Told]] = defaultdict(list)
        for report in reports:
            self.add(report)

    def add(self, report: Told) -> None:
        """One more report is open."""
        if (cell := _cell(report)) is not None:
            self._blocks[cell].append(report)
        for key in _keys(report):
            self._blocks[key].append(report)

    def like(self, report: Told, *, least: float = LIKELY, most: int = 5) -> list[Likeness]:
        """Open reports that are likely the same, best first, itself left out. Of a crowded block the latest count."""
        found = {}
        for other in self._candidates(report):
            if other.id != report.id and other.id not in found:
                found[other.id] = likeness(report, other)
        ranked = sorted((one for one in found.values() if one.score >= least), key=lambda one: (-one.score, one.id))
        return ranked[:most]

    def _candidates(self, report: Told) -> Iterator[Told]:
        keys: list[object] = list(_keys(report))
        if (cell := _cell(report)) is not None:
            keys += [(cell[0] + east, cell[1] + north) for east in (-1, 0, 1) for north in (-1, 0, 1)]
        for key in keys:
            yield from self._blocks.get(key, ())[-MOST_COMPARED:]


def _cell(report: Told) -> tuple[int, int] | None:
    if report.longitude is None or report.latitude is None:
        return None
    return math.floor(report.longitude / CELL_DEGREES), math.floor(report.latitude / CELL_DEGREES)


def _keys(report: Told) -> Iterator[tuple[str, int, object]]:
    if address := folded(report.address).strip():
        yield "address", 0, address
    if report.picture is not None:
        # Nine different bits at most still count: one of ten bands is then the same in both.
        for band in range(MOST_BITS):
            yield "picture", band, tuple(report.picture >> bit & 1 for bit in range(band, 64, MOST_BITS))
