"""Editing a draft: standards and check points."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from chuangcheng.desk.frameworks.cards import card_sets
from chuangcheng.desk.frameworks.forms import CheckPointForm, IndicatorForm, NewCheckPointForm, may
from chuangcheng.desk.history import history
from chuangcheng.desk.refusals import attempt
from chuangcheng.frameworks import queries
from chuangcheng.frameworks.actions import add_check_point, edit_check_point, edit_indicator, remove_check_point
from chuangcheng.frameworks.queries import CheckPoint
from chuangcheng.frameworks.rules import plain_number
from chuangcheng.frameworks.spreadsheet import parameters_text
from chuangcheng.kit.requests import StaffRequest


def edit_standard(request: StaffRequest, pk: int) -> HttpResponse:
    """Wording, methods, weight and scoring of an indicator in a draft."""
    row = queries.indicator_by_pk(pk)
    stored = queries.indicator_row(row)
    initial = {
        "name_zh": row.name_zh,
        "name_en": row.name_en,
        "methods": row.methods,
        "weight": stored.weight_note if stored.weight is None else plain_number(stored.weight),
        "style": row.style,
        "style_parameters": parameters_text(stored.style_parameters),
    }
    form = IndicatorForm(request.POST or None, initial=initial, indicator=row)
    if request.method == "POST" and form.is_valid():
        given = dict(form.cleaned_data)
        weight, note = given.pop("weight")
        given["methods"] = tuple(given["methods"])
        deed = partial(
            edit_indicator, by=request.actor, at=request.at, indicator=row, weight=weight, weight_note=note, **given
        )
        if attempt(form, deed):
            messages.success(request, _("Saved in the draft."))
            return redirect("desk:standard", pk)
    return render(
        request, "desk/frameworks/edit_standard.html", {"form": form, "standard": row, "edition": row.edition}
    )


def new_check_point(request: StaffRequest, pk: int) -> HttpResponse:
    """A further check point of a draft."""
    one = queries.edition_by_pk(pk)
    initial = {"standard": request.GET.get("standard", ""), "site_type": request.GET.get("site_type", "")}
    form = NewCheckPointForm(request.POST or None, initial=initial, edition=one)
    if request.method == "POST" and form.is_valid():
        deed = partial(add_check_point, by=request.actor, at=request.at, edition=one, **form.cleaned_data)
        made = attempt(form, deed)
        if made:
            messages.success(request, _("Check point %(code)s was added to the draft.") % {"code": made.code})
            return redirect("desk:check_point", made.pk)
    return render(request, "desk/frameworks/check_point.html", {"form": form, "edition": one, "is_new": True})


def check_point(request: StaffRequest, pk: int) -> HttpResponse:
    """A check point: editable in a draft, to be read in a published edition."""
    point = queries.check_point_by_pk(pk)
    is_editable = not point.edition.is_published and request.actor.may_anywhere("frameworks.edit_check_point")
    form = CheckPointForm(request.POST or None, initial=_initial(point), edition=point.edition)
    if request.method == "POST" and form.is_valid():
        deed = partial(edit_check_point, by=request.actor, at=request.at, check_point=point, **form.cleaned_data)
        if attempt(form, deed):
            messages.success(request, _("Saved in the draft."))
            return redirect("desk:check_point", pk)
    cards = next(iter(card_sets([point])), None)
    context: dict[str, Any] = {
        "cards": cards,
        "card_count": cards.count if cards else 0,
        "form": form if is_editable else None,
        "point": point,
        "edition": point.edition,
        "history": history(point),
        "may": may(request.actor, "remove_check_point", "add_card"),
    }
    return render(request, "desk/frameworks/check_point.html", context)


def _initial(point: CheckPoint) -> dict[str, Any]:
    names = ("name_zh", "kind", "threshold", "photo", "severity", "exceptions_zh")
    return {
        **{name: getattr(point, name) for name in names},
        "standard": point.standard.code if point.standard else "",
        "example_faults": "\n".join(point.example_faults),
    }


def remove_point(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a check point out of a draft, after a second click."""
    point = queries.check_point_by_pk(pk)
    if request.method == "POST" and request.POST.get("confirmed"):
        site_type = point.site_type_id
        remove_check_point(by=request.actor, at=request.at, check_point=point)
        messages.success(request, _("Removed from the draft."))
        return redirect("desk:edition_site_type", point.edition_id, site_type)
    context = {
        "heading": _("Remove check point %(code)s") % {"code": point.code},
        "text": point.name,
        "button": _("Remove"),
        "is_dangerous": True,
        "cancel_url": f"/desk/check-points/{pk}/",
    }
    return render(request, "kit/confirm.html", context)
