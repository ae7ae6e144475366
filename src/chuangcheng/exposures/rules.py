"""The four groups, plates, and what may be said of small numbers. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

GROUPS = ("两牌", "两闯", "三驾", "三乱")
LEAST = 5
"""A smaller count could point to somebody."""
TRAFFIC_FACILITIES = ("FK06", "FK07", "FK08", "FK09", "FK22")
"""Bumps, signals, crossings, capture systems, signs, as the city's table of kinds has them."""
_PLATE = re.compile(r"[\u4e00-\u9fff][A-Z][A-Z0-9]{4,6}[学警挂港澳]?")


def normalised(plate: str) -> str:
    """Capital, half-width, without dots and blanks."""
    return re.sub(r"[\s·•.-]", "", unicodedata.normalize("NFKC", plate)).upper()


def is_plate(plate: str) -> bool:
    """Whether it has the form of a Chinese number plate; `plate` is normalised."""
    return _PLATE.fullmatch(plate) is not None and 7 <= len(plate) <= 8


def suppressed(counts: Mapping[str, int]) -> dict[str, int]:
    """Only the counts that may be shown. What is left out is in no total either, so that it cannot be subtracted."""
    return {name: count for name, count in counts.items() if count >= LEAST}


def by_hour(counts: Iterable[tuple[int, int]]) -> dict[int, int]:
    """(hour, count) summed and suppressed."""
    found: dict[int, int] = {}
    for hour, count in counts:
        found[hour] = found.get(hour, 0) + count
    return {hour: count for hour, count in sorted(found.items()) if count >= LEAST}
