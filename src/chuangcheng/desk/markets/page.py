"""Markets in order: when each was assessed last, what is open there, how it is patrolled."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from chuangcheng.cases.queries import Filters, cases_for
from chuangcheng.desk.patrols.listing import tabs
from chuangcheng.desk.refusals import attempt
from chuangcheng.inspections import queries as inspections
from chuangcheng.inspections.actions import set_assessment_period
from chuangcheng.kit.counting import count_capped
from chuangcheng.kit.paging import page
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.patrols import queries as patrols
from chuangcheng.places.queries import Site, get_site_for, site_types
from chuangcheng.scoring.markets import market_result, of_one_day

COVER_FOR = timedelta(days=28)
CHIPS = (("", gettext_lazy("All")), ("due", gettext_lazy("Assessment due")))
CASE_SIGHTS = ("cases.see_case", "cases.see_group_case", "cases.see_found_case")


@require_GET
def markets(request: StaffRequest) -> HttpResponse:
    """Sites of the types that are assessed, by code; those that are due under a chip."""
    state = request.GET.get("state", "")
    sites = inspections.assessed_sites(request.actor)
    rows = inspections.overdue_assessments(request.actor, request.at) if state == "due" else sites
    found = page(rows, ["code"], cursor=request.GET.get("cursor", ""))
    due = inspections.assessments_due(found.rows, request.at)
    context = {
        "page": found,
        "rows": [_row(site, due[site.pk]) for site in found.rows],
        "chips": [{"value": value, "label": label, "active": value == state} for value, label in CHIPS],
        "tabs": tabs(request, "desk:markets"),
        "may_set": request.actor.may_anywhere("inspections.set_assessment_period"),
        "may_draw": request.actor.may_anywhere("draws.commit_draw"),
    }
    return render(request, "desk/markets/markets.html", context)


def _row(site: Site, due: inspections.Due) -> dict[str, Any]:
    last = due.last
    return {"site": site, "due": due, "between": of_one_day(last.answered, last.failed) if last else None}


@require_GET
def market(request: StaffRequest, pk: int) -> HttpResponse:
    """One market: assessments over time, open cases, patrols, trouble spots around it."""
    site = get_site_for(request.actor, pk)
    context: dict[str, Any] = {
        "site": site,
        "due": inspections.assessments_due([site], request.at)[site.pk],
        "assessments": [
            {"one": one, "between": of_one_day(one.answered, one.failed)} for one in inspections.assessments_of(site)
        ],
        "result": market_result(site, request.at),
        "may_see_visits": request.actor.may_anywhere("inspections.see_round"),
        "may_define": request.actor.may_anywhere("patrols.define_scheme"),
    }
    if any(request.actor.may_anywhere(sight) for sight in CASE_SIGHTS):
        open_cases = Filters(site=site.pk, phase="open")
        context["open_count"] = count_capped(cases_for(request.actor, open_cases, request.at))
        context["cases_url"] = f"{reverse('desk:cases')}?site={site.pk}&phase=open"
    if request.actor.may_anywhere("patrols.see_scheme"):
        context["schemes"] = _patrolled(request, site)
    if request.actor.may_anywhere("patrols.see_trouble_spot"):
        context["spots"] = patrols.spots_at(request.actor, site)
    return render(request, "desk/markets/market.html", context)


def _patrolled(request: StaffRequest, site: Any) -> list[dict[str, Any]]:
    schemes = list(patrols.schemes_at(request.actor, site))
    covers = patrols.cover([scheme.pk for scheme in schemes], request.at - COVER_FOR, request.at)
    return [
        {"scheme": one, "cover": covers.get(one.pk), "gap_count": len(patrols.gaps_ahead(one, request.at))}
        for one in schemes
    ]


class PeriodForm(forms.Form):
    """How often sites of a type are assessed."""

    site_type = forms.ModelChoiceField(queryset=site_types(), label=gettext_lazy("Site type"))
    days = forms.IntegerField(
        min_value=0,
        max_value=366,
        initial=30,
        label=gettext_lazy("Every … days"),
        help_text=gettext_lazy("0: not assessed any more."),
    )


def periods(request: StaffRequest) -> HttpResponse:
    """Which types of sites are assessed, and how often."""
    form = PeriodForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data

        def deed() -> bool:
            set_assessment_period(by=request.actor, at=request.at, **given)
            return True

        if attempt(form, deed):
            messages.success(request, _("Saved."))
            return redirect("desk:assessment_periods")
    context = {"form": form, "periods": inspections.assessment_periods()}
    return render(request, "desk/markets/periods.html", context)
