"""Fingerprints of rendered streets by the hundred thousand, made in parallel and kept in a folder for the next run."""

import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from benchmarks.pen import Picture
from benchmarks.scenes import place, view
from chuangcheng.evidence.comparing.frames import Frame, frame_of
from chuangcheng.evidence.comparing.stored import LAYOUT, METHOD
from chuangcheng.evidence.comparing.words import features, shrunk

VIEWS = 8
"""Pictures of each place: the same wall under other light, from another side, with other things before it."""
SMALL_CANVAS, SMALL = 240, 128
CANVAS, LARGE = 1280, 960
CHUNK = 500


def small_view(ground: Picture, name: str) -> NDArray[np.void]:
    """The features of a picture drawn at the size at which features are looked for."""
    drawn = cv2.cvtColor(view(ground, name, SMALL), cv2.COLOR_BGR2GRAY)
    return features(frame_of(np.asarray(drawn, np.uint8)).photo).rows


def large_view(number: int, take: int) -> Picture:
    """One picture of a place at 960 × 720."""
    return view(place(str(number), CANVAS), f"{number}-{take}", LARGE)


def framed(picture: Picture) -> Frame:
    """As the product frames an upload, past the decoding."""
    grey = np.asarray(cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY), np.uint8)
    size = (grey.shape[1], grey.shape[0])
    return frame_of(shrunk(grey, 640) if max(size) > 640 else grey, size)


def _chunk(folder: str, chunk: int) -> int:
    """Write the features of 500 places; what is there already is kept."""
    target = Path(folder) / f"features-{METHOD}-{chunk:05d}.npz"
    if target.exists():
        return chunk
    cv2.setNumThreads(1)
    rows = []
    for number in range(chunk * CHUNK, (chunk + 1) * CHUNK):
        ground = place(str(number), SMALL_CANVAS)
        rows += [small_view(ground, f"{number}-{take}") for take in range(VIEWS)]
    counts = np.array([len(one) for one in rows], np.uint8)
    unfinished = target.with_suffix(".part.npz")
    np.savez(unfinished, counts=counts, rows=np.concatenate(rows).view(np.uint8))
    unfinished.replace(target)
    return chunk


def make(folder: Path, count: int, workers: int) -> None:
    """So many stored pictures, in whole chunks of 4,000."""
    folder.mkdir(parents=True, exist_ok=True)
    chunks = -(-count // (CHUNK * VIEWS))
    began = time.monotonic()
    with ProcessPoolExecutor(workers) as pool:
        for done, _ in enumerate(pool.map(_chunk, [str(folder)] * chunks, range(chunks)), 1):
            if done % 10 == 0 or done == chunks:
                spent = time.monotonic() - began
                print(
                    f"[{spent:7.1f} s] fingerprints: {done * CHUNK * VIEWS:,} of {chunks * CHUNK * VIEWS:,}", flush=True
                )


def read(folder: Path, count: int) -> Iterator[list[NDArray[np.void]]]:
    """Chunk by chunk, the features of each picture in order: number × 8 + take."""
    for chunk in range(-(-count // (CHUNK * VIEWS))):
        with np.load(folder / f"features-{METHOD}-{chunk:05d}.npz") as kept:
            rows, counts = kept["rows"].view(LAYOUT), kept["counts"]
        yield np.split(rows, np.cumsum(counts)[:-1])
