"""One packet a day: everything that the phone needs to work without a network, and no citizen's contact."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse, HttpResponseNotModified
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from chuangcheng.field.sync.answers import answer, device_of, json_view
from chuangcheng.field.sync.ground import areas_around, segments_around
from chuangcheng.frameworks.queries import CheckPoint, Edition, cards_of
from chuangcheng.inspections.queries import Day, Observation, Reserve, Stop, Visit, day_of, is_apart
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.places.queries import Site


@json_view("GET")
def packet(request: StaffRequest) -> HttpResponse:
    """The day of the one who asks. The same day has the same ETag, so that a phone asks often and fetches once."""
    device_of(request)
    content = _content(request, day_of(request.actor, request.at))
    digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()
    tag = f'"{digest[:40]}"'
    if request.headers.get("If-None-Match") == tag:
        response: HttpResponse = HttpResponseNotModified()
    else:
        response = answer({**_frame(digest, request.at), **content})
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    return response


def _frame(digest: str, at: datetime) -> dict[str, Any]:
    lasts = timedelta(hours=settings.FIELD_PACKET_HOURS)
    return {
        "id": str(UUID(digest[:32])),
        "made_at": at.isoformat(),
        "expires_at": (at + lasts).isoformat(),
        "server_time": at.isoformat(),
    }


def _content(request: StaffRequest, day: Day) -> dict[str, Any]:
    sites = [stop.visit.site for stop in day.stops if stop.visit.site is not None]
    rounds = {stop.visit.round_id: stop.visit.round for stop in day.stops if stop.visit.round is not None}
    return {
        "language": get_language(),
        "person": {"id": request.actor.person_id, "name": request.actor.name},
        "city": {
            "name": settings.CITY_NAME,
            "filing_number": settings.FILING_NUMBER,
            "is_sample": settings.SAMPLE_CITY,
        },
        "editions": [_edition(edition) for edition in day.editions],
        "rounds": [
            {"id": pk, "code": one.code, "name": one.name, "closes_on": one.closes_on.isoformat(), "kind": one.kind}
            for pk, one in rounds.items()
        ],
        "check_points": check_points_shown(day.check_points),
        "stops": [_stop(stop) for stop in day.stops],
        "segments": segments_around(request.actor, sites),
        "areas": areas_around(request.actor, sites),
        "free_sites": reverse("field:free_sites"),
    }


def _edition(edition: Edition) -> dict[str, Any]:
    note = _("Reconstructed from public sources, not the official text") if edition.is_reconstructed else ""
    return {"id": edition.pk, "code": edition.code, "name": edition.name, "note": note}


def check_points_shown(points: Mapping[int, CheckPoint]) -> dict[str, Any]:
    """Check points by id, with their standard cards."""
    cards = cards_of(points.values())
    return {
        str(pk): {
            "id": pk,
            "code": point.code,
            "text": point.name,
            "standard": point.standard.name if point.standard else "",
            "content": point.standard.parent.name if point.standard and point.standard.parent else "",
            "kind": point.kind,
            "threshold": point.threshold,
            "photo": point.photo,
            "severity": point.severity,
            "exceptions": point.exceptions_zh,
            "example_faults": list(point.example_faults),
            "cards": [
                {"kind": card.kind, "caption": card.caption_zh, "picture": reverse("field:card", args=[card.pk])}
                for card in cards.get(pk, [])
            ],
        }
        for pk, point in points.items()
    }


def _stop(stop: Stop) -> dict[str, Any]:
    visit = stop.visit
    return {
        "visit": visit.pk,
        "kind": visit.kind,
        "position": visit.position,
        "round": visit.round_id,
        "day": visit.day.isoformat() if visit.day else None,
        "is_apart": is_apart(visit),
        "site": {**_where(visit), "units": list(dict.fromkeys(unit.name for unit in stop.units))},
        "check_points": [point.pk for point in stop.check_points],
        "answers": [_answered(row) for row in stop.answers],
        "recheck": _recheck(stop),
        "open_cases": [
            {
                "id": case.pk,
                "number": case.number,
                "description": case.description,
                "due_at": case.due_at.isoformat() if case.due_at else None,
                "distance": metres,
            }
            for case, metres in stop.open_cases
        ],
        "reserve": [_reserve(one) for one in stop.reserve],
    }


def _reserve(one: Reserve) -> dict[str, Any]:
    return {"rank": one.rank, "site": site_shown(one.site), "check_points": [point.pk for point in one.check_points]}


def site_shown(site: Site) -> dict[str, Any]:
    """A site as the phone shows it."""
    hours = f"{site.opens_at:%H:%M}–{site.closes_at:%H:%M}" if site.opens_at and site.closes_at else ""
    return {
        "id": site.pk,
        "code": site.code,
        "name": site.name,
        "type": site.site_type.name,
        "address": site.address_zh,
        "lon": site.longitude,
        "lat": site.latitude,
        "hours": hours or (site.facility.hours_zh if site.facility else ""),
        "units": [],
    }


def _where(visit: Visit) -> dict[str, Any]:
    """The site; or, where a case at no site is looked at again, its place in the same words."""
    if visit.site is not None:
        return site_shown(visit.site)
    place = visit.place
    return {
        "id": None,
        "code": "",
        "name": place.name,
        "type": "",
        "address": place.address,
        "lon": place.longitude,
        "lat": place.latitude,
        "hours": "",
        "units": [],
    }


def _recheck(stop: Stop) -> dict[str, Any] | None:
    case = stop.visit.case
    if case is None:
        return None
    pictures = [
        {"kind": photo.kind, "picture": reverse("field:recheck_photo", args=[stop.visit.pk, photo.pk])}
        for photo in stop.case_photos
    ]
    return {"case": case.pk, "number": case.number, "description": case.description, "photos": pictures}


def _answered(row: Observation) -> dict[str, Any]:
    return {
        "check_point": row.check_point_id,
        "repetition": row.repetition,
        "verdict": row.verdict,
        "number": str(row.number) if row.number is not None else None,
        "total": str(row.total) if row.total is not None else None,
        "unit_label": row.unit_label,
        "note": row.note_zh,
        "is_corrected_on_spot": row.is_corrected_on_spot,
    }
