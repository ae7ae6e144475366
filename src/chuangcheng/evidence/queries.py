"""Reads of stored files. The owning room has checked access before it calls; nothing here finds a file by its hash."""

import io
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from django.apps import apps
from django.db import models
from django.http import FileResponse
from django.utils.html import escape
from django.utils.translation import gettext as _

from chuangcheng.evidence import blobs
from chuangcheng.evidence.models import (
    File,
    FileKind,
    FileState,
    LegalHold,
    PictureComparison,
    Redaction,
    RedactionHint,
)
from chuangcheng.evidence.pictures import SHOWN_SIDE, THUMBNAIL_SIDE, render
from chuangcheng.evidence.rules import EXTENSIONS, JPEG, Hostile
from chuangcheng.kit.refused import NotFound

__all__ = [
    "File",
    "FileKind",
    "FileState",
    "LegalHold",
    "PictureComparison",
    "Redaction",
    "compared",
    "copies_of",
    "file_response",
    "held",
    "hinted_boxes",
    "owners",
    "redaction_by_token",
    "redaction_of",
    "reused_from",
    "shown_bytes",
]

Variant = Literal["shown", "thumbnail", "original"]
SIDES = {"shown": SHOWN_SIDE, "thumbnail": THUMBNAIL_SIDE}
HEADERS = {
    "Cache-Control": "private, max-age=3600",
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; sandbox",
}


def file_response(file: File, variant: Variant = "shown", *, name: str = "") -> FileResponse:
    """The file as an answer, for a view that has checked access through the owning record.

    Of a picture `shown` and `thumbnail` are drawn anew, without what the camera wrote; the `original` keeps it and is
    for those who examine evidence. Everything but a drawn picture is a download. NotFound where the bytes are gone.
    A picture that a person has covered is the covered copy in every variant: `actions.see_original` shows the other.
    """
    if file.state != FileState.CLEARED:
        if variant not in SIDES:
            raise NotFound("file")
        card = _answer(io.BytesIO(_card(file)), "image/svg+xml", f"{file.pk}.svg", as_attachment=False)
        card["Cache-Control"] = "no-store"
        return card
    covered = _covered(file)
    if covered is not None and variant not in SIDES:
        variant = "shown"
    if file.is_image and variant in SIDES:
        return _answer(_drawn(file, variant, covered), "image/jpeg", f"{file.pk}-{variant}.jpg", as_attachment=False)
    try:
        content = blobs.open_blob(file.path)
    except OSError:
        raise NotFound("file") from None
    saved_as = name or file.name or f"{file.pk}.{EXTENSIONS[file.media_type]}"
    return _answer(content, file.media_type, saved_as, as_attachment=True)


def _answer(content: Any, media_type: str, name: str, *, as_attachment: bool) -> FileResponse:
    return FileResponse(content, content_type=media_type, as_attachment=as_attachment, filename=name, headers=HEADERS)


def _card(file: File) -> bytes:
    """In place of a picture that nobody has looked at yet, or that is damaged: nothing of its bytes is shown."""
    words = _("This picture is damaged") if file.state == FileState.BROKEN else _("This picture is being checked")
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 240" width="320" height="240">'
        '<rect width="320" height="240" fill="#eef0f3"/>'
        '<text x="160" y="126" text-anchor="middle" font-family="sans-serif" font-size="18" fill="#4a5566">'
        f"{escape(words)}</text></svg>"
    ).encode()


def _covered(file: File) -> Redaction | None:
    """The version in force, if anything in it is covered."""
    known = redaction_of(file) if file.is_image else None
    return known if known is not None and known.path else None


def shown_bytes(file: File, copies: Mapping[int, Redaction] | None = None) -> bytes:
    """A cleared picture drawn anew, without what the camera wrote; what is covered stays covered. NotFound where the
    bytes are gone. `copies`: of many files what `copies_of` says, so that none is asked for by itself.
    """
    if file.state != FileState.CLEARED or not file.is_image:
        raise NotFound("file")
    known = redaction_of(file) if copies is None else copies.get(file.pk)
    with _drawn(file, "shown", known if known is not None and known.path else None) as stream:
        content: bytes = stream.read()
    return content


