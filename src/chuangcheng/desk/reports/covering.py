"""Looking at a picture before the public does: boxes over faces and number plates, drawn or typed."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.forms import BaseFormSet, formset_factory
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from chuangcheng.desk.refusals import attempt
from chuangcheng.desk.reports.forms import ReasonForm
from chuangcheng.evidence.actions import redact_picture, see_original
from chuangcheng.evidence.boxes import MOST_BOXES, SCALE
from chuangcheng.evidence.queries import Redaction, copies_of, hinted_boxes, redaction_of
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.participation import queries
from chuangcheng.participation.queries import Report, ReportPhoto

SIDES = ("left", "top", "width", "height")
SPARE = 4


def _side(label: Any) -> forms.FloatField:
    """In per cent of the picture, one digit after the point."""
    number = forms.NumberInput(attrs={"step": "0.1", "min": "0", "max": "100", "inputmode": "decimal"})
    return forms.FloatField(min_value=0, max_value=100, required=False, widget=number, label=label)


class BoxForm(forms.Form):
    """One box; an empty row is none."""

    left = _side(gettext_lazy("From the left (%)"))
    top = _side(gettext_lazy("From the top (%)"))
    width = _side(gettext_lazy("Width (%)"))
    height = _side(gettext_lazy("Height (%)"))

    def thousandths(self) -> tuple[int, ...] | None:
        """As the action wants it; None for an empty row."""
        given = [self.cleaned_data.get(side) for side in SIDES]
        return None if given == [None] * 4 else tuple(round((value or 0) * SCALE / 100) for value in given)


class LookForm(forms.Form):
    """What goes along with the boxes."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(
        required=False,
        max_length=300,
        label=gettext_lazy("Why what was covered may be seen"),
        help_text=gettext_lazy("Needed only where a box is taken away or made smaller."),
    )


def _rows() -> type[BaseFormSet[Any]]:
    return formset_factory(BoxForm, extra=SPARE, max_num=MOST_BOXES, absolute_max=MOST_BOXES, can_delete=True)


def looks(report: Report) -> list[dict[str, Any]]:
    """Each picture of the report with what a person decided about it."""
    photos = list(report.photos.filter(file__state="cleared"))
    seen = copies_of(photo.file_id for photo in photos)
    return [
        {"url": reverse("desk:report_cover", args=[report.pk, photo.pk]), "state": _state(seen.get(photo.file_id))}
        for photo in photos
    ]


def _state(known: Redaction | None) -> str:
    if known is None:
        return _("Nobody has looked at it yet")
    if not known.boxes:
        return _("Looked at: nothing covered")
    count = len(known.boxes)
    return ngettext("%(count)d place covered", "%(count)d places covered", count) % {"count": count}


def cover(request: StaffRequest, pk: int, photo: int) -> HttpResponse:
    """The picture with its boxes; saving is the look that publication waits for."""
    report, found = queries.get_report_for(request.actor, pk), queries.photo_for(request.actor, pk, photo)
    known = redaction_of(found.file)
    boxes = known.boxes if known else hinted_boxes(found.file)
    start = [dict(zip(SIDES, (value * 100 / SCALE for value in box), strict=True)) for box in boxes]
    rows = _rows()(request.POST or None, initial=start, prefix="box")
    form = LookForm(request.POST or None, initial={"version": known.version if known else 0})
    if request.method == "POST" and rows.is_valid() and form.is_valid() and _saved(request, found, rows, form):
        messages.success(request, _("Kept. What everybody may see is this version alone."))
        return redirect("desk:report", pk)
    context = {
        "report": report,
        "photo": found,
        "form": form,
        "rows": rows,
        "boxes": boxes,
        "known": known,
        "is_hinted": known is None and bool(boxes),
        "state": _state(known),
        "image_url": reverse("desk:report_photo", args=[pk, photo, "shown"]) + f"?v={known.version if known else 0}",
        "is_locked": known is not None and bool(known.path) and known.original_gone_at is None,
        "may_see_original": request.actor.may_anywhere("evidence.see_original"),
        "reason_form": ReasonForm(prefix="original"),
    }
    return render(request, "desk/reports/cover.html", context)


def _saved(request: StaffRequest, photo: ReportPhoto, rows: BaseFormSet[Any], form: LookForm) -> bool:
    kept = [row for row in rows.forms if not row.cleaned_data.get("DELETE")]
    given = [box for box in (row.thousandths() for row in kept) if box is not None]
    said = {"version": form.cleaned_data["version"], "reason": form.cleaned_data["reason"]}
    deed = partial(redact_picture, by=request.actor, at=request.at, file=photo.file, boxes=given, **said)
    return attempt(form, deed) is not None


@require_POST
def original(request: StaffRequest, pk: int, photo: int) -> HttpResponse:
    """The uncovered picture, once, for a reason that stays in the record. Nothing on the way keeps a copy."""
    found = queries.photo_for(request.actor, pk, photo)
    try:
        reason = request.POST.get("original-reason", "")
        content = see_original(by=request.actor, at=request.at, file=found.file, reason=reason)
    except Refused as refused:
        messages.error(request, str(refused.message))
        return redirect("desk:report_cover", pk, photo)
    return HttpResponse(
        content,
        content_type="image/jpeg",
        headers={"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"},
    )
