"""Trouble spots: the list with a map, and one spot with plan, log, assessments and comparison."""

from datetime import date, timedelta
from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from chuangcheng.desk.history import history
from chuangcheng.desk.patrols.listing import tabs
from chuangcheng.evidence.queries import file_response
from chuangcheng.kit.display import tone_of
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.patrols import queries
from chuangcheng.patrols.queries import SpotState, TreatmentPhoto, TroubleSpot
from chuangcheng.scoring.troubles import Phase, Week, compared, sums, weekly

PHASES = {Phase.BEFORE: _("Before the treatment"), Phase.DURING: _("During it"), Phase.AFTER: _("After it")}
VARIANTS = ("shown", "thumbnail")


@require_GET
def spots(request: StaffRequest) -> HttpResponse:
    """Newest first; chips by state."""
    state = request.GET.get("state", "")
    found = page(queries.spots_for(request.actor, state), ["-proposed_at"], cursor=request.GET.get("cursor", ""))
    counts = queries.spot_counts(request.actor)
    chips = [("", _("All"), sum(counts.values())), *((v, label, counts[v]) for v, label in SpotState.choices)]
    today = timezone.localdate(request.at)
    context = {
        "page": found,
        "rows": [{"spot": one, "is_due": _is_due(one, today)} for one in found.rows],
        "chips": [{"value": v, "label": label, "count": n, "active": v == state} for v, label, n in chips],
        "tabs": tabs(request, "desk:trouble_spots"),
        "features": _collection(_feature(one) for one in found.rows),
        "may_propose": request.actor.may_anywhere("patrols.propose_spot"),
    }
    return render(request, "desk/troubles/spots.html", context)


def _is_due(spot: TroubleSpot, today: date) -> bool:
    return spot.assess_on is not None and spot.assess_on <= today


def _feature(spot: TroubleSpot) -> dict[str, Any]:
    properties = {
        "kind": "area",
        "name": spot.name,
        "note": str(spot.get_state_display()),
        "url": reverse("desk:trouble_spot", args=[spot.pk]),
        "tone": tone_of(spot.state)[0],
    }
    return {"type": "Feature", "geometry": spot.boundary, "properties": properties}


def _collection(features: Any) -> dict[str, Any]:
    return {"type": "FeatureCollection", "features": list(features)}


@require_GET
def spot(request: StaffRequest, pk: int) -> HttpResponse:
    """Where, what, who, until when, what was done, and the weeks before, during and after."""
    found = queries.get_spot_for(request.actor, pk)
    weeks = weekly(found, request.at)
    entries = found.entries.prefetch_related("photos__file")[:50]
    context = {
        "spot": found,
        "moves": [
            (move.verb.removeprefix("patrols."), move.label) for move in queries.spot_moves(request.actor, found)
        ],
        "is_due": _is_due(found, timezone.localdate(request.at)),
        "phases": [(PHASES[one.phase], one) for one in sums(weeks)],
        "compared": [(PHASES[one.phase], one) for one in compared(weeks)],
        "weeks": [_week(request, found, one) for one in reversed(weeks)],
        "entries": [{"entry": one, "photos": [_picture(photo) for photo in one.photos.all()]} for one in entries],
        "assessments": found.assessments.all()[:24],
        "features": _collection([_feature(found)]),
        "history": history(found, limit=50),
    }
    return render(request, "desk/troubles/spot.html", context)


def _week(request: StaffRequest, found: TroubleSpot, week: Week) -> dict[str, Any]:
    """A week with the address of the cases of its box, for those who may see cases."""
    last = week.starts_on + timedelta(days=6)
    box = f"{found.west:.6f},{found.south:.6f},{found.east:.6f},{found.north:.6f}"
    dates = f"opened_from={week.starts_on.isoformat()}&opened_until={last.isoformat()}"
    sees = any(request.actor.may_anywhere(sight) for sight in ("cases.see_case", "cases.see_group_case"))
    url = f"{reverse('desk:cases')}?box={box}&{dates}" if sees and week.cases else ""
    return {"week": week, "label": PHASES[week.phase], "url": url}


def _picture(photo: TreatmentPhoto) -> dict[str, Any]:
    urls = {name: reverse("desk:trouble_spot_photo", args=[photo.pk, name]) for name in VARIANTS}
    return {"url": urls["shown"], "thumbnail_url": urls["thumbnail"], "caption": ""}


@require_GET
def photo(request: StaffRequest, pk: int, variant: str) -> FileResponse:
    """A picture of the treatment log."""
    if variant not in VARIANTS:
        raise NotFound("picture")
    found = queries.spot_photo_for(request.actor, pk)
    return file_response(found.file, variant)  # type: ignore[arg-type]
