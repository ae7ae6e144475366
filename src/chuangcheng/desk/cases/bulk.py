"""One move on many cases: each is an act of its own, and the page says which were refused and why."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from chuangcheng.cases import actions, queries
from chuangcheng.cases.queries import Case
from chuangcheng.desk.cases.fields import LimitField, UnitField
from chuangcheng.kit.refused import NotFound, Refused
from chuangcheng.kit.requests import StaffRequest


class BulkDispatchForm(forms.Form):
    """Each to its first responsible unit, or all to one with a reason."""

    unit = UnitField(required=False, empty_label=_("Each to its own responsible unit"))
    reason = forms.CharField(
        label=_("Reason"), required=False, max_length=500, help_text=_("Needed when one unit gets them all.")
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("unit") and not given.get("reason"):
            self.add_error("reason", _("Say why this unit gets them."))
        return given


class BulkExtensionForm(forms.Form):
    """The same amount for all, for one reason."""

    limit = LimitField(label=_("How much more time"))
    reason = forms.CharField(label=_("Reason"), max_length=500)


@dataclass(frozen=True, slots=True)
class Bulk:
    """A bulk act: its form, its action and its title."""

    title: Any
    form: type[forms.Form]
    action: Callable[..., Any]


BULKS = {
    "dispatch": Bulk(_("Dispatch the cases ticked"), BulkDispatchForm, actions.dispatch_case),
    "extend": Bulk(_("Grant more time to the cases ticked"), BulkExtensionForm, actions.grant_extension),
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one case."""

    case: Case
    refusal: Any = ""


@require_POST
def bulk_cases(request: StaffRequest) -> HttpResponse:
    """First the form for what was ticked, then the outcome of each."""
    bulk = BULKS.get(request.POST.get("verb", ""))
    if bulk is None:
        raise NotFound("bulk")
    ids = [int(pk) for pk in request.POST.getlist("pk") if pk.isdecimal()]
    chosen = queries.cases_by_id_for(request.actor, ids)
    if not chosen:
        return redirect("desk:cases")
    form = bulk.form(request.POST if "confirmed" in request.POST else None)
    context = {"title": bulk.title, "chosen": chosen, "form": form, "verb": request.POST["verb"]}
    if "confirmed" in request.POST and form.is_valid():
        outcomes = [_one(request, bulk, case, form.cleaned_data) for case in chosen]
        context["outcomes"] = outcomes
        context["done_count"] = sum(1 for one in outcomes if not one.refusal)
        context["refused_count"] = sum(1 for one in outcomes if one.refusal)
    return render(request, "desk/cases/bulk.html", context)


def _one(request: StaffRequest, bulk: Bulk, case: Case, given: dict[str, Any]) -> Outcome:
    try:
        bulk.action(by=request.actor, at=request.at, case=case, **given)
    except Refused as refused:
        text = _("You may not do this with this case.") if refused.status == 404 else refused.message
        return Outcome(case, text)
    return Outcome(case)
