"""What an operator sees and does: jobs, dead letters, settings, checks."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.kit.paging import page
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.operations import actions, queries


@require_GET
def operations(request: StaffRequest) -> HttpResponse:
    """Jobs by state, workers alive, periodic jobs, settings, checks."""
    context = {
        "counts": queries.counts(),
        "workers": queries.workers(),
        "alive_since": request.at - queries.SILENCE,
        "periodic": queries.periodic_runs(),
        "settings_shown": queries.settings_shown(),
        "checks": queries.doctor(request.at),
    }
    return render(request, "desk/operations/operations.html", context)


@require_GET
def jobs(request: StaffRequest, state: str) -> HttpResponse:
    """Jobs in one state, newest first."""
    if state not in queries.JOB_STATES:
        raise Http404
    found = page(queries.jobs(state), ["-enqueued_at"], cursor=request.GET.get("cursor", ""))
    return render(request, "desk/operations/jobs.html", {"state": state, "page": found})


def dead_letter(request: StaffRequest, pk: UUID) -> HttpResponse:
    """One dead letter: what it was to do, why it failed; release or discard it."""
    letter = queries.dead_letter(pk)
    if letter is None:
        raise Http404
    if request.method == "POST":
        if "release" in request.POST:
            actions.release_dead_letter(by=request.actor, at=request.at, job=pk)
            messages.success(request, _("The job is in line again."))
        else:
            reason = request.POST.get("reason", "")
            actions.discard_dead_letter(by=request.actor, at=request.at, job=pk, reason=reason)
            messages.success(request, _("The job was discarded; the journal keeps what it was to do."))
        return redirect("desk:operations")
    return render(request, "desk/operations/dead_letter.html", {"letter": letter})
