"""What is done with a draw: reading the values, running, cancelling, publishing."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from chuangcheng.desk.draws.forms import ReasonForm, ValuesForm
from chuangcheng.desk.refusals import attempt
from chuangcheng.draws import queries
from chuangcheng.draws.actions import cancel_draw, enter_entropy, reveal_draw, run_draw
from chuangcheng.inspections.queries import round_of_draw
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.requests import StaffRequest


def draw_values(request: StaffRequest, pk: int) -> HttpResponse:
    """One person enters what was read; what others entered is not shown here."""
    draw = queries.get_draw_for(request.actor, pk)
    form = ValuesForm(request.POST or None, draw=draw)
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: enter_entropy(by=request.actor, at=request.at, draw=draw, values=form.values()))
        if done is not None:
            agreed = queries.agreed_entropy(draw)
            messages.success(
                request,
                _("Two people agree: the draw can be run.")
                if agreed
                else _("Your reading is kept. A second person now reads the same values independently."),
            )
            return redirect("desk:draw", draw.pk)
    sources = [{**source, "bound": form[source["code"]]} for source in draw.sources]
    return render(request, "desk/draws/values.html", {"draw": draw, "form": form, "sources": sources})


@require_POST
def run(request: StaffRequest, pk: int) -> HttpResponse:
    """Draw now. The result is the same whenever and by whomever it is run."""
    draw = queries.get_draw_for(request.actor, pk)
    run_draw(by=request.actor, at=request.at, draw=draw)
    messages.success(request, _("Drawn. The proof is pending until the round ends."))
    return redirect("desk:draw", draw.pk)


def cancel(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask for the reason, which everybody will read."""
    draw = queries.get_draw_for(request.actor, pk)
    _must_be_unused(draw)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: cancel_draw(by=request.actor, at=request.at, draw=draw, reason=reason)):
            return redirect("desk:draw", draw.pk)
    context: dict[str, Any] = {
        "heading": _("Cancel draw no. %s") % draw.serial,
        "title": _("Cancel draw no. %s") % draw.serial,
        "text": _("A cancelled draw keeps its number and stays on the public page with your reason."),
        "consequences": [_("What it had drawn is published, so that nobody can draw until the result suits.")]
        if draw.run_at
        else [],
        "form": form,
        "button": _("Cancel the draw"),
        "is_dangerous": True,
        "cancel_url": reverse("desk:draw", args=[draw.pk]),
    }
    return render(request, "kit/confirm.html", context)


@require_POST
def reveal(request: StaffRequest, pk: int) -> HttpResponse:
    """Publish the proof of a draw that no round uses; a round publishes the proof of its draw when it ends."""
    draw = queries.get_draw_for(request.actor, pk)
    _must_be_unused(draw)
    reveal_draw(by=request.actor, at=request.at, draw=draw)
    messages.success(request, _("The proof is public."))
    return redirect("desk:draw", draw.pk)


def _must_be_unused(draw: queries.Draw) -> None:
    used_by = round_of_draw(draw.pk)
    if used_by is not None and used_by.state != "cancelled":
        raise Refused("draw_in_use", _("A round uses this draw: end or cancel the round instead."))
