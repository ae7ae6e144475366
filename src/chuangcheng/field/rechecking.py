"""回頭看 on the phone: what was wrong, what was done about it, and the one question whether it has stayed so."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.cases.queries import Outcome
from chuangcheng.evidence.queries import file_response
from chuangcheng.field.checklist import own_visit
from chuangcheng.field.forms import RecheckForm
from chuangcheng.field.uploads import stored
from chuangcheng.frameworks.queries import cards_of
from chuangcheng.inspections import queries
from chuangcheng.inspections.actions import Seen, finish_visit
from chuangcheng.inspections.queries import Visit, VisitKind
from chuangcheng.kit.refused import NotFound, Refused
from chuangcheng.kit.requests import StaffRequest


def recheck(request: StaffRequest, pk: int) -> HttpResponse:
    """The case with its pictures, and the outcome; one screen, one button."""
    visit = own_visit(request, pk)
    if visit.kind != VisitKind.RECHECK:
        raise NotFound("visit")
    form = RecheckForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _kept(request, visit, form):
        messages.success(request, _("Recorded."))
        return redirect("field:home")
    subject = queries.subject_of(visit)
    point = subject.case.check_point
    context = {
        "visit": visit,
        "case": subject.case,
        "submission": subject.submission,
        "before": [_picture(visit, photo) for photo in subject.before],
        "after": [_picture(visit, photo) for photo in subject.after],
        "cards": cards_of([point]).get(point.pk, []) if point else [],
        "form": form,
        "outcomes": _outcomes(form),
        "is_writable": queries.may_record(request.actor, visit),
    }
    return render(request, "field/recheck.html", context)


def _outcomes(form: RecheckForm) -> list[dict[str, Any]]:
    tones = {Outcome.KEPT: "pass", Outcome.RELAPSED: "fail"}
    chosen = form["outcome"].value()
    return [
        {"value": one.value, "label": one.label, "tone": tones.get(one, "other"), "is_chosen": one == chosen}
        for one in Outcome
    ]


def _kept(request: StaffRequest, visit: Visit, form: RecheckForm) -> bool:
    """Keeps the outcome. Pictures of something that could not be seen are not taken in."""
    given = form.cleaned_data
    try:
        photos = stored(request, "photos") if given["outcome"] != Outcome.NOT_SEEN else []
        said = Seen(given["outcome"], given["note"], photos)
        finish_visit(by=request.actor, at=request.at, visit=visit, note=given["note"], recheck=said)
    except Refused as refused:
        if refused.status == 404:
            raise
        form.add_error(refused.field if refused.field in form.fields else None, str(refused.message))
        return False
    return True


def _picture(visit: Visit, photo: Any) -> dict[str, Any]:
    def url(variant: str) -> str:
        return reverse("field:case_photo", args=[visit.pk, photo.pk, variant])

    return {"url": url("shown"), "thumbnail_url": url("thumbnail"), "caption": photo.get_kind_display()}


@require_GET
def case_photo(request: StaffRequest, pk: int, photo: int, variant: str) -> FileResponse:
    """A picture of the case that one is sent to look at; never the original with what the camera wrote."""
    visit = own_visit(request, pk)
    if variant not in ("shown", "thumbnail"):
        raise NotFound("photo")
    found = queries.subject_photo(visit, photo)
    return file_response(found.file, "shown" if variant == "shown" else "thumbnail")
