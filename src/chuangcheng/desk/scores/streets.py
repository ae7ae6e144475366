"""Adopted streets: what drawn visits found on each, the visits behind a figure, and the list of good streets."""

from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from chuangcheng.cases.queries import cases_by_id_for
from chuangcheng.desk.numbers import numbers
from chuangcheng.desk.scores.relapses import tabs_of
from chuangcheng.duties.queries import adopted, contracts_of, cover_of, holding_for_member
from chuangcheng.inspections.queries import cases_of_visits, seen_visits
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.places.queries import Segment, get_segment_for
from chuangcheng.scoring import streets as queries
from chuangcheng.scoring.streets import Period

LONGEST = timedelta(days=3 * 366)
USUAL = (90, 180, 365)
SEE = "scoring.see_score"


class PeriodForm(forms.Form):
    """From when until when, both days included."""

    first = forms.DateField(
        label=gettext_lazy("From"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    last = forms.DateField(
        label=gettext_lazy("Until"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = given.get("first"), given.get("last")
        if first and last and last < first:
            raise forms.ValidationError(_("The last day lies before the first."))
        if first and last and last - first > LONGEST:
            raise forms.ValidationError(_("A period is three years at most."))
        return given


def period_of(request: StaffRequest) -> tuple[Period, PeriodForm]:
    """What the address asks for; the last twelve months where it asks for nothing or for what cannot be."""
    usual = queries.usual_period(request.at)
    if "first" in request.GET or "last" in request.GET:
        form = PeriodForm(request.GET)
        if form.is_valid():
            return Period(form.cleaned_data["first"], form.cleaned_data["last"]), form
        return usual, form
    return usual, PeriodForm(initial={"first": usual.first, "last": usual.last})


def query_of(period: Period) -> str:
    """The period as a part of an address."""
    return f"first={period.first.isoformat()}&last={period.last.isoformat()}"


def _around(request: StaffRequest) -> dict[str, Any]:
    """What both lists show: the period, its usual choices, the tabs."""
    period, form = period_of(request)
    chips = []
    for days in USUAL:
        one = queries.usual_period(request.at, days)
        chips.append({"days": days, "url": f"?{query_of(one)}", "active": one == period})
    return {"period": period, "form": form, "chips": chips, "query": query_of(period)}


@require_GET
def street_results(request: StaffRequest) -> HttpResponse:
    """Every adopted street by its code: no order of merit."""
    around = _around(request)
    only_visited = request.GET.get("visited") == "1"
    rows = queries.visited(adopted(request.at), around["period"]) if only_visited else adopted(request.at)
    found = page(rows, ["code"], cursor=request.GET.get("cursor", ""))
    context = {
        "page": found,
        "only_visited": only_visited,
        "lines": queries.street_results(found.rows, around["period"], request.at),
        "tabs": tabs_of(request, "streets"),
        **around,
    }
    return render(request, "desk/scores/streets.html", context)


@require_GET
def good_streets(request: StaffRequest) -> HttpResponse:
    """紅榜 for everybody on the staff: the rule, the period, the units with their streets."""
    around = _around(request)
    context = {
        "units": queries.good_streets(around["period"], request.at),
        "rule": queries.good_rule(),
        "numbers": numbers(request, "good_street_visits", "good_street_findings"),
        "sees_scores": request.actor.may_anywhere(SEE),
        "tabs": tabs_of(request, "good") if request.actor.may_anywhere(SEE) else [],
        "own_segments": {row.segment_id for row in contracts_of(request.actor, request.at)},
        **around,
    }
    return render(request, "desk/scores/good_streets.html", context)


def may_see_result(actor: Actor, segment: Segment, at: Any) -> bool:
    """Whoever sees scores, and the people of a unit that holds the street."""
    if actor.may_anywhere(SEE):
        return True
    try:
        holding_for_member(actor, segment.pk, at)
    except NotFound:
        return False
    return True


@require_GET
def street_visits(request: StaffRequest, pk: int) -> HttpResponse:
    """The visits behind a street's figure, and the cases that came of them as far as the reader may see them."""
    segment = get_segment_for(request.actor, pk)
    if not may_see_result(request.actor, segment, request.at):
        raise NotFound("street")
    around = _around(request)
    found = page(
        queries.visits_behind(segment, around["period"]), ["-visited_at"], cursor=request.GET.get("cursor", "")
    )
    ids = [visit.pk for visit in found.rows]
    cases = cases_of_visits(ids)
    shown = {case.pk: case for case in cases_by_id_for(request.actor, [pk for own in cases.values() for pk in own])}
    opened = seen_visits(request.actor, ids, request.at)
    context = {
        "segment": segment,
        "cover": cover_of(segment, request.at),
        "one": queries.street_results([segment], around["period"], request.at)[0],
        "page": found,
        "lines": [
            {
                "visit": visit,
                "url": reverse("desk:visit", args=[visit.pk]) if visit.pk in opened else "",
                "cases": [shown[pk] for pk in sorted(cases.get(visit.pk, ())) if pk in shown],
            }
            for visit in found.rows
        ],
        "sees_scores": request.actor.may_anywhere(SEE),
        **around,
    }
    return render(request, "desk/scores/street_visits.html", context)
