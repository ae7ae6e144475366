"""A picture made ready for comparing: grey, upright, at most 640 pixels long, without a screenshot's surroundings."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chuangcheng.evidence.pictures import upright
from chuangcheng.evidence.rules import KINDS, Hostile, media_type_of

SIDE = 640
SAME_TONE = 3
MOSTLY, FLAT = 0.6, 0.9
LEAST_LEFT = 0.2
ROUNDS = 4

Grey = NDArray[np.uint8]
"""Height × width, 0 black to 255 white."""


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One opened picture (two of them are never equal, so what was seen on it can be kept beside it).

    `whole` as it came; `photo` what is left of it without even surroundings, its upper left corner at `left`,
    `up`; `size` the picture's own width and height in pixels, before it was made smaller."""

    whole: Grey
    photo: Grey
    left: int
    up: int
    size: tuple[int, int]

    @property
    def is_trimmed(self) -> bool:
        """True if over 4 % of the picture are surroundings."""
        return self.photo.size < 0.96 * self.whole.size


def open_frame(content: bytes) -> Frame:
    """A frame from a file's bytes. Hostile with the codes of `rules` and `pictures`; `kind_unknown` for no picture."""
    media_type = media_type_of(content)
    if KINDS[media_type] != "image":
        raise Hostile("kind_unknown")
    picture = upright(content, media_type, SIDE)
    return frame_of(np.asarray(picture.image.convert("L")), picture.size)


def frame_of(whole: Grey, size: tuple[int, int] | None = None) -> Frame:
    """A frame from grey pixels that are small already."""
    up, down, left, right = 0, whole.shape[0], 0, whole.shape[1]
    for _ in range(2):
        # Side by side after top and bottom, and again: what stands above the photo may be wider than it.
        up, down = _kept(whole[:, left:right], up, down)
        left, right = _kept(whole[up:down].T, left, right)
    return Frame(whole, whole[up:down, left:right], left, up, size or (whole.shape[1], whole.shape[0]))


def _kept(lines: Grey, begin: int, end: int) -> tuple[int, int]:
    """What is left between even surroundings at both ends; all of it if hardly anything were left."""
    first = begin + _even(lines[begin:end])
    last = end - _even(lines[begin:end][::-1])
    return (first, last) if last - first >= LEAST_LEFT * lines.shape[0] else (begin, end)


def _even(lines: Grey) -> int:
    """How many lines at the start are surroundings: mostly one tone, with a clock and signs on it perhaps.

    A second band of another tone (the head of a chat) is taken too if it is quite even where it begins.
    """
    done = 0
    for _ in range(ROUNDS):
        if done >= len(lines):
            break
        tone = int(np.median(lines[done]))
        alike = np.abs(lines[done:].astype(np.int16) - tone) <= SAME_TONE
        shares = alike.mean(axis=1)
        if shares[0] < FLAT:
            break
        other = np.flatnonzero(shares < MOSTLY)
        done += int(other[0]) if other.size else len(lines) - done
    return done
