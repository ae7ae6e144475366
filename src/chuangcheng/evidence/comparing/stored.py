"""What is kept of a picture and of a pair of pictures. Without OpenCV, so that reading it costs little."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

METHOD = 1
"""Counts up whenever the same picture would give other words: what was stored by another method is made anew."""

LAYOUT = np.dtype([("x", "<f2"), ("y", "<f2"), ("size", "<f2"), ("code", "<u8")])
"""One feature: where and how large it is, in widths of the photo, and its code."""
WORD_BITS = 28
WORD_MASK = np.uint64((1 << WORD_BITS) - 1)


def unpacked(content: bytes | memoryview) -> NDArray[np.void]:
    """Rows of LAYOUT from stored bytes."""
    return np.frombuffer(content, LAYOUT)


def words_of(rows: NDArray[np.void]) -> list[int]:
    """The words of features, each once."""
    return sorted({int(word) for word in rows["code"] & WORD_MASK})


@dataclass(frozen=True, slots=True)
class Outcome:
    """`kind`: how the later picture was made from the earlier (`exact`, `mirrored`, `screenshot`, `cropped`,
    `brightness`, `resized`, `recompressed`) or `different`; `score` from 0 to 1, how well they agree; `can_tell` is
    False where too little stands out on one of them to say whether they show one place."""

    kind: str
    score: float
    is_same_place: bool
    can_tell: bool = True

    @property
    def is_reused(self) -> bool:
        return self.kind != "different"


EXACT = Outcome("exact", 1.0, True)
