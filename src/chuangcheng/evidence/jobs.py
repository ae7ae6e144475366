"""What follows a stored file: its shown form and thumbnail; and the sweeping of bytes that no row names.

Both make or remove only what can be made again and says nothing new, so they write no journal row.
"""

import re
from datetime import timedelta

from chuangcheng.evidence import blobs
from chuangcheng.evidence.actions import examine_file
from chuangcheng.evidence.models import File, FileState
from chuangcheng.evidence.pictures import render
from chuangcheng.evidence.queries import SIDES
from chuangcheng.kit import clock
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.jobs import job

# A transaction that stores files lasts seconds; a day leaves room for every clock.
KEPT_FOR = timedelta(days=1)
AT_ONCE = 500
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
