"""What follows a stored file: its shown form and thumbnail; and the sweeping of bytes that no row names.

Both make or remove only what can be made again and says nothing new, so they write no journal row.
"""

import re
from datetime import timedelta

from chuangcheng.evidence import blobs
from chuangcheng.evidence.actions import examine_file, note_reuse
from chuangcheng.evidence.index import unread
from chuangcheng.evidence.models import File, FileState
from chuangcheng.evidence.pictures import render
from chuangcheng.evidence.queries import SIDES
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
    if file is None or not file.is_image:
        return
    content = blobs.read(file.path)
    for variant, side in SIDES.items():
        path = blobs.variant_path(file.path, variant)
        blobs.discard(path)
        blobs.write(path, render(content, file.media_type, side))
    File.objects.filter(pk=file_id).update(has_thumbnails=True)


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
    owned = set(File.objects.filter(path__in={SUFFIX.sub("", path) for path in paths}).values_list("path", flat=True))
    for path in paths:
        if SUFFIX.sub("", path) not in owned:
            blobs.discard(path)
