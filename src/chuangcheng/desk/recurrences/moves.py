"""The office decides on a card: each move has a form of what it must carry."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chuangcheng.desk.duties.forms import UnitField
from chuangcheng.desk.refusals import attempt
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.recurrences import actions, queries


def _lines(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class TakeUpForm(forms.Form):
    """What is upgraded, by whom, until when."""

    plan = forms.CharField(
        max_length=2000,
        widget=_lines(4),
        label=gettext_lazy("What is to be upgraded"),
        help_text=gettext_lazy("So that the fault cannot come back, not only so that it is put right once more."),
    )
    unit = UnitField(required=False, label=gettext_lazy("Unit that upgrades it"))
    wanted_by = forms.DateField(
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        label=gettext_lazy("Wanted by"),
    )


class ReasonForm(forms.Form):
    """Why; it stays in the record."""

    reason = forms.CharField(max_length=1000, widget=_lines(), label=gettext_lazy("Reason"))


class ResultForm(forms.Form):
    """What is different now."""

    result = forms.CharField(max_length=2000, widget=_lines(), label=gettext_lazy("Result"))


MOVES: dict[str, tuple[Any, type[forms.Form]]] = {
    "take_up_proposal": (actions.take_up_proposal, TakeUpForm),
    "decline_proposal": (actions.decline_proposal, ReasonForm),
    "finish_upgrade": (actions.finish_upgrade, ResultForm),
}


def move(request: StaffRequest, pk: int, move: str) -> HttpResponse:
    """One move with its form. What the table or the reader's grants do not allow does not exist."""
    card = queries.get_recurrence_for(request.actor, pk)
    allowed = {one.verb.removeprefix("recurrences."): one for one in queries.recurrence_moves(request.actor, card)}
    if move not in MOVES or move not in allowed:
        raise NotFound("move")
    deed, kind = MOVES[move]
    form = kind(request.POST or None, initial={"unit": card.unit_id})
    if request.method == "POST" and form.is_valid():
        done = attempt(form, partial(deed, by=request.actor, at=request.at, recurrence=card, **form.cleaned_data))
        if done is not None:
            messages.success(request, _("Saved."))
            return redirect("desk:recurrence", card.pk)
    return render(request, "desk/recurrences/move.html", {"card": card, "form": form, "heading": allowed[move].label})
