"""Looking at a picture before the public does: boxes over faces and number plates, drawn or typed. The room that owns
the picture says who may, and what keeping means."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.forms import BaseFormSet, formset_factory
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from chuangcheng.desk.refusals import attempt
from chuangcheng.evidence.actions import see_original
from chuangcheng.evidence.boxes import MOST_BOXES, SCALE
from chuangcheng.evidence.queries import File, Redaction, hinted_boxes, redaction_of
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.requests import StaffRequest

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


class OriginalForm(forms.Form):
    """Why the uncovered picture is looked at; it stays in the record."""

    reason = forms.CharField(max_length=500, widget=forms.Textarea(attrs={"rows": 2}), label=gettext_lazy("Reason"))


@dataclass(frozen=True, slots=True)
class Covering:
    """A picture as its room hands it over. `keep` takes `boxes` and what `form` asks for; `crumbs`: (label, address)
    of the pages above, the last of which is gone back to."""

    file: File
    crumbs: tuple[tuple[Any, str], ...]
    image_url: str
    original_url: str
    keep: Callable[..., object]
    form: type[LookForm] = LookForm


def state(known: Redaction | None) -> str:
    """What a person decided about a picture, in words."""
    if known is None:
        return _("Nobody has looked at it yet")
    if not known.boxes:
        return _("Looked at: nothing covered")
    count = len(known.boxes)
    return ngettext("%(count)d place covered", "%(count)d places covered", count) % {"count": count}


def cover_page(request: StaffRequest, given: Covering) -> HttpResponse:
    """The picture with its boxes; saving is the look that publication waits for."""
    known, back = redaction_of(given.file), given.crumbs[-1][1]
    boxes = known.boxes if known else hinted_boxes(given.file)
    start = [dict(zip(SIDES, (value * 100 / SCALE for value in box), strict=True)) for box in boxes]
    rows = _rows()(request.POST or None, initial=start, prefix="box")
    form = given.form(request.POST or None, initial={"version": known.version if known else 0})
    if request.method == "POST" and rows.is_valid() and form.is_valid() and _saved(given, rows, form):
        messages.success(request, _("Kept. What everybody may see is this version alone."))
        return redirect(back)
    context = {
        "file": given.file,
        "crumbs": given.crumbs,
        "back": back,
        "form": form,
        "rows": rows,
        "boxes": boxes,
        "known": known,
        "is_hinted": known is None and bool(boxes),
        "state": state(known),
        "image_url": f"{given.image_url}?v={known.version if known else 0}",
        "original_url": given.original_url,
        "is_locked": known is not None and bool(known.path) and known.original_gone_at is None,
        "may_see_original": request.actor.may_anywhere("evidence.see_original"),
        "reason_form": OriginalForm(prefix="original"),
    }
    return render(request, "desk/covering.html", context)


def _rows() -> type[BaseFormSet[Any]]:
    return formset_factory(BoxForm, extra=SPARE, max_num=MOST_BOXES, absolute_max=MOST_BOXES, can_delete=True)


def _saved(given: Covering, rows: BaseFormSet[Any], form: LookForm) -> bool:
    kept = [row for row in rows.forms if not row.cleaned_data.get("DELETE")]
    boxes = [box for box in (row.thousandths() for row in kept) if box is not None]
    return attempt(form, partial(given.keep, boxes=boxes, **form.cleaned_data)) is not None


def original_page(request: StaffRequest, file: File, back: str) -> HttpResponse:
    """The uncovered picture, once, for a reason that stays in the record. Nothing on the way keeps a copy."""
    try:
        reason = request.POST.get("original-reason", "")
        content = see_original(by=request.actor, at=request.at, file=file, reason=reason)
    except Refused as refused:
        messages.error(request, str(refused.message))
        return redirect(back)
    return HttpResponse(
        content,
        content_type="image/jpeg",
        headers={"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"},
    )
