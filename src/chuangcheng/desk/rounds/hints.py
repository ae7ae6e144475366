"""Hints on the pictures of a visit: both pictures side by side, and one way to put a hint aside."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from chuangcheng.desk.reuse import Uses, kind_in_words, pairs_of
from chuangcheng.evidence.queries import File
from chuangcheng.inspections import queries
from chuangcheng.inspections.actions import dismiss_hint
from chuangcheng.inspections.queries import Line, ObservationPhoto, Visit
from chuangcheng.kit.refused import NotFound, Refused
from chuangcheng.kit.requests import StaffRequest


def picture(photo: ObservationPhoto) -> dict[str, Any]:
    """What the components show of a picture."""
    return {
        "url": reverse("desk:observation_photo", args=[photo.pk, "shown"]),
        "thumbnail_url": reverse("desk:observation_photo", args=[photo.pk, "thumbnail"]),
        "caption": photo.get_kind_display(),
    }


def hints(request: StaffRequest, visit: Visit, lines: list[Line], rows: list[Any]) -> dict[str, Any] | None:
    """What the panel shows of photos that come from the same photo as an earlier one; None for readers without the
    sight and for visits without a hint. Those that somebody looked at come last."""
    photos = [photo for line in lines for photo in line.photos if photo.file.is_image]
    if not photos or not request.actor.may_anywhere("cases.see_hint"):
        return None
    pairs, own = pairs_of({one.file_id: one.file for one in photos}), {row.case_id for row in rows}
    uses, looked_at = Uses(request, pairs), queries.visit_dismissals(visit)
    found = []
    for photo in photos:
        for later, earlier, kind in pairs:
            use = uses.first(earlier.pk, visit.visited_at or request.at, own, {visit.pk})
            if later != photo.file_id or use is None:
                continue
            found.append(
                {
                    "how": kind_in_words(kind),
                    "use": use,
                    "picture": picture(photo),
                    "file": photo.file_id,
                    "earlier": earlier.pk,
                    "dismissal": looked_at.get((photo.file_id, earlier.pk)),
                }
            )
    if not found:
        return None
    is_own = queries.is_inspector_of(request.actor, visit)
    may_dismiss = request.actor.may("inspections.dismiss_hint", area_path=visit.area_path) and not is_own
    return {"lines": sorted(found, key=lambda one: one["dismissal"] is not None), "may_dismiss": may_dismiss}


@require_POST
def dismiss(request: StaffRequest, pk: int) -> HttpResponse:
    """Put one hint aside."""
    visit = queries.get_visit_for(request.actor, pk, request.at)
    given = [request.POST.get(name, "") for name in ("file", "earlier")]
    files = File.objects.in_bulk([int(one) for one in given if one.isdecimal() and len(one) < 16])
    found = [files.get(int(one)) if one.isdecimal() else None for one in given]
    file, earlier = found
    if file is None or earlier is None:
        raise NotFound("file")
    reason = request.POST.get("reason", "")
    try:
        dismiss_hint(by=request.actor, at=request.at, visit=visit, file=file, earlier=earlier, reason=reason)
    except Refused as refused:
        if refused.status == 404:
            raise
        messages.error(request, str(refused.message))
    else:
        messages.success(request, _("The hint is put aside."))
    return redirect("desk:visit", pk)
