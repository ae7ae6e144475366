"""The pixels of a pair decide. Two pictures come from one photo if, laid on each other by one scale and one shift,
they agree nearly everywhere; they show one place if enough of their features fit one perspective.

A second photo of the same wall fails the first: another camera position bends what a copy leaves straight, and other
objects leave whole blocks that do not agree.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from chuangcheng.evidence.comparing.frames import Frame
from chuangcheng.evidence.comparing.stored import Outcome
from chuangcheng.evidence.comparing.words import blobs, mirrored, shrunk

AGREE_SIDE, AGREE_LEAST = 320, 140
BLOCK = 20
TEXTURE = 5.0
LEAST_BLOCKS = 6
BLOCK_AGREES = 0.75
WHOLE = 0.96
BLOCK_TORN, MOST_TORN = 0.5, 0.05
"""A copy has no block that shows something else; one thing put or taken away tears some, though most still agree."""
REUSED_SHARE, REUSED_SCORE = 0.92, 0.92
LEAST_COVER, MOST_COVER = 0.3, 0.7
MATCH_SIDE, MATCH_FEATURES = 480, 700
RATIO = 0.8
TELLING = 80
KEPT = 8
"""A new picture meets up to a handful of earlier ones in a row: what stands out on it is looked for once."""
PLACE_INLIERS, PLACE_SHARE, PLACE_SPREAD = 18, 0.3, 0.06

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class _Laid:
    """The later picture laid on the earlier: how well they agree, how much of each the other covers (of the photos,
    and of the pictures with their surroundings), and what became of contrast and brightness."""

    score: float = 0.0
    share: float = 0.0
    cover: tuple[float, float] = (0.0, 0.0)
    whole_cover: tuple[float, float] = (0.0, 0.0)
    gain: float = 1.0
    offset: float = 0.0
    torn: float = 1.0

    @property
    def is_copy(self) -> bool:
        covers = max(self.cover) >= MOST_COVER and min(self.cover) >= LEAST_COVER
        return covers and self.share >= REUSED_SHARE and self.score >= REUSED_SCORE and self.torn <= MOST_TORN


NOTHING = _Laid()


def judge(earlier: Frame, later: Frame) -> Outcome:
    """Compare two pictures, the earlier one first."""
    straight = _Pair(earlier, later)
    best = straight.laid()
    if best.is_copy:
        return Outcome(_kind(earlier, later, best), round(best.score, 3), True)
    turned = _Pair(earlier, _flipped(later)).laid()
    if turned.is_copy:
        return Outcome("mirrored", round(turned.score, 3), True)
    place = straight.place()
    return Outcome("different", round(place, 3), place >= 0.5, straight.can_tell())


@lru_cache(maxsize=KEPT)
def _flipped(frame: Frame) -> Frame:
    left = frame.whole.shape[1] - frame.left - frame.photo.shape[1]
    return Frame(mirrored(frame.whole), mirrored(frame.photo), left, frame.up, frame.size)


def _kind(earlier: Frame, later: Frame, laid: _Laid) -> str:
    of_earlier, of_later = laid.whole_cover
    if of_later < WHOLE:
        return "screenshot"
    if of_earlier < WHOLE:
        return "cropped"
    if abs(laid.gain - 1) > 0.08 or abs(laid.offset) > 10:
        return "brightness"
    return "recompressed" if earlier.size == later.size else "resized"


class _Pair:
    """Two pictures and what they have in common; features are looked for once, and only when wanted."""

    def __init__(self, earlier: Frame, later: Frame) -> None:
        self.frames = (earlier, later)
        self.earlier, self.later = earlier.photo, later.photo
        self._looked_at = 0
        self._matches: tuple[NDArray[np.float32], NDArray[np.float32]] | None = None

    def laid(self) -> _Laid:
        """The best of the ways to lie: edge on edge, then as the features say."""
        best = NOTHING
        for way in self._ways():
            laid = _agreement(*self.frames, way)
            if (laid.is_copy, laid.score * laid.share) > (best.is_copy, best.score * best.share):
                best = laid
            if best.is_copy:
                break
        return best

    def _ways(self) -> Iterator[Matrix]:
        (high, wide), (tall, broad) = self.earlier.shape, self.later.shape
        if 0.97 < (wide / high) / (broad / tall) < 1.03:
            yield np.array([[wide / broad, 0, 0], [0, high / tall, 0]], np.float64)
        here, there = self.matches()
        if len(here) >= 4:
            found = np.asarray(
                cv2.estimateAffinePartial2D(there, here, method=cv2.RANSAC, ransacReprojThreshold=4.0)[0]
            )
            if found.shape == (2, 3) and abs(np.arctan2(found[1, 0], found[0, 0])) < np.radians(4):
                yield np.asarray(found, np.float64)

    def matches(self) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """Points of the earlier and the later picture that look alike, in pixels of the frames."""
        if self._matches is None:
            (here, ours), (there, theirs) = (_looked(frame) for frame in self.frames)
            self._looked_at = min(len(ours), len(theirs))
            self._matches = _matched(here, ours, there, theirs)
        return self._matches

    def can_tell(self) -> bool:
        """True if enough stands out on both to expect matches where they show one place."""
        self.matches()
        return self._looked_at >= TELLING

    def place(self) -> float:
        """From 0 to 1: how surely both show one place; 0.5 where it begins to be likely."""
        here, there = self.matches()
        if len(here) < 8:
            return 0.0
        turned, inside = map(np.asarray, cv2.findHomography(there, here, cv2.RANSAC, 6.0))
        if turned.shape != (3, 3) or not _is_sane(turned.astype(np.float64), self.later.shape):
            return 0.0
        kept = inside.ravel().astype(bool)
        count, share = int(kept.sum()), float(kept.sum()) / max(1, len(here))
        spread = min(_spread(here[kept], self.earlier.shape), _spread(there[kept], self.later.shape))
        wanted = min(count / PLACE_INLIERS, share / PLACE_SHARE, spread / PLACE_SPREAD)
        return min(1.0, wanted / 2)


@lru_cache(maxsize=KEPT)
def _looked(frame: Frame) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Points in pixels of the frame's photo and rooted descriptions of what stands out."""
    photo = frame.photo
    small = shrunk(photo, MATCH_SIDE)
    points, described = blobs(MATCH_FEATURES, 0.02).detectAndCompute(small, None)
    if described is None:
        return np.zeros((0, 2), np.float32), np.zeros((0, 128), np.float32)
    rooted = np.sqrt(described / np.maximum(described.sum(axis=1, keepdims=True), 1e-6)).astype(np.float32)
    places = np.array([point.pt for point in points], np.float32) * (photo.shape[1] / small.shape[1])
    return places, rooted


