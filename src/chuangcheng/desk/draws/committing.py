"""Committing a draw in two steps: which sites; then sizes, inspectors and the sources that will decide."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from chuangcheng.desk.draws.forms import CommitForms, ScopeForm
from chuangcheng.desk.refusals import attempt
from chuangcheng.draws.actions import commit_draw
from chuangcheng.draws.queries import Draw
from chuangcheng.frameworks.queries import edition_in_force
from chuangcheng.inspections.queries import inspector_pool, site_pools
from chuangcheng.kit.requests import StaffRequest

SHOWN = 600
"""Sites that the preview names in all strata together, at most 30 of one; the rest is counted."""


def new_draw(request: StaffRequest) -> HttpResponse:
    """The scope is part of the address, so that a half-filled second step can be left and found again."""
    if "site_types" not in request.GET and "edition" not in request.GET:
        initial = {"edition": edition_in_force("city", request.at), "level": ""}
        return render(request, "desk/draws/scope.html", {"form": ScopeForm(initial=initial)})
    scope = ScopeForm(request.GET)
    if not scope.is_valid():
        return render(request, "desk/draws/scope.html", {"form": scope})
    given = scope.cleaned_data
    pools = site_pools([kind.pk for kind in given["site_types"]], given["level"], scope.within)
    if not pools:
        messages.error(request, _("There are no such sites in this part of the city."))
        return render(request, "desk/draws/scope.html", {"form": scope})
    posted = request.POST if request.method == "POST" else None
    forms = CommitForms(posted, pools, inspector_pool(request.at), given["total"], request.at)
    if posted is not None and forms.is_valid() and (made := _commit(request, scope, forms)):
        messages.success(request, _("Draw no. %s is committed and public.") % made.serial)
        return redirect("desk:draw", made.pk)
    return render(request, "desk/draws/commit.html", _context(scope, forms))


def _commit(request: StaffRequest, scope: ScopeForm, forms: CommitForms) -> Draw | None:
    edition = scope.cleaned_data["edition"]
    context = {"for": "inspections", "edition": edition.pk}
    return attempt(forms.rest, lambda: commit_draw(by=request.actor, at=request.at, context=context, **forms.values()))


def _context(scope: ScopeForm, forms: CommitForms) -> dict[str, Any]:
    return {"scope": scope.cleaned_data, "forms": forms, **strata_rows(forms)}


def strata_rows(forms: CommitForms) -> dict[str, Any]:
    """What the page shows of the strata: their forms, some of their items, and whether anything is wrong."""
    named = min(30, max(3, SHOWN // max(1, len(forms.pools))))
    return {
        "strata": [
            {"pool": pool, "form": form, "shown": pool.items[:named], "more": max(0, pool.count - named)}
            for pool, form in forms.strata
        ],
        "is_wrong": any(form.errors for form in (*forms.sizes, *forms.sources)),
    }
