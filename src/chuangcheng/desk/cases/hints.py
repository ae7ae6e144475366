"""Hints on the pictures of a case, for those who verify; and the form that puts one aside with a reason."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from chuangcheng.cases import queries
from chuangcheng.cases.actions import dismiss_hint
from chuangcheng.cases.queries import Case, CasePhoto, Dossier, Hint, PhotoKind
from chuangcheng.desk.cases.evidence import picture
from chuangcheng.desk.reuse import Use, Uses, kind_in_words, pairs_of
from chuangcheng.evidence.queries import File
from chuangcheng.kit.refused import NotFound, Refused
from chuangcheng.kit.requests import StaffRequest


def hints(request: StaffRequest, found: Case, rows: Dossier) -> dict[str, Any] | None:
    """What the panel shows; None for readers without the sight and for cases without a hint."""
    photos = [one for one in rows.photos if one.file.is_image]
    if not photos or not request.actor.may_anywhere("cases.see_hint"):
        return None
    doubts = queries.doubts_of(found, photos)
    told = [(one, None) for one in (*queries.other_places(photos), *doubts) if one.code != "no_metadata"]
    lines = [*_reused(request, found, photos), *told]
    if not lines:
        return None
    looked_at = queries.dismissals(found)
    shown = [_line(hint, use, looked_at.get(hint.key)) for hint, use in lines]
    return {
        "lines": sorted(shown, key=lambda one: one["dismissal"] is not None),
        "without_metadata": sum(one.code == "no_metadata" for one in doubts),
        "may_dismiss": request.actor.may("cases.dismiss_hint", unit_path=found.unit_path, area_path=found.area_path)
        and not (found.unit and request.actor.belongs_to([found.unit.path])),
    }


def _reused(request: StaffRequest, found: Case, photos: list[CasePhoto]) -> list[tuple[Hint, Use | None]]:
    pairs = pairs_of({one.file_id: one.file for one in photos})
    uses, own = Uses(request, pairs), queries.family(found)
    lines: list[tuple[Hint, Use | None]] = []
    for photo in photos:
        for later, earlier, kind in pairs:
            if later != photo.file_id:
                continue
            use = uses.first(earlier.pk, photo.added_at, own, set()) or _from_before(photos, photo, earlier)
            if use:
                lines.append((Hint("reused", photo, earlier=earlier, kind=kind), use))
    return lines


def _from_before(photos: list[CasePhoto], photo: CasePhoto, earlier: File) -> Use | None:
    """The picture of the fault sent again as the picture of the work proves nothing, in one case too."""
    if photo.kind != PhotoKind.AFTER:
        return None
    same = next((one for one in photos if one.kind == PhotoKind.BEFORE and one.file_id == earlier.pk), None)
    return Use(same.added_at, _("this case, before the work"), picture=picture(same)["url"]) if same else None


def _line(hint: Hint, use: Use | None, dismissal: Any) -> dict[str, Any]:
    return {
        "hint": hint,
        "sentence": _sentence(hint),
        "picture": picture(hint.photo),
        "use": use,
        "earlier": hint.earlier.pk if hint.earlier else "",
        "dismissal": dismissal,
    }


def _sentence(hint: Hint) -> str:
    after = hint.photo.kind == PhotoKind.AFTER
    if hint.code == "reused":
        return _("Comes from the same photo as an earlier picture: %(how)s") % {"how": kind_in_words(hint.kind)}
    if hint.code == "other_place":
        return _("Does not seem to show the same place as before the work")
    if hint.code == "taken_long_before":
        return _("Taken before the fault was found") if after else _("Taken long before the fault was found")
    if hint.code == "taken_elsewhere":
        return _("Taken %(metres)s m away from the place") % {"metres": f"{hint.amount or 0:,.0f}"}
    return _("The camera says that it was taken after it was received")


@require_POST
def dismiss(request: StaffRequest, pk: int) -> HttpResponse:
    """Put one hint aside."""
    found = queries.get_case_for(request.actor, pk)
    ids = [int(given) for given in (request.POST.get("file"), request.POST.get("earlier")) if given and given.isdigit()]
    files = File.objects.in_bulk(ids)
    if not ids or len(files) != len(set(ids)):
        raise NotFound("file")
    try:
        dismiss_hint(
            by=request.actor,
            at=request.at,
            case=found,
            file=files[ids[0]],
            code=request.POST.get("code", ""),
            reason=request.POST.get("reason", ""),
            earlier=files[ids[1]] if len(ids) > 1 else None,
        )
    except Refused as refused:
        if refused.status == 404:
            raise
        messages.error(request, str(refused.message))
    else:
        messages.success(request, _("The hint is put aside."))
    return redirect("desk:case", pk)
