"""Forecasts of the next assessment: made by the office, each shown with everything it rests on."""

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
from chuangcheng.desk.truth.numbers import LABELS
from chuangcheng.desk.truth.tabs import tabs
from chuangcheng.frameworks.queries import edition_in_force
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.scoring import actions, city, forecasts
from chuangcheng.scoring.forecasting.checking import ends

SHOWN = ((0.5, gettext_lazy("the middle half")), (0.8, gettext_lazy("eight of ten")), (0.95, gettext_lazy("95 of 100")))


class ForecastForm(forms.Form):
    """What may be assumed otherwise than by default."""

    year = forms.IntegerField(label=gettext_lazy("Year of the assessment"), min_value=2020, max_value=2100)
    line = forms.FloatField(label=LABELS["line"], min_value=0, max_value=100)
    inspector = forms.FloatField(label=LABELS["inspector_spread"], min_value=0, max_value=50)
    day = forms.FloatField(label=LABELS["day_spread"], min_value=0, max_value=50)
    assessor_sites = forms.FloatField(label=LABELS["assessor_sites"], min_value=1, max_value=1000)


@require_GET
def forecasts_page(request: StaffRequest) -> HttpResponse:
    """Newest first. A chance stands on the forecast's own page, beside its assumptions."""
    found = page(forecasts.forecasts_for(request.actor), ["-made_at"], cursor=request.GET.get("cursor", ""))
    context = {
        "page": found,
        "lines": [{"row": row, "ends": ends(row.content["quantiles"], 0.9)} for row in found.rows],
        "may_make": request.actor.may_anywhere("scoring.make_forecast"),
        "tabs": tabs(request, "desk:forecasts"),
    }
    return render(request, "desk/truth/forecasts.html", context)


@require_GET
def forecast(request: StaffRequest, pk: int) -> HttpResponse:
    """One forecast: the distribution, the chance, and on the same screen what it assumes."""
    row = forecasts.get_forecast_for(request.actor, pk)
    quantiles = row.content["quantiles"]
    context: dict[str, Any] = {
        "row": row,
        "assumed": row.assumptions,
        "content": row.content,
        "bands": [
            {"label": label, "low": ends(quantiles, level)[0], "high": ends(quantiles, level)[1]}
            for level, label in SHOWN
        ],
        "median": quantiles[len(quantiles) // 2],
        "bars": _bars(quantiles, row.assumptions["line"]),
        "is_same": forecasts.recomputed(row) if "check" in request.GET else None,
    }
    return render(request, "desk/truth/forecast.html", context)


def _bars(quantiles: list[float], line: float) -> list[dict[str, Any]]:
    """Points in steps of two: the share of the distribution in each, for a table with bars."""
    found: dict[int, int] = {}
    for value in quantiles:
        step = int(value // 2) * 2
        found[step] = found.get(step, 0) + 1
    most = max(found.values())
    return [
        {
            "low": step,
            "high": step + 2,
            "share": count / len(quantiles),
            "part": count / most,
            "is_below": step + 2 <= line,
        }
        for step, count in sorted(found.items())
    ]


def new_forecast(request: StaffRequest) -> HttpResponse:
    """Look at the assumptions, change what is wrong, keep a forecast."""
    request.actor.must("scoring.make_forecast")
    edition = edition_in_force("city", request.at)
    score = city.latest(edition) if edition else None
    if score is None:
        raise NotFound("score")
    _version, rules = city.rules_now()
    initial = {
        "year": localdate(request.at).year,
        "line": rules["line"],
        "inspector": rules["inspector_spread"],
        "day": rules["day_spread"],
        "assessor_sites": rules["assessor_sites"],
    }
    form = ForecastForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = attempt(form, lambda: actions.make_forecast(by=request.actor, at=request.at, score=score, **given))
        if made is not None:
            messages.success(request, _("Kept as it is: it will be scored once the result is known."))
            return redirect("desk:forecast", made.pk)
    context = {"form": form, "score": score, "assumed": forecasts.assumptions_of(score).as_data()}
    return render(request, "desk/truth/new_forecast.html", context)
