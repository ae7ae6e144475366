"""The list of decided violations, one with what the public would see, and the moves."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_GET

from chuangcheng.desk.exposures.pictures import pictures
from chuangcheng.desk.history import history
from chuangcheng.desk.refusals import attempt
from chuangcheng.exposures import actions, queries
from chuangcheng.exposures.queries import GROUP_NAMES, Violation, ViolationState
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.proceedings import queries as proceedings


class TextForm(forms.Form):
    """Why."""

    text = forms.CharField(max_length=2000, label=gettext_lazy("Text"), widget=forms.Textarea(attrs={"rows": 4}))


class ViolationFilter(forms.Form):
    """Group and state."""

    group = forms.ChoiceField(
        required=False,
        label=pgettext_lazy("traffic", "Group"),
        choices=(("", pgettext_lazy("traffic", "All groups")), *GROUP_NAMES.items()),
    )
    state = forms.ChoiceField(
        required=False,
        label=gettext_lazy("State"),
        choices=(("", gettext_lazy("All states")), *ViolationState.choices),
    )


MOVES: dict[str, tuple[Any, type[forms.Form]]] = {
    "propose_exposure": (actions.propose_exposure, TextForm),
    "set_aside_violation": (actions.set_aside_violation, TextForm),
    "annul_violation": (actions.annul_violation, forms.Form),
}


def tabs(active: str) -> list[dict[str, Any]]:
    """The pages around violations; whoever sees one sees all."""
    shown = (
        ("desk:violations", _("Decided violations")),
        ("desk:traffic_statistics", _("Places and hours")),
        ("desk:violation_kinds", _("Kinds of violations")),
    )
    return [{"label": label, "url": reverse(name), "active": name == active} for name, label in shown]


def listing(request: StaffRequest) -> HttpResponse:
    """The latest first. A whole plate is sought by its hash, and is posted, so that no address carries it."""
    form = ViolationFilter(request.GET)
    given = form.cleaned_data if form.is_valid() else {}
    plate = request.POST.get("plate", "")[:20]
    rows = queries.violations_for(
        request.actor, state=given.get("state", ""), group=given.get("group", ""), plate=plate
    )
    found = page(rows, ["-happened_at"], cursor=request.GET.get("cursor", ""))
    context = {
        "page": found,
        "rows": found.rows,
        "form": form,
        "was_sought": bool(plate.strip()),
        "tabs": tabs("desk:violations"),
        "may_import": request.actor.may_anywhere("exposures.import_violations"),
    }
    return render(request, "desk/exposures/violations.html", context)


@require_GET
def violation(request: StaffRequest, pk: int) -> HttpResponse:
    """One, with its proceeding and what everybody would see."""
    found = queries.get_violation_for(request.actor, pk)
    moves = queries.violation_moves(request.actor, found)
    running = found.proceeding
    context = {
        "violation": found,
        "moves": [(move.verb.removeprefix("exposures."), move.label) for move in moves],
        "shown": _shown(found),
        "own_pictures": pictures(request, found),
        "may_change": queries.may_change_pictures(request.actor, found),
        "may_take_out": request.actor.may("exposures.take_out_picture", unit_path="", area_path=""),
        "standing": proceedings.standing(running, request.at) if running else None,
        "has_address": bool(found.address_sealed),
        "history": history(found, limit=30),
    }
    return render(request, "desk/exposures/violation.html", context)


def _shown(found: Violation) -> Any:
    """What everybody reads, or would read under the kind in force."""
    if found.proceeding is not None:
        return proceedings.public_fields(found.proceeding)
    return proceedings.preview(actions.kind_of(found), actions.facts_of(found))


def move(request: StaffRequest, pk: int, move: str) -> HttpResponse:
    """One move; what the table or the grants do not allow does not exist."""
    found = queries.get_violation_for(request.actor, pk)
    moves = queries.violation_moves(request.actor, found)
    allowed = {one.verb.removeprefix("exposures."): one.label for one in moves}
    if move not in MOVES or move not in allowed:
        raise NotFound("move")
    deed, kind = MOVES[move]
    form = kind(request.POST or None)
    if request.method == "POST" and (form.is_valid() or not form.fields):
        given = partial(deed, by=request.actor, at=request.at, violation=found, **getattr(form, "cleaned_data", {}))
        if attempt(form, given):
            messages.success(request, _("Saved."))
            return redirect("desk:violation", found.pk)
    context: dict[str, Any] = {"form": form, "violation": found, "heading": allowed[move]}
    if move == "propose_exposure":
        seen = [one["url"] if one["is_shown"] else "" for one in pictures(request, found)]
        context |= {"shown": _shown(found), "pictures": seen}
    return render(request, "desk/exposures/form.html", context)
