"""Pictures part by part. Every part is on the disk before its row; the last one brings hash and header checks."""

import hashlib
import secrets
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from chuangcheng.journal.acts import act
from chuangcheng.kit import storage
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotAllowed, Refused
from chuangcheng.receipts import rules
from chuangcheng.receipts.models import Part, Upload

FOLDER = "receipts"


class WrongOffset(Refused):
    """The next part must begin elsewhere: `offset` says where."""

    def __init__(self, offset: int) -> None:
        super().__init__("wrong_offset", _("This part does not begin where the last one ended."), field="Upload-Offset")
        self.offset = offset


def announce(person_id: int | None, sha256: str, size: int, media_type: str, at: datetime) -> Upload:
    """The upload of these bytes by this person, new or known. Refused `too_large`, `kind_unknown`, `other_size`."""
    if not person_id:
        raise NotAllowed("receipts.complete_upload")
    if media_type not in rules.SIGNATURES:
        raise Refused("kind_unknown", _("Only JPEG, PNG and WebP pictures can be taken."), field="media_type")
    if not 0 < size <= rules.MOST_UPLOAD_BYTES:
        most = rules.MOST_UPLOAD_BYTES // (1024 * 1024)
        raise Refused("too_large", _("A picture may have at most %(most)d MB.") % {"most": most}, field="size")
    upload, _made = Upload.objects.get_or_create(
        person_id=person_id, sha256=sha256, defaults={"size": size, "media_type": media_type, "begun_at": at}
    )
    if upload.size != size:
        raise Refused("other_size", _("This picture was announced with another size."), field="size")
    return upload


def put_part(upload: Upload, offset: int, content: bytes) -> Upload:
    """Keep the next part. WrongOffset where it begins elsewhere; a part that came before is no fault if it fits.
    Refused `too_much`: more than was announced, `part_too_large`, `empty_part`.
    """
    if not content:
        raise Refused("empty_part", _("This part is empty."), field="body")
    if len(content) > rules.MOST_PART_BYTES:
        raise Refused("part_too_large", _("This part is too large: send smaller ones."), field="body")
    if upload.is_complete or offset != upload.offset:
        raise WrongOffset(upload.offset)
    if offset + len(content) > upload.size:
        raise Refused("too_much", _("More bytes came than were announced."), field="body")
    path = f"{FOLDER}/{upload.sha256[:2]}/{upload.pk}-{offset}-{secrets.token_hex(8)}"
    storage.write(path, content)
    try:
        with transaction.atomic():
            moved = Upload.objects.filter(pk=upload.pk, offset=offset, completed_at=None)
            if not moved.update(offset=offset + len(content)):
                raise IntegrityError("somebody else put this part")
            Part.objects.create(upload=upload, offset=offset, size=len(content), path=path)
    except IntegrityError:
        storage.discard(path)
        upload.refresh_from_db()
        raise WrongOffset(upload.offset) from None
    upload.offset = offset + len(content)
    return upload


def complete_upload(*, by: Actor, at: datetime, upload: Upload) -> Upload:
    """All bytes are here: check hash and header, keep them as one. Refused `wrong_hash`, `not_a_picture`: the bytes are
    dropped and the phone begins again; `incomplete` while some are missing.
    """
    if by.person_id != upload.person_id:
        raise NotAllowed("receipts.complete_upload")
    if upload.is_complete:
        return upload
    parts = list(upload.parts.all())
    if upload.offset != upload.size or sum(part.size for part in parts) != upload.size:
        raise Refused("incomplete", _("Some bytes are still missing."))
    content = b"".join(storage.read(part.path) for part in parts)
    if hashlib.sha256(content).hexdigest() != upload.sha256:
        drop(upload)
        raise Refused("wrong_hash", _("The picture was damaged on its way: it is sent once more."), field="sha256")
    if not rules.fits_header(upload.media_type, content):
        drop(upload)
        raise Refused("not_a_picture", _("This file is not the picture that it says it is."), field="media_type")
    path = parts[0].path
    if len(parts) > 1:
        path = f"{FOLDER}/{upload.sha256[:2]}/{upload.pk}-whole-{secrets.token_hex(8)}"
        storage.write(path, content)
    with act("receipts.complete_upload", by=by, at=at, on=upload, sha256=upload.sha256, size=upload.size):
        if Upload.objects.filter(pk=upload.pk, completed_at=None).update(completed_at=at, path=path):
            upload.completed_at, upload.path = at, path
            Part.objects.filter(upload=upload).delete()
            left = [part.path for part in parts if part.path != path]
            transaction.on_commit(lambda: _discard(left))
    return upload


def drop(upload: Upload) -> None:
    """Forget the bytes of an upload, and that it was."""
    paths = [part.path for part in upload.parts.all()] + ([upload.path] if upload.path else [])
    with transaction.atomic():
        Upload.objects.filter(pk=upload.pk).delete()
        transaction.on_commit(lambda: _discard(paths))


def _discard(paths: list[str]) -> None:
    for path in paths:
        storage.discard(path)