def _matched(
    here: NDArray[np.float32], ours: NDArray[np.float32], there: NDArray[np.float32], theirs: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Nearest descriptions that are clearly nearer than the second nearest (Lowe's ratio), each point once."""
    if len(ours) < 2 or len(theirs) < 2:
        return np.zeros((0, 2), np.float32), np.zeros((0, 2), np.float32)
    likeness = theirs @ ours.T
    near = np.argpartition(-likeness, 1, axis=1)[:, :2]
    values = np.take_along_axis(likeness, near, axis=1)
    first = near[np.arange(len(near)), values.argmax(axis=1)]
    closest, second = (
        np.sqrt(np.maximum(2 - 2 * values.max(axis=1), 0)),
        np.sqrt(np.maximum(2 - 2 * values.min(axis=1), 0)),
    )
    back = likeness.argmax(axis=0)
    kept = (closest < RATIO * second) & (back[first] == np.arange(len(theirs)))
    return here[first[kept]], there[kept]


def _is_sane(turned: Matrix, shape: tuple[int, ...]) -> bool:
    """A perspective that a person could have walked to: no mirror, no horizon across the picture, no huge scale."""
    high, wide = shape[:2]
    corners = np.array([[[0, 0]], [[wide, 0]], [[wide, high]], [[0, high]]], np.float64)
    moved = cv2.perspectiveTransform(corners, turned)[:, 0]
    area = cv2.contourArea(moved.astype(np.float32)) / (wide * high)
    depth = np.array([turned[2, 0] * x + turned[2, 1] * y + turned[2, 2] for x, y in corners[:, 0]])
    return bool((depth > 0.2).all() and 0.05 < area < 20 and np.linalg.det(turned[:2, :2]) > 0)


def _spread(points: NDArray[np.float32], shape: tuple[int, ...]) -> float:
    """Share of the picture that the hull of the points covers."""
    if len(points) < 3:
        return 0.0
    return float(cv2.contourArea(cv2.convexHull(points.astype(np.float32)))) / (shape[0] * shape[1])


def _agreement(first: Frame, second: Frame, way: Matrix) -> _Laid:
    """Lay the later picture on the earlier (`way` takes its pixels there), settle it, and compare block by block."""
    earlier, later = first.photo, second.photo
    # What is smaller in the other picture is blurred there: both are brought to the coarser of the two.
    coarse = max(AGREE_LEAST / max(earlier.shape), 1 / max(1e-6, float(np.hypot(way[0, 0], way[1, 0]))))
    share = min(AGREE_SIDE / max(earlier.shape), coarse)
    size = max(8, round(earlier.shape[1] * share)), max(8, round(earlier.shape[0] * share))
    ground = _blurred(cv2.resize(earlier, size, interpolation=cv2.INTER_AREA))
    scale = float(np.hypot(way[0, 0], way[1, 0])) * share
    source, shrink = later, 1.0
    if scale < 1:
        shrink = max(scale, 8 / min(later.shape))
        source = np.asarray(cv2.resize(later, None, fx=shrink, fy=shrink, interpolation=cv2.INTER_AREA), np.uint8)
    laid = way * share
    laid[:, :2] /= shrink
    blurred = _blurred(source)
    laid = _settled(ground, blurred, laid)
    warped, mask = _warped(blurred, laid, size), _warped(np.full(source.shape, 255, np.float32), laid, size) > 250
    cover = _covers(laid[:, :2] * shrink, laid[:, 2], (earlier.shape, later.shape), share, (0, 0), (0, 0))
    if min(cover) < LEAST_COVER:
        return NOTHING
    corners = (first.left, first.up), (second.left, second.up)
    whole = _covers(laid[:, :2] * shrink, laid[:, 2], (first.whole.shape, second.whole.shape), share, *corners)
    return _blocks(ground, warped, mask, cover, whole)


def _blurred(picture: NDArray[Any]) -> NDArray[np.float32]:
    """Without grain and the blocks of compression, which a copy need not keep."""
    return np.asarray(cv2.GaussianBlur(picture.astype(np.float32), (0, 0), 1.0), np.float32)


def _covers(
    grown: Matrix,
    shift: Matrix,
    shapes: tuple[tuple[int, ...], tuple[int, ...]],
    share: float,
    first: tuple[int, int],
    second: tuple[int, int],
) -> tuple[float, float]:
    """How much of each rectangle the other covers: the earlier lies at -`first`, the later at -`second` of photos."""
    (high, wide), (tall, broad) = shapes
    left, up, right, down = -first[0] * share, -first[1] * share, (wide - first[0]) * share, (high - first[1]) * share
    x = [grown[0, 0] * at + shift[0] for at in (-second[0], broad - second[0])]
    y = [grown[1, 1] * at + shift[1] for at in (-second[1], tall - second[1])]
    inside = max(0.0, min(right, x[1]) - max(left, x[0])) * max(0.0, min(down, y[1]) - max(up, y[0]))
    later = max(1e-6, (x[1] - x[0]) * (y[1] - y[0]))
    return min(1.0, inside / max(1e-6, (right - left) * (down - up))), min(1.0, inside / later)


def _warped(source: NDArray[np.float32], laid: Matrix, size: tuple[int, int]) -> NDArray[np.float32]:
    return np.asarray(cv2.warpAffine(source, laid, size, flags=cv2.INTER_LINEAR, borderValue=0.0), np.float32)


def _settled(ground: NDArray[np.float32], source: NDArray[np.float32], laid: Matrix) -> Matrix:
    """Moved by fractions of a pixel until the two correlate best (Evangelidis and Psarakis, 2008)."""
    back = cv2.invertAffineTransform(laid).astype(np.float32)
    stop = (cv2.TERM_CRITERIA_EPS | cv2.TERM_CRITERIA_COUNT, 25, 1e-4)
    try:
        _value, back = cv2.findTransformECC(ground, source, back, cv2.MOTION_AFFINE, stop, None, 3)  # type: ignore[call-overload]
    except cv2.error:
        return laid
    settled: Matrix = cv2.invertAffineTransform(back).astype(np.float64)
    # A copy has no slant: what only fits when bent is another photo.
    bent = abs(settled[0, 1]) + abs(settled[1, 0]) + abs(settled[0, 0] / settled[1, 1] - laid[0, 0] / laid[1, 1])
    return settled if bent < 0.03 * abs(settled[0, 0]) else laid


def _blocks(
    ground: NDArray[np.float32],
    warped: NDArray[np.float32],
    mask: NDArray[np.bool_],
    cover: tuple[float, float],
    whole_cover: tuple[float, float],
) -> _Laid:
    """Correlation of each block that shows anything and is neither burnt out nor black in either picture."""
    high, wide = ground.shape[0] // BLOCK, ground.shape[1] // BLOCK

    def cut(field: NDArray[np.generic]) -> NDArray[np.float32]:
        part = field[: high * BLOCK, : wide * BLOCK].astype(np.float32)
        return part.reshape(high, BLOCK, wide, BLOCK).transpose(0, 2, 1, 3).reshape(high * wide, -1)

    ours, theirs = cut(ground), cut(warped)
    whole = cut(mask).mean(axis=1) > 0.99
    clear = (
        np.maximum(cut((ground > 249) | (ground < 6)).mean(axis=1), cut((warped > 249) | (warped < 6)).mean(axis=1))
        < 0.3
    )
    ours_std, theirs_std = ours.std(axis=1), theirs.std(axis=1)
    usable = whole & clear & (np.maximum(ours_std, theirs_std) > TEXTURE)
    if usable.sum() < LEAST_BLOCKS:
        return NOTHING
    a = ours[usable] - ours[usable].mean(axis=1, keepdims=True)
    b = theirs[usable] - theirs[usable].mean(axis=1, keepdims=True)
    alike = (a * b).mean(axis=1) / np.maximum(ours_std[usable] * theirs_std[usable], 4.0)
    weights = np.minimum(np.maximum(ours_std[usable], theirs_std[usable]), 25)
    our_means, their_means = ours[usable].mean(axis=1), theirs[usable].mean(axis=1)
    gain = float(their_means.std() / our_means.std()) if our_means.std() > TEXTURE else 1.0
    offset = float(np.median(their_means - our_means))
    share = float(weights[alike > BLOCK_AGREES].sum() / weights.sum())
    torn = float(weights[alike < BLOCK_TORN].sum() / weights.sum())
    score = float((alike * weights).sum() / weights.sum())
    return _Laid(max(0.0, score), share, cover, whole_cover, gain, offset, torn)
