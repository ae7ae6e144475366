"""Taking files in, keeping them under hold, and deleting what nobody owns."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, BinaryIO
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _

from chuangcheng.evidence import blobs
from chuangcheng.evidence.comparing.stored import Outcome
from chuangcheng.evidence.index import forget, keep
from chuangcheng.evidence.models import File, FileState, LegalHold
from chuangcheng.evidence.pictures import Picture, open_picture
from chuangcheng.evidence.queries import held, owners
from chuangcheng.evidence.rules import KINDS, PDF, Hostile, check_pdf, clean_name, media_type_of
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused

REASONS: dict[str, Any] = {
    "empty": _("The file is empty."),
    "too_large": _("The file is larger than %(most)d MB."),
    "too_many_pixels": _("The picture has more than 50 million pixels: take it again at a smaller size."),
    "broken": _("The file is damaged or was not uploaded completely: choose it again."),
    "polyglot": _("The file holds something besides its document: save it anew and upload it again."),
    "encrypted": _("The file is protected by a password: upload it without one."),
    "too_large_inside": _("The file unpacks to too much data."),
    "active": _("The file holds macros, scripts or embedded files: save it without them."),
    "kind_heic": _("Pictures in HEIC or AVIF cannot be taken: set the camera to “most compatible” (JPEG)."),
    "kind_gif": _("GIF pictures cannot be taken: upload JPEG, PNG or WebP."),
    "kind_old_office": _("Files of old office programs cannot be taken: save them as DOCX or XLSX."),
    "kind_unknown": _("Only JPEG, PNG and WebP pictures, PDF, DOCX and XLSX can be taken."),
}


@dataclass(frozen=True, slots=True)
class _Checked:
    """A content that has been looked at from beginning to end."""

    content: bytes
    sha256: str
    media_type: str
    picture: Picture | None


def store_file(*, by: Actor, at: datetime, name: str, content: BinaryIO) -> File:
    """Take a file in; the same bytes again give the same File. Refused with the codes of REASONS.

    The caller keeps a foreign key to the File and shows it through a view of its own that checks access.
    """
    by.must("evidence.store_file")
    # Looked at before the act opens: decoding a photo must not hold the database's one writer.
    checked = _check(content)
    with act("evidence.store_file", by=by, at=at) as record:
        file = _known(checked) or _store(by, at, name, checked)
        record.on(file, sha256=file.sha256, size=file.size, media_type=file.media_type)
        record.note(name=clean_name(name, file.media_type))
    return file


def receive_file(*, by: Actor, at: datetime, name: str, content: bytes) -> File:
    """Take in a picture by its header and size alone: it stays in quarantine, never shown, until `examine_file` has
    decoded it. The same bytes again give the same File. Refused: `empty`, `too_large`, `kind_unknown` and its like.
    """
    by.must("evidence.store_file")
    try:
        if len(content) > settings.MAX_UPLOAD_BYTES:
            raise Hostile("too_large")
        media_type = media_type_of(content)
        if KINDS[media_type] != "image":
            raise Hostile("kind_unknown")
    except Hostile as hostile:
        raise _refusal(hostile) from None
    checked = _Checked(content, hashlib.sha256(content).hexdigest(), media_type, None)
    with act("evidence.receive_file", by=by, at=at) as record:
        file = _known(checked) or _store(by, at, name, checked, FileState.QUARANTINED)
        record.on(file, sha256=file.sha256, size=file.size, media_type=file.media_type)
        record.note(name=clean_name(name, file.media_type))
    return file


def examine_file(*, by: Actor, at: datetime, file: File) -> File:
    """Decode a quarantined picture from beginning to end and read what its camera wrote: cleared, or broken for good.
    A file that was examined before stays as it is.
    """
    by.must("evidence.store_file")
    if file.state != FileState.QUARANTINED:
        return file
    try:
        picture = open_picture(blobs.read(file.path), file.media_type, ZoneInfo(settings.TIME_ZONE))
    except Hostile as hostile:
        result, file.state = hostile.code, FileState.BROKEN
    else:
        result, file.state = "cleared", FileState.CLEARED
        _describe(file, picture)
    with act("evidence.examine_file", by=by, at=at, on=file, result=result):
        File.objects.filter(pk=file.pk, state=FileState.QUARANTINED).update(
            **{name: getattr(file, name) for name in ("state", *DESCRIBED)}
        )
    return file


def note_reuse(*, by: Actor, at: datetime, later: File, found: Sequence[tuple[File, Outcome]]) -> None:
    """Keep that a picture comes from the same photo as earlier ones: hints for people, never a refusal.

    `found`: each earlier file with what the comparison said. Pairs that are kept already are not told again.
    """
    by.must("evidence.note_reuse")
    with act("evidence.note_reuse", by=by, at=at, on=later) as record:
        for earlier, outcome in found:
            keep(earlier, later, outcome, at)
        record.note(count=len(found), pairs=[[earlier.pk, outcome.kind, outcome.score] for earlier, outcome in found])


def place_hold(*, by: Actor, at: datetime, file: File, reason: str) -> LegalHold:
    """Keep a file from deletion while proceedings last. Refused: `hold_exists`, `reason_missing`."""
    by.must("evidence.place_hold")
    with act("evidence.place_hold", by=by, at=at, on=file, reason=reason) as record:
        if not reason.strip():
            raise Refused("reason_missing", _("Say why the file is held."), field="reason")
        if any(hold.reason == reason for hold in held(file)):
            raise Refused("hold_exists", _("The file is already held for this reason."), field="reason")
        hold = LegalHold.objects.create(file=file, reason=reason, placed_at=at)
        record.note(hold=hold.pk)
    return hold


def lift_hold(*, by: Actor, at: datetime, hold: LegalHold, reason: str) -> LegalHold:
    """End a hold. Refused: `hold_lifted` when it has ended already, `reason_missing`."""
    by.must("evidence.lift_hold")
    with act("evidence.lift_hold", by=by, at=at, on=hold.file, reason=reason, hold=hold.pk):
        if not reason.strip():
            raise Refused("reason_missing", _("Say why the hold is lifted."), field="reason")
        if not LegalHold.objects.filter(pk=hold.pk, lifted_at=None).update(lifted_at=at):
            raise Refused("hold_lifted", _("This hold has been lifted already."))
        hold.lifted_at = at
    return hold


def delete_file(*, by: Actor, at: datetime, file: File, reason: str) -> None:
    """Delete a file that nothing owns and nothing holds; the bytes go when the transaction is kept.

    Refused: `file_held`, `file_owned`.
    """
    by.must("evidence.delete_file")
    with act("evidence.delete_file", by=by, at=at, on=file, reason=reason, sha256=file.sha256, size=file.size):
        File.objects.select_for_update().filter(pk=file.pk).first()
        if held(file):
            raise Refused("file_held", _("The file is under legal hold: it cannot be deleted."))
        owned = Refused("file_owned", _("The file still belongs to a record: it cannot be deleted."))
        if owners(file):
            raise owned
        path = file.path
        try:
            with transaction.atomic():
                forget(file)
                LegalHold.objects.filter(file=file).delete()
                file.delete()
        except (ProtectedError, IntegrityError):
            raise owned from None
        transaction.on_commit(lambda: blobs.remove(path))


def _check(content: BinaryIO) -> _Checked:
    most = settings.MAX_UPLOAD_BYTES
    given = content.read(most + 1)
    try:
        if len(given) > most:
            raise Hostile("too_large")
        media_type = media_type_of(given)
        if media_type == PDF:
            check_pdf(given)
        is_image = KINDS[media_type] == "image"
        picture = open_picture(given, media_type, ZoneInfo(settings.TIME_ZONE)) if is_image else None
    except Hostile as hostile:
        raise _refusal(hostile) from None
    return _Checked(given, hashlib.sha256(given).hexdigest(), media_type, picture)


def _refusal(hostile: Hostile) -> Refused:
    values = {"most": settings.MAX_UPLOAD_BYTES // (1024 * 1024)}
    reason = REASONS[hostile.code]
    return Refused(hostile.code, reason % values if hostile.code == "too_large" else reason, field="file")


def _known(checked: _Checked) -> File | None:
    """The row of these bytes; if the storage has lost them, they are given back to it."""
    file = File.objects.filter(sha256=checked.sha256).first()
    if file is not None and not blobs.exists(file.path):
        blobs.write(file.path, checked.content)
    return file


def _store(by: Actor, at: datetime, name: str, checked: _Checked, state: FileState = FileState.CLEARED) -> File:
    """Bytes first, then the row: after a crash there may be bytes without a row, never a row without bytes."""
    file = _described(by, at, name, checked)
    file.state = state
    blobs.write(file.path, checked.content)
    try:
        with transaction.atomic():
            file.save(force_insert=True)
    except IntegrityError:
        # Somebody stored the same bytes meanwhile; theirs stay.
        blobs.remove(file.path)
        return File.objects.get(sha256=checked.sha256)
    return file


def _described(by: Actor, at: datetime, name: str, checked: _Checked) -> File:
    file = File(
        sha256=checked.sha256,
        path=blobs.new_path(checked.sha256),
        name=clean_name(name, checked.media_type),
        size=len(checked.content),
        kind=KINDS[checked.media_type],
        media_type=checked.media_type,
        stored_at=at,
        stored_by_id=by.person_id,
    )
    if checked.picture is not None:
        _describe(file, checked.picture)
    return file


DESCRIBED = ("width", "height", "orientation", "taken_at", "camera", "longitude", "latitude")


def _describe(file: File, picture: Picture) -> None:
    """What was seen of the picture, and what its camera claims."""
    camera = picture.camera
    file.width, file.height = picture.width, picture.height
    file.orientation, file.taken_at, file.camera = camera.orientation, camera.taken_at, camera.camera
    file.longitude, file.latitude = camera.longitude, camera.latitude
