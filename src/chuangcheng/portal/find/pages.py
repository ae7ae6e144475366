"""What citizens look for: facilities with what they need, streets and who holds them, markets when last looked at."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET

from chuangcheng.duties.queries import adopted, holders_of_segments
from chuangcheng.inspections.queries import assessed_sites, assessments_due
from chuangcheng.kit import clock
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import NotFound
from chuangcheng.participation import queries as participation
from chuangcheng.places.queries import (
    Facility,
    FacilityKind,
    Segment,
    area_features,
    facilities_near,
    facility_kinds,
    line_features,
    matching,
    open_facilities,
)
from chuangcheng.places.rules.coordinates import to_wgs84
from chuangcheng.portal.reports.forms import DATUMS
from chuangcheng.volunteering.queries import clean_ups_at

ASKED_FOR = ("FK01", "FK02", "FK03", "FK11")
"""Kinds that come first: toilets, mother-and-baby rooms, ramps, water."""
SIZE = 20


class WhereForm(forms.Form):
    """Where one is, if one says so. It goes in the address of the page and is kept nowhere."""

    longitude = forms.FloatField(required=False, min_value=-180, max_value=180, label=gettext_lazy("Longitude"))
    latitude = forms.FloatField(required=False, min_value=-90, max_value=90, label=gettext_lazy("Latitude"))
    datum = forms.ChoiceField(choices=DATUMS, required=False, label=gettext_lazy("Coordinates taken from"))


@require_GET
def facilities(request: HttpRequest) -> HttpResponse:
    """A kind, what is needed there, and the nearest first once a position is known."""
    kinds = sorted(facility_kinds(), key=lambda one: (one.code not in ASKED_FOR, one.code))
    kind = next((one for one in kinds if one.code == request.GET.get("kind")), kinds[0] if kinds else None)
    if kind is None:
        return render(request, "portal/find/facilities.html", {"kinds": [], "rows": []})
    needs = [one for one in request.GET.getlist("need") if one in {row["code"] for row in _choices(kind)}]
    rows = open_facilities(kind, needs).filter(matching(request.GET.get("q", "")[:60]))
    form = WhereForm(request.GET)
    point = _point(form)
    context: dict[str, Any] = {
        "kinds": kinds,
        "kind": kind,
        "choices": _choices(kind),
        "needs": needs,
        "words": request.GET.get("q", "")[:60],
        "form": form,
        "point": point,
    }
    if point:
        context["rows"] = [{"facility": one.facility, "metres": one.metres} for one in facilities_near(rows, *point)]
    else:
        context["page"] = page(rows, ["code"], cursor=request.GET.get("cursor", ""), size=SIZE)
        context["rows"] = [{"facility": one, "metres": None} for one in context["page"].rows]
    context["features"] = {"type": "FeatureCollection", "features": [_feature(row) for row in context["rows"]]}
    return render(request, "portal/find/facilities.html", context)


def _point(form: WhereForm) -> tuple[float, float] | None:
    if not form.is_valid() or form.cleaned_data["longitude"] is None or form.cleaned_data["latitude"] is None:
        return None
    given = form.cleaned_data
    east, north = to_wgs84(given["longitude"], given["latitude"], given["datum"] or "wgs84")
    return float(east), float(north)


def _choices(kind: FacilityKind) -> list[dict[str, Any]]:
    """What can be needed: attributes that are yes or no, and seats and squats that are counted."""
    return [one for one in kind.attributes if one["type"] == "bool" or one["name_zh"] in ("坐便器", "蹲便器")]


def _feature(row: dict[str, Any]) -> dict[str, Any]:
    one: Facility = row["facility"]
    point = {"type": "Point", "coordinates": [one.longitude, one.latitude]}
    url = reverse("portal:facility", args=[one.pk])
    note = one.hours_zh
    properties = {"kind": "point", "name": one.name, "note": note, "url": url, "tone": "info"}
    return {"type": "Feature", "geometry": point if one.longitude is not None else None, "properties": properties}


@require_GET
def facility(request: HttpRequest, pk: int) -> HttpResponse:
    """What is there, when it is open, and a way to report what is broken."""
    found = Facility.objects.filter(pk=pk, is_active=True).select_related("kind", "area").first()
    if found is None:
        raise NotFound("facility")
    equipment = [
        {"name": one["name_zh"], "value": _value(found.equipment[one["code"]]), "unit": one.get("unit", "")}
        for one in found.kind.attributes
        if one["code"] in found.equipment
    ]
    context = {"facility": found, "equipment": equipment, "is_closed": found.condition == "out_of_use"}
    context["clean_ups"] = clean_ups_at(facility=found)
    return render(request, "portal/find/facility.html", context)


def _value(value: Any) -> Any:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    return value


@require_GET
def streets(request: HttpRequest) -> HttpResponse:
    """Adopted street segments and the units that hold them."""
    at = clock.now()
    words = request.GET.get("q", "")[:60]
    rows = adopted(at).filter(matching(words))
    found = page(rows, ["code"], cursor=request.GET.get("cursor", ""), size=SIZE)
    holders = holders_of_segments(found.rows, at)
    lines = [_street(one) for one in line_features(found.rows)]
    context = {
        "page": found,
        "words": words,
        "rows": [{"segment": one, "holders": holders.get(one.pk, [])} for one in found.rows],
        "features": {"type": "FeatureCollection", "features": lines},
    }
    return render(request, "portal/find/streets.html", context)


def _street(feature: dict[str, Any]) -> dict[str, Any]:
    return {**feature, "properties": {**feature["properties"], "tone": "info"}}


@require_GET
def markets(request: HttpRequest) -> HttpResponse:
    """Markets, when each was last assessed, and how much was not in order. A round that is still open is not told:
    whoever knew would prepare for it."""
    at = clock.now()
    found = page(assessed_sites(SYSTEM), ["code"], cursor=request.GET.get("cursor", ""), size=SIZE)
    due = assessments_due(found.rows, at)
    rows = []
    for one in found.rows:
        last = due[one.pk].last
        tour = last.visit.round if last is not None else None
        is_told = tour is not None and tour.state == "ended"
        rows.append({"site": one, "last": last if is_told else None})
    context = {"page": found, "rows": rows}
    return render(request, "portal/find/markets.html", context)


@require_GET
def problems(request: HttpRequest) -> HttpResponse:
    """Published reports of the last months on the map, with the same as a list behind it."""
    rows = participation.public_reports().exclude(longitude=None).order_by("-received_at", "-pk")[:200]
    shown = participation.public_report(rows)
    features = [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [one.longitude, one.latitude]},
            "properties": {
                "kind": "point",
                "name": one.category.name if one.category else pgettext("of a citizen", "Report"),
                "note": str(one.state_name),
                "url": reverse("portal:report_page", args=[one.code]),
                "tone": "done" if one.is_solved else "warn",
            },
        }
        for one in shown
    ]
    legend = [{"tone": "warn", "label": _("Open")}, {"tone": "done", "label": _("Put right")}]
    context = {
        "reports": shown,
        "features": {"type": "FeatureCollection", "features": features},
        "legend": legend,
    }
    return render(request, "portal/find/problems.html", context)


@require_GET
@cache_control(public=True, max_age=3600)
def ground(request: HttpRequest) -> JsonResponse:
    """Areas and streets of the city as drawn: the ground of every public map."""
    lines = line_features(Segment.objects.filter(is_active=True))
    features = [*area_features(SYSTEM), *lines]
    return JsonResponse({"type": "FeatureCollection", "features": features})
