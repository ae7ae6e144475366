"""Committing a draw among closed cases: which closings; then sizes, inspectors and the sources that will decide."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from chuangcheng.desk.draws.committing import strata_rows
from chuangcheng.desk.draws.forms import CASES, CommitForms
from chuangcheng.desk.rechecks.forms import WindowForm
from chuangcheng.desk.refusals import attempt
from chuangcheng.draws.actions import commit_draw
from chuangcheng.draws.queries import Draw
from chuangcheng.inspections.queries import inspector_pool, recheck_pools
from chuangcheng.kit.requests import StaffRequest


def new_recheck_draw(request: StaffRequest) -> HttpResponse:
    """The window is part of the address, so that a half-filled second step can be left and found again."""
    if "closed_from" not in request.GET:
        return _first_step(request, WindowForm(initial=WindowForm.proposed(request.at)))
    form = WindowForm(request.GET)
    if not form.is_valid():
        return _first_step(request, form)
    given = form.cleaned_data
    pools = recheck_pools(form.window, request.at, by=given["by"], bands=given["bands"])
    if not pools:
        messages.error(request, _("No closed case of this time waits to be looked at again."))
        return _first_step(request, form)
    posted = request.POST if request.method == "POST" else None
    forms = CommitForms(posted, pools, inspector_pool(request.at), given["total"], request.at, of=CASES)
    forms.rest.fields["is_checked"].label = _(
        "I have checked the list of cases. Once committed, nothing of it can be changed."
    )
    if posted is not None and forms.is_valid() and (made := _commit(request, form, forms)):
        messages.success(request, _("Draw no. %s is committed and public.") % made.serial)
        return redirect("desk:draw", made.pk)
    context: dict[str, Any] = {"window": form.window, "forms": forms, **strata_rows(forms)}
    return render(request, "desk/draws/commit.html", context)


def _first_step(request: StaffRequest, form: WindowForm) -> HttpResponse:
    return render(request, "desk/rechecks/window.html", {"form": form})


def _commit(request: StaffRequest, form: WindowForm, forms: CommitForms) -> Draw | None:
    given = form.cleaned_data
    context = {
        "for": "rechecks",
        "closed_from": given["closed_from"].isoformat(),
        "closed_until": given["closed_until"].isoformat(),
        "least_days": given["least_days"],
        "by": given["by"],
        "bands": list(given["bands"]),
    }
    return attempt(forms.rest, lambda: commit_draw(by=request.actor, at=request.at, context=context, **forms.values()))
