"""The trial of `benchmarks.pictures`: the index filled past the actions, then photos asked about as the job does."""

import os
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import cv2
import numpy as np
from django.db import connection, transaction
from numpy.typing import NDArray

from benchmarks.attacks import ATTACKS
from benchmarks.pen import Picture
from benchmarks.scenes import place, view
from benchmarks.stored import CANVAS, LARGE, VIEWS, framed, read
from chuangcheng.evidence.comparing.frames import Frame
from chuangcheng.evidence.comparing.judging import judge
from chuangcheng.evidence.comparing.stored import METHOD, WORD_MASK
from chuangcheng.evidence.comparing.words import TURNED_BITS, mirrored
from chuangcheng.evidence.fingerprints import look_at, remember, search
from chuangcheng.evidence.models import File, Fingerprint, PictureWord

BATCH = 200_000
NOW = datetime(2026, 11, 24, tzinfo=UTC)
SHARED = Path(os.environ.get("CHUANGCHENG_SHARED", Path(__file__).resolve().parents[2] / "shared"))
SAME_PHOTO = ("orientation__landscape", "orientation__portrait", "hopper")
LATER_TAKE = 100
FILE = (
    "INSERT INTO evidence_file (id, sha256, path, name, size, kind, media_type, orientation, camera, stored_at,"
    " has_thumbnails, state) VALUES (%s, %s, %s, '', 1, 'image', 'image/jpeg', 1, '', %s, %s, 'cleared')"
)
FINGERPRINT = "INSERT INTO evidence_fingerprint (file_id, method, features, made_at) VALUES (%s, %s, %s, %s)"
WORD = "INSERT INTO evidence_pictureword (word, file_id) VALUES (%s, %s)"


def fill(folder: Path, stored: int, rendered: int) -> None:
    """Files, fingerprints and words of so many pictures; the words in their order, as the index lies on the disk."""
    if Fingerprint.objects.exists():
        return
    began, keys, pk = time.monotonic(), [], 0
    for rows in _pictures(folder, stored, rendered):
        _write_files(rows, pk)
        owners = np.repeat(np.arange(pk + 1, pk + 1 + len(rows), dtype=np.uint64), [len(one) for one in rows])
        words = np.concatenate([one["code"] for one in rows]) & WORD_MASK
        keys.append(words << np.uint64(32) | owners)
        pk += len(rows)
    keys_sorted = np.unique(np.concatenate(keys))
    for start in range(0, len(keys_sorted), BATCH):
        part = keys_sorted[start : start + BATCH]
        pairs = np.stack([part >> np.uint64(32), part & np.uint64(0xFFFFFFFF)], axis=1).astype(np.int64)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.executemany(WORD, pairs.tolist())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    print(f"[{time.monotonic() - began:7.1f} s] stored {pk:,} pictures, {len(keys_sorted):,} words", flush=True)


def _write_files(rows: list[NDArray[np.void]], pk: int) -> None:
    files = [(pk + n, f"{pk + n:064d}", f"b/{pk + n}", NOW, False) for n in range(1, len(rows) + 1)]
    prints = [(pk + n, METHOD, one.tobytes(), NOW) for n, one in enumerate(rows, 1)]
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(FILE, files)
        cursor.executemany(FINGERPRINT, prints)


def _pictures(folder: Path, stored: int, rendered: int) -> Iterator[list[NDArray[np.void]]]:
    """What is rendered; then its mirror images, other visits, and the mirror images of those, until all are there."""
    numbers, left, variant = np.random.default_rng(1), stored, 0
    while left > 0:
        for chunk in read(folder, rendered):
            rows = [_varied(one, variant, numbers) for one in chunk[: min(len(chunk), left)]]
            left -= len(rows)
            if rows:
                yield rows
        variant += 1


def _varied(rows: NDArray[np.void], variant: int, numbers: np.random.Generator) -> NDArray[np.void]:
    changed = rows.copy()
    if variant % 2:
        changed["x"], changed["code"] = 1 - changed["x"], changed["code"] ^ TURNED_BITS
    if variant >= 2:
        turned = numbers.random((len(rows), 64)) < 0.06
        changed["code"] ^= np.packbits(turned, axis=1, bitorder="little").view("<u8").ravel()
    return changed


@lru_cache(maxsize=24)
def _ground(number: int) -> Picture:
    return place(str(number), CANVAS)


def photo(number: int, take: int) -> Picture:
    """A photo of a place as it is uploaded."""
    return view(_ground(number), f"{number}-{take}", LARGE)


