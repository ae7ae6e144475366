"""A content looked at from beginning to end before anything is kept of it, and in words why it is not taken."""

import hashlib
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from chuangcheng.evidence.pictures import Picture, open_picture
from chuangcheng.evidence.rules import KINDS, PDF, Hostile, check_pdf, media_type_of
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
class Checked:
    """A content that has been looked at from beginning to end."""

    content: bytes
    sha256: str
    media_type: str
    picture: Picture | None


def checked(content: bytes) -> Checked:
    """Refused with the codes of REASONS."""
    try:
        if len(content) > settings.MAX_UPLOAD_BYTES:
            raise Hostile("too_large")
        media_type = media_type_of(content)
        if media_type == PDF:
            check_pdf(content)
        is_image = KINDS[media_type] == "image"
        picture = open_picture(content, media_type, ZoneInfo(settings.TIME_ZONE)) if is_image else None
    except Hostile as hostile:
        raise refusal(hostile) from None
    return Checked(content, hashlib.sha256(content).hexdigest(), media_type, picture)


def refusal(hostile: Hostile) -> Refused:
    """The sentence that a person reads."""
    values = {"most": settings.MAX_UPLOAD_BYTES // (1024 * 1024)}
    reason = REASONS[hostile.code]
    return Refused(hostile.code, reason % values if hostile.code == "too_large" else reason, field="file")
