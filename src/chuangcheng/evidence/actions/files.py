"""Taking files in, keeping them under hold, and deleting what nobody owns."""

import hashlib
from collections.abc import Sequence
from datetime import datetime
from typing import BinaryIO
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext_lazy as _

from chuangcheng.evidence import blobs
from chuangcheng.evidence.checking import Checked, checked, refusal
from chuangcheng.evidence.comparing.stored import Outcome
from chuangcheng.evidence.index import forget, keep
from chuangcheng.evidence.models import File, FileState, LegalHold
from chuangcheng.evidence.pictures import Picture, open_picture
from chuangcheng.evidence.queries import held, owners, redaction_of
from chuangcheng.evidence.rules import KINDS, Hostile, clean_name, media_type_of
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused


def store_file(*, by: Actor, at: datetime, name: str, content: BinaryIO) -> File:
    """Take a file in; the same bytes again give the same File. Refused with the codes of REASONS.

    The caller keeps a foreign key to the File and shows it through a view of its own that checks access.
    """
    by.must("evidence.store_file")
    # Looked at before the act opens: decoding a photo must not hold the database's one writer.
    looked_at = checked(content.read(settings.MAX_UPLOAD_BYTES + 1))
    with act("evidence.store_file", by=by, at=at) as record:
        file = _known(looked_at) or _store(by, at, name, looked_at)
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
        raise refusal(hostile) from None
    header = Checked(content, hashlib.sha256(content).hexdigest(), media_type, None)
    with act("evidence.receive_file", by=by, at=at) as record:
        file = _known(header) or _store(by, at, name, header, FileState.QUARANTINED)
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
        path, known = file.path, redaction_of(file)
        copy = known.path if known else ""
        try:
            with transaction.atomic():
                forget(file)
                LegalHold.objects.filter(file=file).delete()
                file.delete()
        except (ProtectedError, IntegrityError):
            raise owned from None
        transaction.on_commit(lambda: blobs.remove(path, copy))


def _known(looked_at: Checked) -> File | None:
    """The row of these bytes; if the storage has lost them, they are given back to it. What was deleted because its
    period was over stays away: the covered copy is what there is of it."""
    file = File.objects.filter(sha256=looked_at.sha256).first()
    if file is not None and not blobs.exists(file.path):
        known = redaction_of(file)
        if known is None or known.original_gone_at is None:
            blobs.write(file.path, looked_at.content)
    return file


def _store(by: Actor, at: datetime, name: str, looked_at: Checked, state: FileState = FileState.CLEARED) -> File:
    """Bytes first, then the row: after a crash there may be bytes without a row, never a row without bytes."""
    file = _described(by, at, name, looked_at)
    file.state = state
    blobs.write(file.path, looked_at.content)
    try:
        with transaction.atomic():
            file.save(force_insert=True)
    except IntegrityError:
        # Somebody stored the same bytes meanwhile; theirs stay.
        blobs.remove(file.path)
        return File.objects.get(sha256=looked_at.sha256)
    return file


def _described(by: Actor, at: datetime, name: str, looked_at: Checked) -> File:
    file = File(
        sha256=looked_at.sha256,
        path=blobs.new_path(looked_at.sha256),
        name=clean_name(name, looked_at.media_type),
        size=len(looked_at.content),
        kind=KINDS[looked_at.media_type],
        media_type=looked_at.media_type,
        stored_at=at,
        stored_by_id=by.person_id,
    )
    if looked_at.picture is not None:
        _describe(file, looked_at.picture)
    return file


DESCRIBED = ("width", "height", "orientation", "taken_at", "camera", "longitude", "latitude")


def _describe(file: File, picture: Picture) -> None:
    """What was seen of the picture, and what its camera claims."""
    camera = picture.camera
    file.width, file.height = picture.width, picture.height
    file.orientation, file.taken_at, file.camera = camera.orientation, camera.taken_at, camera.camera
    file.longitude, file.latitude = camera.longitude, camera.latitude
