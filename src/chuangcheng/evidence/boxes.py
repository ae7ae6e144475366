"""Where a picture is covered: boxes in thousandths of its upright width and height. Plain values only."""

from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from datetime import timedelta
from math import ceil, floor

SCALE = 1000
MOST_BOXES = 60
ORIGINAL_KEPT = timedelta(days=180)
"""How long the uncovered picture stays under lock: long enough for a dispute, then nobody has it."""


@dataclass(frozen=True, slots=True, order=True)
class Box:
    """Left, top, width and height, each from 0 to 1000; it lies inside the picture."""

    left: int
    top: int
    width: int
    height: int

    def covers(self, other: "Box") -> bool:
        """True if nothing of the other looks out."""
        return (
            self.left <= other.left
            and self.top <= other.top
            and self.left + self.width >= other.left + other.width
            and self.top + self.height >= other.top + other.height
        )


def boxes_of(raw: Iterable[Sequence[int]]) -> tuple[Box, ...]:
    """Boxes cut to the picture, each once, in order. ValueError: `too_many`, or `empty` for one without an inside."""
    found = set()
    for left, top, width, height in raw:
        right, bottom = min(left + width, SCALE), min(top + height, SCALE)
        left, top = max(left, 0), max(top, 0)
        if right <= left or bottom <= top:
            raise ValueError("empty")
        found.add(Box(left, top, right - left, bottom - top))
    if len(found) > MOST_BOXES:
        raise ValueError("too_many")
    return tuple(sorted(found))


def plain(boxes: Iterable[Box]) -> list[list[int]]:
    """As they are stored."""
    return [list(astuple(box)) for box in boxes]


def uncovered(before: Iterable[Box], after: Sequence[Box]) -> tuple[Box, ...]:
    """What was covered and would be seen again: each earlier box that no single later one covers wholly."""
    return tuple(old for old in before if not any(new.covers(old) for new in after))


def pixels(box: Box, width: int, height: int) -> tuple[int, int, int, int]:
    """Left, top, right and bottom in pixels (the last two included), rounded outwards."""
    left, top = floor(box.left * width / SCALE), floor(box.top * height / SCALE)
    right = ceil((box.left + box.width) * width / SCALE)
    bottom = ceil((box.top + box.height) * height / SCALE)
    return left, top, min(right, width) - 1, min(bottom, height) - 1
