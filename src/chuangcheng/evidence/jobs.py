"""What follows a stored file: its shown form and thumbnail; and the sweeping of bytes that no row names.

Both make or remove only what can be made again and says nothing new, so they write no journal row.
"""

import re
from datetime import timedelta

from chuangcheng.evidence import blobs
from chuangcheng.evidence.actions import drop_original, examine_file, note_reuse
from chuangcheng.evidence.index import unread
from chuangcheng.evidence.models import File, FileState, Redaction, RedactionHint
from chuangcheng.evidence.pictures import render
from chuangcheng.evidence.queries import SIDES, redaction_of
from chuangcheng.evidence.rules import Hostile
from chuangcheng.kit import clock
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.jobs import job

# A transaction that stores files lasts seconds; a day leaves room for every clock.
KEPT_FOR = timedelta(days=1)
AT_ONCE = 500
SETTLED = timedelta(hours=1)
BACKLOG = 2_000
SUFFIX = re.compile(r"-(shown|thumbnail)\.jpg$")


@job()
def examine(file_id: int) -> None:
    """Decode a picture that came in by its header alone. Its thumbnails follow, by the table of reactions."""
    file = File.objects.filter(pk=file_id).first()
    if file is not None:
        examine_file(by=SYSTEM, at=clock.now(), file=file)


@job(queue="slow")
def make_thumbnails(file_id: int) -> None:
    """Draw what is shown of a picture, and its thumbnail. A file that is gone or done asks for nothing."""
    file = File.objects.filter(pk=file_id, has_thumbnails=False, state=FileState.CLEARED).first()
    if file is None or not file.is_image or _is_covered(file):
        return
    content = blobs.read(file.path)
    for variant, side in SIDES.items():
        path = blobs.variant_path(file.path, variant)
        blobs.discard(path)
        blobs.write(path, render(content, file.media_type, side))
    File.objects.filter(pk=file_id).update(has_thumbnails=True)
    if _is_covered(file):  # somebody covered it meanwhile: nothing drawn of the uncovered picture may stay
        File.objects.filter(pk=file_id).update(has_thumbnails=False)
        blobs.remove_variants(file.path)


def _is_covered(file: File) -> bool:
    known = redaction_of(file)
    return known is not None and bool(known.path)


@job(queue="slow")
def seek(file_id: int) -> None:
    """Look for faces and plates, so that whoever looks at the picture later has hints to begin with."""
    # OpenCV is large, and the web process that only enqueues this job needs none of it.
    from chuangcheng.evidence.boxes import plain
    from chuangcheng.evidence.seeking import look_for

    file = File.objects.filter(pk=file_id, state=FileState.CLEARED).first()
    if file is None or not file.is_image or RedactionHint.objects.filter(file=file).exists():
        return
    try:
        boxes = plain(look_for(blobs.read(file.path), file.media_type))
    except (FileNotFoundError, Hostile):
        return
    RedactionHint.objects.get_or_create(file=file, defaults={"boxes": boxes, "made_at": clock.now()})


@job()
def drop_originals() -> None:
    """Uncovered pictures whose period is over."""
    at = clock.now()
    due = Redaction.objects.filter(original_until__lte=at, original_gone_at=None).exclude(path="")
    for known in due.select_related("file").order_by("original_until")[:AT_ONCE]:
        drop_original(by=SYSTEM, at=at, file=known.file)


@job(queue="slow")
def compare_picture(file_id: int) -> None:
    """Write a picture into the index and look for earlier ones that come from the same photo.

    Written before it is searched: of two pictures that two workers read at once, the second to search sees the other.
    """
    # OpenCV is large, and the web process that only enqueues this job needs none of it.
    from chuangcheng.evidence.fingerprints import frame_of_file, likes_of, look_at, remember

    file, at = unread().filter(pk=file_id).first(), clock.now()
    if file is None:
        return
    frame = frame_of_file(file)
    found = look_at(frame) if frame else None
    remember(file, found, at)
    for other, outcome in likes_of(file, frame, found) if frame and found else ():
        earlier, later = sorted((other, file), key=lambda one: one.pk)
        note_reuse(by=SYSTEM, at=at, later=later, found=[(earlier, outcome)])


@job(queue="slow")
def compare_unread() -> None:
    """Pictures stored before there was an index, or whose job was lost: the oldest are handed out."""
    for pk in unread().filter(stored_at__lt=clock.now() - SETTLED).values_list("pk", flat=True)[:BACKLOG]:
        compare_picture.enqueue(file_id=pk)


@job(queue="slow")
def sweep_orphans() -> None:
    """Remove bytes older than a day that no row names: left by transactions that were not kept, and by crashes."""
    waiting: list[str] = []
    for path in blobs.stored_before(clock.now() - KEPT_FOR):
        waiting.append(path)
        if len(waiting) == AT_ONCE:
            _sweep(waiting)
            waiting = []
    _sweep(waiting)


def _sweep(paths: list[str]) -> None:
    asked = {SUFFIX.sub("", path) for path in paths}
    owned = set(File.objects.filter(path__in=asked).values_list("path", flat=True))
    owned |= set(Redaction.objects.filter(path__in=asked).values_list("path", flat=True))
    for path in paths:
        if SUFFIX.sub("", path) not in owned:
            blobs.discard(path)
