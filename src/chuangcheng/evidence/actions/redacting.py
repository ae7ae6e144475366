"""A person looks at a picture and covers what identifies somebody; the uncovered one goes under lock, then away."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from chuangcheng.evidence import blobs
from chuangcheng.evidence.boxes import ORIGINAL_KEPT, Box, boxes_of, plain, uncovered
from chuangcheng.evidence.covering import covered
from chuangcheng.evidence.models import File, FileState, Redaction
from chuangcheng.evidence.pictures import SHOWN_SIDE, render
from chuangcheng.evidence.queries import held, redaction_of
from chuangcheng.evidence.rules import JPEG
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound, Refused


def redact_picture(
    *, by: Actor, at: datetime, file: File, boxes: Iterable[Sequence[int]] = (), version: int = 0, reason: str = ""
) -> Redaction:
    """What a person decided after looking: a new version of what everybody may see, under a new address.

    `version`: the one that was looked at (0 for none yet). Without boxes the picture is shown as it is. Taking a
    cover away needs the right to see the original and a reason.
    Refused: `unseen`, `stale`, `too_many_boxes`, `empty_box`, `locked`, `reason_missing`,
    `original_gone`.
    """
    by.must("evidence.redact_picture")
    if not file.is_image or file.state != FileState.CLEARED:
        raise Refused("unseen", _("This picture has not been examined yet."))
    before, after = redaction_of(file), _checked(boxes)
    if (before.version if before else 0) != version:
        raise _stale()
    _may_uncover(by, before, after, reason)
    path = _drawn(file, before, after) if after else ""
    with act("evidence.redact_picture", by=by, at=at, on=file, boxes=len(after), reason=reason.strip()) as record:
        made = _saved(by, at, file, before, after, path)
        record.note(version=made.version)
        _tidy(file, before, made)
    return made


def _checked(raw: Iterable[Sequence[int]]) -> tuple[Box, ...]:
    try:
        return boxes_of(raw)
    except ValueError as wrong:
        if str(wrong) == "too_many":
            raise Refused("too_many_boxes", _("Sixty boxes at most."), field="boxes") from None
        raise Refused("empty_box", _("A box has no inside, or lies outside the picture."), field="boxes") from None


def _stale() -> Refused:
    return Refused("stale", _("Somebody else was faster. Look at it again."))


def _may_uncover(by: Actor, before: Redaction | None, after: Sequence[Box], reason: str) -> None:
    if before is None or not uncovered(boxes_of(before.boxes), after):
        return
    if not by.may("evidence.see_original"):
        said = _("Only somebody who may see the original may take a cover away or make it smaller.")
        raise Refused("locked", said)
    if before.original_gone_at is not None:
        raise Refused("original_gone", _("The original has been deleted: what is covered stays covered."))
    if not reason.strip():
        raise Refused("reason_missing", _("Say why what was covered may be seen."), field="reason")


def _drawn(file: File, before: Redaction | None, after: Sequence[Box]) -> str:
    """The copy's path; its bytes are there before any row names them."""
    try:
        if before is not None and before.original_gone_at is not None:
            copies = covered(blobs.read(blobs.variant_path(before.path, "shown")), JPEG, after)
        else:
            copies = covered(blobs.read(file.path), file.media_type, after)
    except OSError:
        raise NotFound("file") from None
    path = blobs.new_path(file.sha256)
    for variant, content in copies.items():
        blobs.write(blobs.variant_path(path, variant), content)
    return path


def _saved(by: Actor, at: datetime, file: File, before: Redaction | None, after: Sequence[Box], path: str) -> Redaction:
    values = {
        "boxes": plain(after),
        "token": secrets.token_hex(16),
        "path": path,
        "looked_at": at,
        "looked_by_id": by.person_id,
        "original_until": at + ORIGINAL_KEPT if after else None,
    }
    if before is None:
        try:
            with transaction.atomic():
                return Redaction.objects.create(file=file, version=1, **values)
        except IntegrityError:
            raise _stale() from None
    rows = Redaction.objects.filter(file=file, version=before.version)
    if not rows.update(version=before.version + 1, **values):
        raise _stale()
    return Redaction.objects.get(file=file)


def _tidy(file: File, before: Redaction | None, made: Redaction) -> None:
    """Once this is kept nothing of the earlier version is left, nor what was drawn of the uncovered picture."""
    gone = [before.path] if before and before.path else []
    if made.path:
        File.objects.filter(pk=file.pk).update(has_thumbnails=False)
        file.has_thumbnails = False
        gone.append(file.path)
    transaction.on_commit(lambda: blobs.remove_variants(*gone))


def see_original(*, by: Actor, at: datetime, file: File, reason: str) -> bytes:
    """The uncovered picture, drawn anew, for a reason that stays in the record. The caller has checked access.

    Refused: `reason_missing`, `original_gone`.
    """
    by.must("evidence.see_original")
    if not reason.strip():
        raise Refused("reason_missing", _("Say why."), field="reason")
    known = redaction_of(file)
    if known is not None and known.original_gone_at is not None:
        raise Refused("original_gone", _("The original has been deleted."))
    if not file.is_image or file.state != FileState.CLEARED:
        raise NotFound("file")
    with act("evidence.see_original", by=by, at=at, on=file, reason=reason.strip()):
        return render(blobs.read(file.path), file.media_type, SHOWN_SIDE)


def drop_original(*, by: Actor, at: datetime, file: File) -> bool:
    """The period is over: of a covered picture only the copy stays. False where a hold keeps it, or it is early."""
    by.must("evidence.drop_original")
    known = Redaction.objects.filter(file=file, original_until__lte=at, original_gone_at=None).exclude(path="").first()
    if known is None or held(file):
        return False
    with act("evidence.drop_original", by=by, at=at, on=file, sha256=file.sha256) as record:
        if not Redaction.objects.filter(file=file, version=known.version).update(original_gone_at=at):
            raise _stale()
        File.objects.filter(pk=file.pk).update(longitude=None, latitude=None, taken_at=None, camera="")
        record.note(version=known.version)
        transaction.on_commit(lambda: blobs.remove(file.path))
    return True
