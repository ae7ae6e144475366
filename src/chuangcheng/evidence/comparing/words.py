"""What is stored of a picture to find it again: up to forty features, each with a place, a code and a word.

A feature is a blob that stands out at its own scale (SIFT, Lowe 2004) in the picture at 128 pixels, described by the
gradients of a region that covers a fifth of the picture or more. The 4 × 4 × 8 histogram is turned by cosines in
space and sines in direction; the signs of the 64 strongest coefficients against their usual value are the `code`, of
the first 28 the `word`. A crop loses features at its edges and keeps the others, words and all.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from chuangcheng.evidence.comparing.frames import Grey
from chuangcheng.evidence.comparing.stored import LAYOUT, WORD_BITS, WORD_MASK, words_of

SIDE = 128
STORED, ASKED = 40, 60
PROBES = 16
STRONGEST = (
    "003 002 001 102 011 202 021 302 031 100 103 013 004 010 112 111 023 212 203 121 "
    "101 012 000 211 200 104 014 122 231 113 201 322 006 020 221 312 007 204 114 131 "
    "005 110 024 022 213 222 123 106 033 214 015 124 303 016 206 105 304 034 224 210 "
    "025 223 300 120"
).split()
"""Turns down, turns across, wave in direction (0 even, odd cosines, even sines, 7 alternating), those first that
differ most between regions of rendered streets and of photographs."""
USUAL = {"000": 0.745, "200": -0.107, "020": -0.091, "007": 0.046, "003": -0.033, "002": 0.031}
"""The middle of the few coefficients whose middle is not nought."""


def _turning() -> NDArray[np.float32]:
    """64 × 128: the coefficients of a description."""
    places, ways = np.arange(4), 2 * np.pi * np.arange(8) / 8
    across = np.array([np.cos(np.pi * (places + 0.5) * turns / 4) for turns in range(4)])
    waves = [np.ones(8)]
    for turns in (1, 2, 3):
        waves += [np.cos(turns * ways), np.sin(turns * ways)]
    around = np.array([*waves, np.cos(4 * ways)])
    across /= np.linalg.norm(across, axis=1, keepdims=True)
    around /= np.linalg.norm(around, axis=1, keepdims=True)
    rows = [
        np.einsum("i,j,k->ijk", across[int(y)], across[int(x)], around[int(w)]) for y, x, w in map(tuple, STRONGEST)
    ]
    return np.array(rows, np.float32).reshape(64, 128)


TURNING = _turning()
MIDDLE = np.array([USUAL.get(one, 0.0) for one in STRONGEST], np.float32)
BITS = np.uint64(1) << np.arange(64, dtype=np.uint64)
UNSURE = 8
TURNED = np.array(
    [(-1) ** int(x) * (1, -1, 1, 1, -1, -1, 1, 1)[int(w)] for _y, x, w in map(tuple, STRONGEST)], np.float32
)
"""The sign that each coefficient takes in a mirror; those whose middle is not nought keep theirs."""
TURNED_BITS = np.where(TURNED < 0, BITS, np.uint64(0)).sum(dtype=np.uint64)


def _flips() -> list[tuple[int, ...]]:
    """Which of the least sure bits are asked the other way round too, likeliest first; none of them comes first."""
    sets = [chosen for count in range(4) for chosen in combinations(range(UNSURE), count)]
    return sorted(sets, key=lambda chosen: sum((place + 1) ** 1.5 for place in chosen))[:PROBES]


FLIPS = _flips()


@dataclass(frozen=True, slots=True)
class Features:
    """Up to so many features, strongest first: `rows` of LAYOUT (x, y, size in widths of the photo; code), and how
    far each coefficient is from its middle (features × 64)."""

    rows: NDArray[np.void]
    margins: NDArray[np.float32]

    def words(self) -> list[int]:
        """The words to store, each once."""
        return words_of(self.rows)

    def probes(self) -> list[int]:
        """The words to ask for: its own and those that differ in bits that hardly stand on either side."""
        if not len(self.rows):
            return []
        unsure = BITS[np.argsort(np.abs(self.margins[:, :WORD_BITS]), axis=1)[:, :UNSURE]]
        own = self.rows["code"] & WORD_MASK
        asked = [
            own ^ np.bitwise_or.reduce(unsure[:, chosen], axis=1) if chosen else own for chosen in map(list, FLIPS)
        ]
        return [int(word) for word in np.unique(np.concatenate(asked))]

    def mirrored(self) -> "Features":
        """The features of the mirrored picture, without looking again."""
        rows = self.rows.copy()
        rows["x"] = 1 - rows["x"]
        rows["code"] ^= TURNED_BITS
        return Features(rows, self.margins * TURNED)

    def packed(self) -> bytes:
        """The rows as bytes, to be stored."""
        return self.rows.tobytes()


def features(photo: Grey, most: int = STORED) -> Features:
    """The features of a picture without its surroundings (`frames.Frame.photo`)."""
    small = shrunk(photo, SIDE)
    sift = blobs(2 * most, 0.01, 20)
    points = _upright_points(sift.detect(small, None), most)
    if not points:
        return Features(np.zeros(0, LAYOUT), np.zeros((0, 64), np.float32))
    points, described = sift.compute(small, points)
    rooted = np.sqrt(described / np.maximum(described.sum(axis=1, keepdims=True), 1e-6))
    margins = (rooted @ TURNING.T - MIDDLE).astype(np.float32)
    rows = np.zeros(len(points), LAYOUT)
    width = small.shape[1]
    rows["x"], rows["y"] = np.array([point.pt for point in points], np.float32).T / width
    rows["size"] = np.array([point.size for point in points], np.float32) / width
    rows["code"] = np.where(margins > 0, BITS, np.uint64(0)).sum(axis=1, dtype=np.uint64)
    return Features(rows, margins)


def blobs(most: int, contrast: float, edge: float = 10) -> Any:
    """OpenCV's SIFT; its type stubs leave the name out."""
    return cv2.SIFT_create(nfeatures=most, contrastThreshold=contrast, edgeThreshold=edge)  # type: ignore[attr-defined]


def _upright_points(points: Sequence[cv2.KeyPoint], most: int) -> list[cv2.KeyPoint]:
    """Each blob once, strongest first. Nobody turns a photo by a few degrees: without turning, codes say more."""
    once: dict[tuple[float, float, float], cv2.KeyPoint] = {}
    for point in points:
        point.angle = 0
        once.setdefault((round(point.pt[0], 2), round(point.pt[1], 2), round(point.size, 2)), point)
    return sorted(once.values(), key=lambda point: -point.response)[:most]


def shrunk(photo: Grey, side: int) -> Grey:
    """The picture with its longer side at so many pixels, by halves first so that nothing flickers in."""
    share = side / max(photo.shape)
    while share < 0.5:
        photo = np.asarray(cv2.resize(photo, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA), np.uint8)
        share = side / max(photo.shape)
    size = max(1, round(photo.shape[1] * share)), max(1, round(photo.shape[0] * share))
    way = cv2.INTER_AREA if share < 1 else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(photo, size, interpolation=way), np.uint8)


def mirrored(photo: Grey) -> Grey:
    """Left is right."""
    return np.ascontiguousarray(photo[:, ::-1])
