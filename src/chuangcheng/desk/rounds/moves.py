"""A round opens, ends, or is cancelled."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from chuangcheng.desk.refusals import attempt
from chuangcheng.desk.rounds.forms import ReasonForm
from chuangcheng.inspections import queries
from chuangcheng.inspections.actions import cancel_round, end_round, open_round
from chuangcheng.kit.requests import StaffRequest


@require_POST
def open_now(request: StaffRequest, pk: int) -> HttpResponse:
    """From now on the inspectors see their stops."""
    found = queries.get_round_for(request.actor, pk)
    open_round(by=request.actor, at=request.at, round=found)
    messages.success(request, _("The round is open: inspectors see their stops now."))
    return redirect("desk:round", found.pk)


def end_now(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask once, because the proof is published and stops not reached are recorded as such."""
    found = queries.get_round_for(request.actor, pk)
    if request.method == "POST" and "confirmed" in request.POST:
        end_round(by=request.actor, at=request.at, round=found)
        messages.success(request, _("The round has ended; the proof of its draw is public."))
        return redirect("desk:round", found.pk)
    waiting = sum(stratum.waiting for stratum in queries.progress(found))
    consequences = [_("Secret, list and selection of the draw are published; anyone can check it.")]
    if waiting:
        consequences.append(_("%(count)s stops that were not reached are recorded as such.") % {"count": waiting})
    context = {
        "heading": _("End round %s") % found.code,
        "title": _("End round %s") % found.code,
        "text": _("Nothing more can be recorded in this round afterwards."),
        "consequences": consequences,
        "button": _("End the round and publish the proof"),
        "cancel_url": reverse("desk:round", args=[found.pk]),
    }
    return render(request, "kit/confirm.html", context)


def cancel(request: StaffRequest, pk: int) -> HttpResponse:
    """A planned round is given up, and its draw with it."""
    found = queries.get_round_for(request.actor, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: cancel_round(by=request.actor, at=request.at, round=found, reason=reason)):
            return redirect("desk:round", found.pk)
    context = {
        "heading": _("Cancel round %s") % found.code,
        "title": _("Cancel round %s") % found.code,
        "text": _("Its draw is cancelled too. Both stay visible with your reason."),
        "form": form,
        "button": _("Cancel the round"),
        "is_dangerous": True,
        "cancel_url": reverse("desk:round", args=[found.pk]),
    }
    return render(request, "kit/confirm.html", context)
