"""The rehearsal: the expected score of the material, and the rating of one standard."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.desk.materials.forms import PartlyForm, RatingForm
from chuangcheng.desk.materials.listing import tabs
from chuangcheng.desk.materials.overview import demand_row
from chuangcheng.desk.refusals import attempt
from chuangcheng.frameworks.queries import editions_in_force
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.materials import actions, queries
from chuangcheng.materials.queries import DemandFilters

SHOWN_GAINS = 20


@require_GET
def overview(request: StaffRequest) -> HttpResponse:
    """Expected points, what it would take, every standard with its rating; negative events beside it."""
    editions = editions_in_force(request.at)
    edition = next(
        (one for one in editions if str(one.pk) == request.GET.get("edition")), editions[0] if editions else None
    )
    found = queries.readiness(request.actor, edition, request.at) if edition else None
    context: dict[str, Any] = {
        "tabs": tabs(request, "desk:material_readiness"),
        "editions": editions,
        "edition": edition,
        "found": found,
        "may_set": request.actor.may_anywhere("materials.set_partly_share"),
    }
    if found is not None:
        context |= _summed(found)
    if request.actor.may_anywhere("materials.see_event"):
        context |= {"events": queries.counting_events(request.at), "deducted": queries.deducted(request.at)}
    return render(request, "desk/materials/readiness.html", context)


def _summed(found: queries.Readiness) -> dict[str, Any]:
    by_code = {one.standard.code: one for one in found.stands}
    gains = [(by_code[stand.code], float(gain)) for stand, gain in found.forecast.gains[:SHOWN_GAINS]]
    return {
        "total": float(found.forecast.total),
        "sure": float(found.forecast.sure),
        "best": float(found.forecast.best),
        "rated": sum(one.rating is not None for one in found.stands),
        "gains": gains,
        "rows": [(one, float(one.points), float(one.earned)) for one in found.stands],
    }


@require_GET
def standard(request: StaffRequest, pk: int) -> HttpResponse:
    """One standard: what is asked, what counts, every rating."""
    found = queries.get_standard_for(request.actor, pk)
    today = timezone.localdate(request.at)
    demands = queries.demands_for(request.actor, DemandFilters(standard=found), request.at).order_by("number")
    sees_ratings = request.actor.may_anywhere("materials.see_readiness")
    context = {
        "standard": found,
        "rows": [demand_row(demand, today) for demand in demands[:100]],
        "ratings": queries.ratings_of(found) if sees_ratings else [],
        "sees_ratings": sees_ratings,
        "may_rate": queries.rater_may(request.actor, found),
        "may_define": request.actor.may_anywhere("materials.define_demand"),
    }
    return render(request, "desk/materials/standard.html", context)


def rate(request: StaffRequest, pk: int) -> HttpResponse:
    """The verdict with its reasons. Whoever took part is told why they may not."""
    found = queries.get_standard_for(request.actor, pk)
    form = RatingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        deed = partial(actions.rate_standard, standard=found, **form.cleaned_data)
        if attempt(form, partial(deed, by=request.actor, at=request.at)):
            messages.success(request, _("The rating is recorded."))
            return redirect("desk:material_standard", pk)
    context = {"form": form, "standard": found, "heading": _("Rate the material"), "back": "desk:material_readiness"}
    return render(request, "desk/materials/form.html", context)


def partly(request: StaffRequest) -> HttpResponse:
    """What "partly met" earns."""
    form = PartlyForm(request.POST or None, initial={"percent": queries.partly_percent()})
    if request.method == "POST" and form.is_valid():
        deed = partial(actions.set_partly_share, **form.cleaned_data)
        if attempt(form, partial(deed, by=request.actor, at=request.at)):
            messages.success(request, _("Saved."))
            return redirect("desk:material_readiness")
    context = {"form": form, "heading": _("What “partly met” earns"), "back": "desk:material_readiness"}
    return render(request, "desk/materials/form.html", context)
