"""Pages of one site, one street segment, one facility."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.desk.history import history
from chuangcheng.desk.places.forms import ConditionForm
from chuangcheng.desk.places.holders import held
from chuangcheng.desk.places.pages import TONES, address_of
from chuangcheng.desk.projects import projects_shown
from chuangcheng.desk.refusals import attempt
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.places import actions, queries
from chuangcheng.places.queries import Area, Box, Facility
from chuangcheng.plans.queries import projects_at
from chuangcheng.recurrences.queries import recurrences_at
from chuangcheng.volunteering.queries import clean_ups_at


def _surroundings(request: StaffRequest, area: Area, features: list[dict[str, Any]]) -> dict[str, Any]:
    """GeoJSON of the thing and the areas around it."""
    shown = [
        *queries.area_features(request.actor, _around(features), area),
        *features,
    ]
    for feature in shown:
        if reference := feature["properties"].pop("reference", ""):
            feature["properties"]["url"] = address_of(reference)
    return {"type": "FeatureCollection", "features": shown}


def _around(features: list[dict[str, Any]]) -> Box | None:
    for feature in features:
        coordinates = feature["geometry"]["coordinates"]
        while isinstance(coordinates[0], list):
            coordinates = coordinates[0]
        return Box(coordinates[0], coordinates[1], coordinates[0], coordinates[1])
    return None


def _point(thing: Any, tone: str) -> list[dict[str, Any]]:
    if thing.longitude is None:
        return []
    geometry = {"type": "Point", "coordinates": [thing.longitude, thing.latitude]}
    properties = {"kind": "point", "name": thing.name, "note": thing.address_zh, "tone": tone}
    return [{"type": "Feature", "geometry": geometry, "properties": properties}]


def _shared(request: StaffRequest, thing: Any, kind: str) -> dict[str, Any]:
    actor, path = request.actor, thing.area.path if thing.area else None
    signs = list(queries.signs_of(kind, thing.code)[:10]) if actor.may("places.see_sign", area_path=path) else []
    return {
        kind: thing,
        "projects": projects_shown(projects_at(actor, **{kind: thing})) if actor.may_anywhere("plans.see_plan") else [],
        "clean_ups": _clean_ups(kind, thing),
        "chain": queries.area_chain(thing.area) if thing.area else [],
        "signs": signs,
        "has_valid_sign": any(sign.revoked_at is None for sign in signs),
        "may_define": actor.may(f"places.define_{kind}", area_path=path),
        "may_see_signs": actor.may("places.see_sign", area_path=path),
        "may_make_signs": actor.may("places.make_signs", area_path=path),
        "may_revoke": actor.may("places.revoke_sign", area_path=path),
        "history": history(thing, limit=40),
        "recurrences": recurrences_at(actor, thing),
    }


def _clean_ups(kind: str, thing: Any) -> list[dict[str, Any]]:
    """What volunteers cleaned up there, before and after: the pictures that everybody may see."""
    return [
        {
            "shift": shift,
            "before": reverse("portal:volunteer_photo", args=[before.pk, "shown"]),
            "after": reverse("portal:volunteer_photo", args=[after.pk, "shown"]),
        }
        for shift, before, after in clean_ups_at(**{kind: thing})
    ]


@require_GET
def site(request: StaffRequest, pk: int) -> HttpResponse:
    """One site: where it is, at which facility and segment, its signs, its history."""
    found = queries.get_site_for(request.actor, pk)
    context = _shared(request, found, "site")
    lines = queries.line_features([found.segment]) if found.segment else []
    context["map"] = _surroundings(request, found.area, _point(found, "info") + lines)
    return render(request, "desk/places/site.html", context)


@require_GET
def segment(request: StaffRequest, pk: int) -> HttpResponse:
    """One street segment: its ends, its line, the sites and facilities on it."""
    found = queries.get_segment_for(request.actor, pk)
    actor = request.actor
    context = _shared(request, found, "segment")
    context |= held(request, found)
    context["history"] = history(found, *context.get("contracts", ()), limit=40)
    context["sites"] = list(queries.sites_for(actor).filter(segment=found, is_active=True).order_by("code")[:100])
    on_it = queries.facilities_for(actor).filter(segment=found, is_active=True).order_by("code")
    context["facilities"] = list(on_it[:100])
    lines = queries.line_features([found])
    for line in lines:
        line["properties"]["tone"] = "progress"
    context["map"] = _surroundings(request, found.area, lines) if found.area and lines else _lines_only(lines)
    return render(request, "desk/places/segment.html", context)


def _lines_only(lines: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": lines}


def _equipment(found: Facility) -> list[dict[str, Any]]:
    """Every attribute of the kind with its value; None where it is not known."""
    rows = []
    for attribute in found.kind.attributes:
        value = found.equipment.get(attribute["code"])
        if isinstance(value, bool):
            value = _("yes") if value else _("no")
        rows.append({**attribute, "value": value, "is_known": value is not None})
    return rows


@require_GET
def facility(request: StaffRequest, pk: int) -> HttpResponse:
    """One facility: equipment, condition with its history, the site that sits at it."""
    found = queries.get_facility_for(request.actor, pk)
    context = _shared(request, found, "facility")
    may_assess = request.actor.may("places.assess_facility", area_path=found.area.path)
    today = timezone.localdate(request.at)
    lines = queries.line_features([found.segment]) if found.segment else []
    context |= {
        "equipment": _equipment(found),
        "tone": TONES[found.condition],
        "conditions": queries.condition_history(found),
        "tones": TONES,
        "sites": list(queries.sites_for(request.actor).filter(facility=found)[:20]),
        "form": ConditionForm(initial={"on": today}) if may_assess else None,
        "map": _surroundings(request, found.area, _point(found, TONES[found.condition]) + lines),
    }
    return render(request, "desk/places/facility.html", context)


def assess_facility(request: StaffRequest, pk: int) -> HttpResponse:
    """Note a condition; what is wrong comes back in the form."""
    found = queries.get_facility_for(request.actor, pk)
    form = ConditionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if attempt(form, lambda: actions.assess_facility(by=request.actor, at=request.at, facility=found, **given)):
            messages.success(request, _("The condition has been noted."))
            return redirect("desk:facility", pk)
    context = {"form": form, "heading": _("Note the condition"), "thing": found, "back": address_of(f"facility:{pk}")}
    return render(request, "desk/places/form.html", context)
