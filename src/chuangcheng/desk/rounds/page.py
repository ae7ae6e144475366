"""Rounds as the office sees them: the list, and one round with its progress, stops, map and replacements."""

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.desk.history import history
from chuangcheng.desk.rounds.people import named, teams
from chuangcheng.draws.queries import public_state
from chuangcheng.inspections import queries
from chuangcheng.inspections.queries import Round, RoundState, Visit, VisitState
from chuangcheng.kit.display import tone_of
from chuangcheng.kit.paging import page
from chuangcheng.kit.requests import StaffRequest


@require_GET
def rounds(request: StaffRequest) -> HttpResponse:
    """All rounds, newest first, with how far they are."""
    state = request.GET.get("state", "")
    rows = queries.rounds(request.actor)
    if state in RoundState.values:
        rows = rows.filter(state=state)
    found = page(rows, ["-opens_on"], cursor=request.GET.get("cursor", ""), size=30)
    chips = [("", _("All")), *((value, label) for value, label in RoundState.choices)]
    context = {
        "page": found,
        "chips": [{"value": value, "label": label, "active": value == state} for value, label in chips],
        "may_plan": request.actor.may_anywhere("inspections.plan_round"),
        "may_commit": request.actor.may_anywhere("draws.commit_draw"),
        "may_see_records": any(map(request.actor.may_anywhere, ("receipts.see_submission", "inspections.see_stop"))),
    }
    return render(request, "desk/rounds/rounds.html", context)


@require_GET
def round_page(request: StaffRequest, pk: int) -> HttpResponse:
    """One round: counts per stratum, the stops by number, who was replaced and why."""
    found = queries.get_round_for(request.actor, pk)
    strata = queries.progress(found)
    state = request.GET.get("state", "")
    rows = queries.stops_for(request.actor, found, request.at)
    if state in VisitState.values:
        rows = rows.filter(state=state)
    stops = page(rows, ["position"], cursor=request.GET.get("cursor", ""), size=50)
    double = queries.double_counts(found)
    there, totals = teams(stops.rows, request.at), _totals(strata)
    chips = [("", _("All"), totals["all"]), *((value, label, totals[value]) for value, label in VisitState.choices)]
    context = {
        "round": found,
        "strata": strata,
        "totals": totals,
        "page": stops,
        "stops": [{"visit": visit, "team": there.get(visit.pk, [])} for visit in stops.rows],
        "chips": [{"value": v, "label": label, "count": n, "active": v == state} for v, label, n in chips],
        "replacements": named(queries.replacements(request.actor, found, request.at), request.at),
        "proof_state": public_state(found.draw, request.at) if found.draw else "",
        "legend": [{"tone": tone_of(value)[0], "label": label} for value, label in VisitState.choices],
        "history": history(found),
        "is_hidden": found.state == RoundState.PLANNED and not request.actor.may_anywhere("inspections.plan_round"),
        "may_compare": request.actor.may_anywhere("inspections.see_agreement") and bool(double["all"]),
        "may_see_draw": request.actor.may_anywhere("draws.see_draw"),
        **_may(request, found),
    }
    return render(request, "desk/rounds/round.html", context)


def _may(request: StaffRequest, found: Round) -> dict[str, bool]:
    def may(verb: str, state: str) -> bool:
        return found.state == state and request.actor.may_anywhere(f"inspections.{verb}")

    return {
        "may_open": may("open_round", RoundState.PLANNED),
        "may_cancel": may("cancel_round", RoundState.PLANNED),
        "may_end": may("end_round", RoundState.OPEN),
    }


def _totals(strata: list[queries.StratumProgress]) -> dict[str, int]:
    totals = {
        "planned": sum(one.waiting for one in strata),
        "done": sum(one.done for one in strata),
        "not_possible": sum(one.not_possible for one in strata),
    }
    return {**totals, "all": sum(totals.values())}


@require_GET
def round_points(request: StaffRequest, pk: int) -> JsonResponse:
    """The stops as GeoJSON, coloured by state; at most 2,000."""
    found = queries.get_round_for(request.actor, pk)
    # Labels and the address once, not once a stop: looking both up is most of the work of a large round.
    labels = {value: str(label) for value, label in queries.VisitState.choices}
    before, after = reverse("desk:visit", args=[0]).rsplit("0", 1)
    features = [
        _feature(visit, labels[visit.state], f"{before}{visit.pk}{after}")
        for visit in queries.points(request.actor, found, request.at)
    ]
    return JsonResponse({"type": "FeatureCollection", "features": features})


def _feature(visit: Visit, label: str, url: str) -> dict[str, Any]:
    there = visit.site or visit.case
    assert there is not None
    point = {"type": "Point", "coordinates": [there.longitude, there.latitude]}
    properties = {
        "kind": "point",
        "name": visit.site.name if visit.site else str(there),
        "note": f"{visit.position} · {label}",
        "url": url,
        "tone": tone_of(visit.state)[0],
    }
    return {"type": "Feature", "geometry": point, "properties": properties}
