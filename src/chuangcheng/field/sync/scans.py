"""Patrol scans that a phone kept until there was a network. Who scans is kept nowhere, nor on which phone."""

import json
import uuid
from datetime import datetime
from typing import Any

from django.http import JsonResponse
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from chuangcheng.kit.refused import NotFound, Refused
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.patrols import queries
from chuangcheng.patrols.actions import record_scan

MOST_SCANS = 200
MOST_BYTES = 256 * 1024
NAMES = ("id", "sign", "scanned_at")


@require_POST
def scans(request: StaffRequest) -> JsonResponse:
    """Scans that were made without a network: `{"scans": [{"id", "sign", "scanned_at", "team"?}]}`.

    Each is answered on its own, in order: `applied`, or `refused` with code and message; sending again harms nothing.
    Nothing of the request is kept but the scans.
    """
    try:
        given = _read(request.body)
    except ValueError as error:
        field, message = error.args
        return JsonResponse({"code": "malformed", "errors": [{"field": field, "message": message}]}, status=400)
    return JsonResponse({"results": [_applied(request, *one) for one in given]})


Given = tuple[uuid.UUID, str, datetime, int | None]


def _read(body: bytes) -> list[Given]:
    """The scans of a body; ValueError(field, message) for the first thing that is wrong."""
    if len(body) > MOST_BYTES:
        raise ValueError("scans", _("At most 200 scans at a time."))
    try:
        rows = json.loads(body)["scans"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise ValueError("scans", _("A list of scans is expected.")) from None
    if not isinstance(rows, list) or len(rows) > MOST_SCANS:
        raise ValueError("scans", _("At most 200 scans at a time."))
    return [_scan(row, f"scans[{number}]") for number, row in enumerate(rows)]


def _scan(row: Any, where: str) -> Given:
    if not isinstance(row, dict):
        raise ValueError(where, _("A scan is an object."))
    for name in NAMES:
        if not isinstance(row.get(name), str):
            raise ValueError(f"{where}.{name}", _("This is missing."))
    try:
        client_id = uuid.UUID(row["id"])
    except ValueError:
        raise ValueError(f"{where}.id", _("This is no UUID.")) from None
    try:
        moment = parse_datetime(row["scanned_at"])
    except ValueError:
        moment = None
    if moment is None or not is_aware(moment):
        raise ValueError(f"{where}.scanned_at", _("This is no moment with a zone (ISO 8601)."))
    team = row.get("team")
    if team is not None and (isinstance(team, bool) or not isinstance(team, int)):
        raise ValueError(f"{where}.team", _("This is no number of a team."))
    return client_id, row["sign"].rstrip("/").rsplit("/", 1)[-1], moment, team


def _applied(request: StaffRequest, client_id: uuid.UUID, token: str, moment: datetime, wanted: int | None) -> Any:
    try:
        found = queries.point_of_token(token)
        own = queries.teams_of(request.actor, found.scheme)
        team = own.filter(pk=wanted).first() if wanted else queries.team_for(request.actor, found, moment)
        if team is None:
            raise NotFound("team")
        record_scan(by=request.actor, at=request.at, point=found, team=team, scanned_at=moment, client_id=client_id)
    except Refused as refused:
        message = _("There is no such sign for your team.") if refused.status == 404 else str(refused.message)
        return {"id": str(client_id), "state": "refused", "code": refused.code, "message": message}
    return {"id": str(client_id), "state": "applied", "code": "", "message": ""}