class Trial:
    """Originals sent again in disguise, new photos, and the photographs that the project shares."""

    def __init__(self, rendered: int, originals: int, new: int) -> None:
        self.rendered, self.originals, self.new = rendered, originals, new
        self.recalled: dict[tuple[str, str], list[bool]] = defaultdict(list)
        self.alarms: dict[str, list[bool]] = defaultdict(list)
        self.search_ms: list[float] = []
        self.worked_ms: list[float] = []
        self.features_ms: list[float] = []
        self.opened: list[int] = []
        self.photographs: dict[int, tuple[str, Frame]] = {}
        self.pictures, self.words = Fingerprint.objects.count(), PictureWord.objects.count()
        self.megabytes = _size() / 1e6

    def run(self) -> None:
        step = max(1, self.rendered // VIEWS // max(1, self.originals))
        for index in range(self.originals):
            self._send_again(index * step)
            _progress("originals", index, self.originals)
        for index in range(self.new // 2):
            number = (index * 7919 + 13) % (self.rendered // VIEWS)
            self.alarms["the same places on another day"].append(self._ask(framed(photo(number, VIEWS + index % 5)))[0])
            other = 10_000_000 + index
            self.alarms["places not seen before"].append(self._ask(framed(photo(other, 0)))[0])
            _progress("new photos", index, self.new // 2)
        self._photographs()

    def _send_again(self, number: int) -> None:
        original, pk = photo(number, 0), number * VIEWS + 1
        remember(File.objects.get(pk=pk), look_at(framed(original)), NOW)
        for name, attack in ATTACKS.items():
            found = self._ask(framed(attack(original)), original=pk)
            self.recalled["rendered", name].append(found[1])

    def _ask(self, frame: Frame, original: int = 0, leave_out: int = 0) -> tuple[bool, bool]:
        """(something is said to be re-used, the original is among it)."""
        began = time.perf_counter()
        found = look_at(frame)
        seen = time.perf_counter()
        worked = time.process_time()
        near = search(found, leave_out=leave_out)
        self.worked_ms.append((time.process_time() - worked) * 1000)
        self.search_ms.append((time.perf_counter() - seen) * 1000)
        self.features_ms.append((seen - began) * 1000)
        reused, opened = [], 0
        for one in near:
            opened += 1
            if judge(self._stored(one.file_id), frame).is_reused:
                reused.append(one.file_id)
                if one.file_id == original:
                    break
        self.opened.append(opened)
        return bool(reused), original in reused

    def _stored(self, pk: int) -> Frame:
        """The stored picture, drawn again."""
        if pk in self.photographs:
            return self.photographs[pk][1]
        variant, index = divmod(pk - 1, self.rendered)
        number, take = divmod(index, VIEWS)
        frame = framed(photo(number, take + LATER_TAKE * (variant // 2)))
        if variant % 2:
            return Frame(mirrored(frame.whole), mirrored(frame.photo), frame.left, frame.up, frame.size)
        return frame

    def _photographs(self) -> None:
        """Each photograph as a new photo against the million and the others, then in disguise."""
        pictures = _shared_photographs()
        for index, (name, picture) in enumerate(pictures):
            frame = framed(picture)
            group = next((one for one in SAME_PHOTO if name.startswith(one)), name)
            if group in {known for known, _frame in self.photographs.values()}:
                continue
            self.alarms["photographs"].append(self._ask(frame)[0])
            file = File.objects.create(
                pk=50_000_000 + index,
                sha256=f"p{index:063d}",
                path=f"p/{index}",
                size=1,
                kind="image",
                media_type="image/jpeg",
                stored_at=NOW,
            )
            remember(file, look_at(frame), NOW)
            self.photographs[file.pk] = (group, frame)
            for attack, change in ATTACKS.items():
                self.recalled["photographs", attack].append(self._ask(framed(change(picture)), original=file.pk)[1])


def _file(pk: int) -> File:
    kind = {"kind": "image", "media_type": "image/jpeg"}
    return File.objects.create(pk=pk, sha256=f"{pk:064d}", path=f"p/{pk}", size=1, stored_at=NOW, **kind)


def _shared_photographs() -> list[tuple[str, Picture]]:
    """Those that decode and are at least 400 pixels wide, at 960 at most."""
    found = []
    for path in sorted((SHARED / "data" / "photos").glob("*.jpg")):
        picture = cv2.imread(str(path))
        if picture is not None and min(picture.shape[:2]) >= 400 and path.name != "truncated_jpeg.jpg":
            share = min(1.0, 1280 / max(picture.shape[:2]))
            found.append((path.name, np.asarray(cv2.resize(picture, None, fx=share, fy=share), np.uint8)))
    return found


def _size() -> int:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
        else:
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        return int(cursor.fetchone()[0])


def _progress(title: str, index: int, total: int) -> None:
    if (index + 1) % 10 == 0 or index + 1 == total:
        print(f"{title}: {index + 1} of {total}", flush=True)