def _drawn(file: File, variant: str, covered: Redaction | None) -> Any:
    """The stored variant; before its job has run (or after a loss) it is drawn on the spot, unless it is covered."""
    if covered is not None:
        try:
            return blobs.open_blob(blobs.variant_path(covered.path, variant))
        except OSError:
            raise NotFound("file") from None
    if file.has_thumbnails:
        try:
            return blobs.open_blob(blobs.variant_path(file.path, variant))
        except OSError:
            pass
    try:
        return io.BytesIO(render(blobs.read(file.path), file.media_type, SIDES[variant]))
    except (OSError, Hostile):
        raise NotFound("file") from None


def picture_bytes(file: File, side: int) -> bytes:
    """A cleared picture drawn anew as JPEG, at most `side` pixels, without what the camera wrote. NotFound otherwise.

    For papers that print it; the caller has checked access through the owning record.
    """
    if file.state != FileState.CLEARED or not file.is_image:
        raise NotFound("picture")
    covered = _covered(file)
    try:
        if covered is not None:
            return render(blobs.read(blobs.variant_path(covered.path, "shown")), JPEG, side)
        return render(blobs.read(file.path), file.media_type, side)
    except (OSError, Hostile):
        raise NotFound("picture") from None


def redaction_of(file: File) -> Redaction | None:
    """What a person decided about this picture; None where nobody has looked at it for the public yet."""
    return Redaction.objects.filter(pk=file.pk).first()


def copies_of(files: Iterable[int]) -> dict[int, Redaction]:
    """Of these files, those that a person has looked at: file → the version in force. One query.

    A room that publishes pictures shows those named here and no others, under an address with their `token`.
    """
    return {row.file_id: row for row in Redaction.objects.filter(pk__in=list(files), file__state=FileState.CLEARED)}


def redaction_by_token(token: str) -> Redaction:
    """The version in force under this public address, with its file. NotFound for an older version's."""
    rows = Redaction.objects.select_related("file").filter(file__state=FileState.CLEARED)
    found = rows.filter(token=token).first()
    if found is None:
        raise NotFound("picture")
    return found


def hinted_boxes(file: File) -> list[list[int]]:
    """Where a machine thinks that a face or a plate is; nothing before its job has run."""
    known = RedactionHint.objects.filter(pk=file.pk).first()
    return list(known.boxes) if known else []


def owners(file: File) -> list[tuple[str, int]]:
    """(model, rows) of every key to this file anywhere in the product, many-to-many included. What this room itself
    keeps of a file (holds, what it looks like) does not own it.

    One query per key that exists. Found by walking the models, so that no room can forget to name itself.
    """
    found = []
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.get_fields():
            if (
                isinstance(field, models.ForeignKey)
                and field.related_model is File
                and model._meta.app_label != "evidence"
            ):
                count = model._default_manager.filter(**{field.name: file}).count()
                found += [(model._meta.label_lower, count)] if count else []
    return found


def reused_from(files: Iterable[int]) -> list[PictureComparison]:
    """Of these pictures, those that come from the same photo as an earlier one; with both files. One query."""
    rows = PictureComparison.objects.filter(later__in=list(files), is_reused=True)
    return list(rows.select_related("earlier", "later").order_by("later_id", "earlier_id")[:200])


def compared(earlier: Iterable[int], later: Iterable[int]) -> list[PictureComparison]:
    """What is kept about pairs of these, for the question whether both show one place. One query."""
    return list(PictureComparison.objects.filter(earlier__in=list(earlier), later__in=list(later))[:200])


def held(file: File) -> list[LegalHold]:
    """The holds in force on a file."""
    return list(LegalHold.objects.filter(file=file, lifted_at=None).order_by("placed_at"))
