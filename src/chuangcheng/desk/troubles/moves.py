"""The moves of a trouble spot: each has a form of what it must carry; the table says which there are."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from chuangcheng.desk.cases.evidence import stored
from chuangcheng.desk.refusals import attempt
from chuangcheng.desk.troubles.forms import AssessForm, LogForm, ReasonForm, ResultForm, StartForm
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.patrols import actions, queries

MOVES: dict[str, tuple[Any, type[forms.Form]]] = {
    "start_treatment": (actions.start_treatment, StartForm),
    "log_treatment": (actions.log_treatment, LogForm),
    "finish_treatment": (actions.finish_treatment, ResultForm),
    "assess_spot": (actions.assess_spot, AssessForm),
    "release_spot": (actions.release_spot, ReasonForm),
    "mark_relapsed": (actions.mark_relapsed, ReasonForm),
    "drop_spot": (actions.drop_spot, ReasonForm),
}


def move(request: StaffRequest, pk: int, move: str) -> HttpResponse:
    """One move with its form. What the table or the reader's grants do not allow does not exist."""
    spot = queries.get_spot_for(request.actor, pk)
    allowed = {one.verb.removeprefix("patrols."): one for one in queries.spot_moves(request.actor, spot)}
    if move not in MOVES or move not in allowed:
        raise NotFound("move")
    deed, kind = MOVES[move]
    options: dict[str, Any] = {"spot": spot} if kind is StartForm else {}
    form = kind(request.POST or None, request.FILES or None, **options)
    if request.method == "POST" and form.is_valid() and _done(form, _deed(request, deed, spot, form)):
        messages.success(request, _("Saved."))
        return redirect("desk:trouble_spot", spot.pk)
    context = {"spot": spot, "form": form, "heading": allowed[move].label, "is_log": move == "log_treatment"}
    return render(request, "desk/troubles/move.html", context)


def _deed(request: StaffRequest, deed: Any, spot: queries.TroubleSpot, form: forms.Form) -> Callable[[], bool]:
    def do() -> bool:
        given = dict(form.cleaned_data)
        if "photos" in given:
            given["photos"] = stored(request, given["photos"] or [])
        deed(by=request.actor, at=request.at, spot=spot, **given)
        return True

    return do


def _done(form: forms.Form, deed: Callable[[], bool]) -> bool:
    return attempt(form, deed) is True
