"""The pictures of a report, each with what a person decided about it for the public."""

from functools import partial
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from chuangcheng.desk.covering import Covering, cover_page, original_page, state
from chuangcheng.evidence.actions import redact_picture
from chuangcheng.evidence.queries import copies_of
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.participation import queries
from chuangcheng.participation.queries import Report


def looks(report: Report) -> list[dict[str, Any]]:
    """Each picture of the report with what a person decided about it."""
    photos = list(report.photos.filter(file__state="cleared"))
    seen = copies_of(photo.file_id for photo in photos)
    return [
        {"url": reverse("desk:report_cover", args=[report.pk, photo.pk]), "state": state(seen.get(photo.file_id))}
        for photo in photos
    ]


def cover(request: StaffRequest, pk: int, photo: int) -> HttpResponse:
    """The picture with its boxes; saving is the look that publication waits for."""
    report, found = queries.get_report_for(request.actor, pk), queries.photo_for(request.actor, pk, photo)
    given = Covering(
        file=found.file,
        crumbs=(
            (_("Citizens' reports"), reverse("desk:reports")),
            (report.shown_code, reverse("desk:report", args=[pk])),
        ),
        image_url=reverse("desk:report_photo", args=[pk, photo, "shown"]),
        original_url=reverse("desk:report_original", args=[pk, photo]),
        keep=partial(redact_picture, by=request.actor, at=request.at, file=found.file),
    )
    return cover_page(request, given)


@require_POST
def original(request: StaffRequest, pk: int, photo: int) -> HttpResponse:
    """The uncovered picture of a report."""
    found = queries.photo_for(request.actor, pk, photo)
    return original_page(request, found.file, reverse("desk:report_cover", args=[pk, photo]))
