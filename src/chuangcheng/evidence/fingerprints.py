"""The index of all pictures of the city in the database: what is written for one, and how its likes are found.

The rule of the search: the pictures that share most words with the one asked about (two at least), straight or
mirrored, at most `CANDIDATES` each way; of these, those whose shared features lie in the same order, at most
`FINALISTS`. It misses nothing that fits this rule. All that it writes can be made again, so it writes no journal.
"""

from dataclasses import dataclass
from datetime import datetime

import numpy as np
from django.db import transaction
from django.db.models import Count

from chuangcheng.evidence import blobs
from chuangcheng.evidence.comparing.frames import Frame, open_frame
from chuangcheng.evidence.comparing.geometry import fit
from chuangcheng.evidence.comparing.judging import judge
from chuangcheng.evidence.comparing.stored import LAYOUT, METHOD, Outcome, unpacked
from chuangcheng.evidence.comparing.words import ASKED, STORED, Features, features
from chuangcheng.evidence.index import forget, keep
from chuangcheng.evidence.models import File, Fingerprint, PictureComparison, PictureWord
from chuangcheng.evidence.rules import Hostile

SHARED_WORDS = 2
CANDIDATES = 48
FITTING = 3
FINALISTS = 6
NOTHING = Features(np.zeros(0, LAYOUT), np.zeros((0, 64), np.float32))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A stored picture that may be the one asked about. `count`: features that lie in the same order."""

    file_id: int
    count: int


def frame_of_file(file: File) -> Frame | None:
    """The picture made ready for comparing; None where its bytes are gone or do not decode."""
    try:
        return open_frame(blobs.read(file.path))
    except (FileNotFoundError, Hostile):
        return None


def remember(file: File, found: Features | None, at: datetime) -> None:
    """Write a picture into the index, in one transaction; what an older method wrote of it goes.

    One that cannot be read is written too, without features, so that it is not tried for ever.
    """
    stored = Features(found.rows[:STORED], found.margins[:STORED]) if found else NOTHING
    with transaction.atomic():
        forget(file)
        Fingerprint.objects.create(file=file, method=METHOD, features=stored.packed(), made_at=at)
        rows = [PictureWord(word=word, file_id=file.pk) for word in stored.words()]
        PictureWord.objects.bulk_create(rows, ignore_conflicts=True)


def search(found: Features, leave_out: int = 0) -> list[Candidate]:
    """Pictures that may be the one asked about, likeliest first. Three queries, whatever the city holds."""
    ways = (found, found.mirrored())
    near = [_sharing(way, leave_out) for way in ways]
    wanted = {pk for ids in near for pk in ids}
    stored = {one.pk: unpacked(one.features) for one in Fingerprint.objects.filter(pk__in=wanted).only("features")}
    counts: dict[int, int] = {}
    for way, ids in zip(ways, near, strict=True):
        for pk in ids:
            if pk in stored:
                counts[pk] = max(counts.get(pk, 0), fit(way.rows, stored[pk]).count)
    fitting = [Candidate(pk, count) for pk, count in counts.items() if count >= FITTING]
    return sorted(fitting, key=lambda one: (-one.count, one.file_id))[:FINALISTS]


def _sharing(found: Features, leave_out: int) -> list[int]:
    probes = found.probes()
    if not probes:
        return []
    rows = PictureWord.objects.filter(word__in=probes).values_list("file_id").annotate(shared=Count("word"))
    rows = rows.filter(shared__gte=SHARED_WORDS).order_by("-shared", "-file_id")
    return [pk for pk, _shared in rows[: CANDIDATES + 1] if pk != leave_out][:CANDIDATES]


def likes_of(file: File, frame: Frame, found: Features) -> list[tuple[File, Outcome]]:
    """Pictures of the city that come from the same photo, with what the pixels say of each pair."""
    near = search(found, leave_out=file.pk)
    others = File.objects.in_bulk([one.file_id for one in near])
    reused = []
    for one in near:
        other = others.get(one.file_id)
        theirs = frame_of_file(other) if other else None
        if other is None or theirs is None:
            continue
        pair = (theirs, frame) if other.pk < file.pk else (frame, theirs)
        outcome = judge(*pair)
        if outcome.is_reused:
            reused.append((other, outcome))
    return reused


def look_at(frame: Frame) -> Features:
    """The features to ask with; the strongest of them are stored."""
    return features(frame.photo, ASKED)


def compare_pair(earlier: File, later: File, at: datetime) -> PictureComparison | None:
    """Compare two stored pictures once and keep the answer; None where one cannot be read any more."""
    known = PictureComparison.objects.filter(earlier=earlier, later=later).first()
    if known is not None or earlier.pk == later.pk:
        return known
    frames = frame_of_file(earlier), frame_of_file(later)
    if frames[0] is None or frames[1] is None:
        return None
    return keep(earlier, later, judge(frames[0], frames[1]), at)[0]
