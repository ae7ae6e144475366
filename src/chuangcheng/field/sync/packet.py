"""One packet a day: everything that the phone needs to work without a network, and no citizen's contact."""

import hashlib
import json
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
from chuangcheng.field.sync.lately import calibrations_shown, finished_shown
from chuangcheng.field.sync.stops import check_points_shown, stop_shown
from chuangcheng.field.sync.windows import patrol_shown
from chuangcheng.frameworks.queries import Edition
from chuangcheng.inspections.queries import Day, day_of
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.places.queries import signs_at


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
    signs = signs_at(sites)
    may_begin = request.actor.may_anywhere("inspections.start_free_visit")
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
        "stops": [stop_shown(stop, signs.get(stop.visit.site_id or 0, ())) for stop in day.stops],
        "segments": segments_around(request.actor, sites),
        "areas": areas_around(request.actor, sites),
        "free_sites": reverse("field:free_sites") if may_begin else None,
        "finished": finished_shown(request.actor, request.at),
        "calibrations": calibrations_shown(request.actor, request.at),
        "patrol": patrol_shown(request.actor, request.at),
    }


def _edition(edition: Edition) -> dict[str, Any]:
    note = _("Reconstructed from public sources, not the official text") if edition.is_reconstructed else ""
    return {"id": edition.pk, "code": edition.code, "name": edition.name, "note": note}
