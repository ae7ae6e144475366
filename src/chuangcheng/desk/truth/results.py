"""Official results: what assessors announced, and how good the forecasts were that had been made before."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from chuangcheng.desk.refusals import attempt
from chuangcheng.desk.truth.tabs import tabs
from chuangcheng.frameworks.queries import EditionKind
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.scoring import actions, city, forecasts
from chuangcheng.scoring.forecasting import coverage

SOURCES = "Gneiting, Raftery 2007; Gelman et al. 2013, §2.5, §3.3"


class ResultForm(forms.Form):
    """Framework, year, points, when and by what it was announced."""

    edition_kind = forms.ChoiceField(label=gettext_lazy("Framework"), choices=EditionKind.choices)
    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=2005, max_value=2100)
    points = forms.DecimalField(label=gettext_lazy("Points of 100"), min_value=0, max_value=100, decimal_places=2)
    announced_on = forms.DateField(
        label=gettext_lazy("Announced on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    source = forms.CharField(label=gettext_lazy("Document that says so"), max_length=300)


@require_GET
def official_results(request: StaffRequest) -> HttpResponse:
    """Results in force, the difference that they teach, and forecasts against them."""
    _version, rules = city.rules_now()
    checked = forecasts.scored(request.actor)
    context: dict[str, Any] = {
        "rows": forecasts.official_rows(request.actor),
        "learnt": forecasts.difference_of(EditionKind.CITY, rules),
        "scored": checked,
        "coverage": coverage([one.checked for one in checked]),
        "crps": sum(one.checked.crps for one in checked) / len(checked) if checked else None,
        "interval_score": sum(one.checked.interval_score for one in checked) / len(checked) if checked else None,
        "sources": SOURCES,
        "may_enter": request.actor.may_anywhere("scoring.record_official_result"),
        "tabs": tabs(request, "desk:official_results"),
    }
    return render(request, "desk/truth/results.html", context)


def new_official_result(request: StaffRequest) -> HttpResponse:
    """Enter a result; one that was entered before stays beside it."""
    request.actor.must("scoring.record_official_result")
    form = ResultForm(request.POST or None, initial={"year": localdate(request.at).year - 1})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = attempt(form, lambda: actions.record_official_result(by=request.actor, at=request.at, **given))
        if made is not None:
            messages.success(request, _("Entered. Forecasts of this year are now scored."))
            return redirect("desk:official_results")
    return render(request, "desk/truth/new_result.html", {"form": form})
