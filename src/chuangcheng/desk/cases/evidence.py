"""Pictures of a case: stored on their way in, served on their way out to whoever may see the case."""

from collections.abc import Iterable
from typing import Any

from django.http import FileResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from chuangcheng.cases import queries
from chuangcheng.cases.queries import CasePhoto
from chuangcheng.evidence.actions import store_file
from chuangcheng.evidence.queries import File, file_response
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest

VARIANTS = {"shown": "shown", "thumbnail": "thumbnail", "original": "original"}


def stored(request: StaffRequest, uploads: Iterable[Any]) -> list[File]:
    """Take uploads in, before the move is made: looking at a picture must not hold the database."""
    return [
        store_file(by=request.actor, at=request.at, name=upload.name or "", content=upload.file) for upload in uploads
    ]


@require_GET
def case_photo(request: StaffRequest, pk: int, photo: int, variant: str) -> FileResponse:
    """One picture of a case; the original, with what the camera wrote, is for those who may close cases."""
    found = queries.photo_for(request.actor, pk, photo)
    if variant not in VARIANTS:
        raise NotFound("photo")
    if variant == "original" and found.file.is_image and not request.actor.may_anywhere("cases.close_case"):
        raise NotFound("photo")
    return file_response(found.file, VARIANTS[variant])  # type: ignore[arg-type]


def picture(photo: CasePhoto) -> dict[str, Any]:
    """What the components show of a picture."""

    def url(variant: str) -> str:
        return reverse("desk:case_photo", args=[photo.case_id, photo.pk, variant])

    return {
        "url": url("shown"),
        "thumbnail_url": url("thumbnail"),
        "caption": photo.get_kind_display(),
        "at": photo.added_at,
        "taken_at": photo.file.taken_at,
        "is_image": photo.file.is_image,
        "name": photo.file.name,
        "file_url": url("original"),
    }
