"""Adopted streets (包街): how each is looked after, on the map and as a list; what is kept on each class of street."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.desk.covers import STATES
from chuangcheng.desk.duties.contract_forms import ClassDutiesForm
from chuangcheng.desk.duties.forms import pages
from chuangcheng.desk.numbers import numbers
from chuangcheng.desk.places.pages import address_of
from chuangcheng.desk.refusals import attempt
from chuangcheng.duties import queries
from chuangcheng.duties.actions import set_class_duties
from chuangcheng.duties.queries import Cover
from chuangcheng.inspections import queries as inspections
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.places.queries import area_features, line_features

MOST_DRAWN = 1500


@require_GET
def streets(request: StaffRequest) -> HttpResponse:
    """Every street in use with who holds it, narrowed by state."""
    state = request.GET.get("state", "")
    if state and state not in STATES:
        raise NotFound("state")
    found = page(queries.streets(request.at, state), ["code"], cursor=request.GET.get("cursor", ""))
    notice = queries.threshold("contract_notice_days")
    actor = request.actor
    context = {
        "page": found,
        "lines": [_line(cover) for cover in queries.covers(found.rows, request.at)],
        "state": state,
        "figures": _figures(request),
        "map_url": f"{reverse('desk:streets_map')}?state={state}",
        "legend": [{"tone": tone, "label": label} for label, tone in STATES.values()],
        "pages": pages(request),
        "notice": notice,
        "numbers": numbers(request, "contract_notice_days"),
        "may_hold": actor.may_anywhere("duties.hold_place"),
        "may_see_checks": actor.may_anywhere("inspections.see_self_check"),
        "may_set": actor.may_anywhere("duties.set_class_duties"),
    }
    return render(request, "desk/duties/streets.html", context)


def _line(cover: Cover) -> dict[str, Any]:
    label, tone = STATES[cover.state]
    return {"cover": cover, "segment": cover.segment, "label": label, "tone": tone}


def _figures(request: StaffRequest) -> list[dict[str, Any]]:
    """How many streets stand at each state; each opens its list."""
    address = reverse("desk:streets")
    counts = queries.street_counts(request.at)
    return [
        {"label": label, "count": counts[state], "url": f"{address}?state={state}", "tone": tone}
        for state, (label, tone) in STATES.items()
    ]


@require_GET
def streets_map(request: StaffRequest) -> JsonResponse:
    """The same streets as lines, coloured by state."""
    state = request.GET.get("state", "")
    rows = queries.streets(request.at, state if state in STATES else "").exclude(line=None).order_by("code")
    features = area_features(request.actor)
    for cover in queries.covers(rows[:MOST_DRAWN], request.at):
        label, tone = STATES[cover.state]
        for feature in line_features([cover.segment]):
            units = "、".join(unit.name for unit in cover.units)
            feature["properties"] |= {"tone": tone, "note": f"{label} {units}".strip()}
            features.append(feature)
    for feature in features:
        if reference := feature["properties"].pop("reference", ""):
            feature["properties"]["url"] = address_of(reference)
    response = JsonResponse({"type": "FeatureCollection", "features": features}, content_type="application/geo+json")
    response["Cache-Control"] = "private, max-age=30"
    return response


@require_GET
def self_checks(request: StaffRequest) -> HttpResponse:
    """That units looked at themselves, in sums, after their private days. No order by what was found."""
    rows = inspections.self_checks_seen(request.actor, request.at)
    context = {
        "page": page(rows, ["-private_until"], cursor=request.GET.get("cursor", "")),
        "days": queries.threshold("self_check_private_days"),
        "numbers": numbers(request, "self_check_private_days", "self_check_every_days"),
        "pages": pages(request),
    }
    return render(request, "desk/duties/self_checks.html", context)


def class_duties(request: StaffRequest) -> HttpResponse:
    """What new contracts begin with, class by class."""
    form = ClassDutiesForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        deed = partial(set_class_duties, road_class=given["road_class"], lines=given["lines"])
        if attempt(form, partial(deed, by=request.actor, at=request.at)):
            messages.success(request, _("Saved. New contracts begin with it; those that stand stay as agreed."))
            return redirect("desk:class_duties")
    chosen = form.data.get("road_class") if form.is_bound else None
    lists = [
        {
            "road_class": name,
            "form": form
            if name == chosen
            else ClassDutiesForm(initial={"road_class": name, "lines": "\n".join(kept)}, auto_id=f"id_{number}_%s"),
        }
        for number, (name, kept) in enumerate(queries.duties_by_class())
    ]
    return render(request, "desk/duties/class_duties.html", {"lists": lists, "pages": pages(request)})
