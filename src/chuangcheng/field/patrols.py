"""Patrol on the phone: one's team's windows, and a point whose sign was scanned. Who scans is kept nowhere."""

import json
import uuid
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_aware
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chuangcheng.kit.refused import NotFound, Refused
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.patrols import queries
from chuangcheng.patrols.actions import record_scan

MOST_SCANS = 200
MOST_BYTES = 256 * 1024
NAMES = ("id", "sign", "scanned_at")


@require_GET
def patrol(request: StaffRequest) -> HttpResponse:
    """What my teams look at now and in the next hours."""
    context = {
        "windows": queries.patrols_of(request.actor, request.at),
        "has_team": queries.teams_of(request.actor).exists(),
    }
    return render(request, "field/patrol.html", context)


class ScanForm(forms.Form):
    """The button "looked at": its id makes a second tap the same scan."""

    client_id = forms.UUIDField()
    team = forms.IntegerField()


def point(request: StaffRequest, token: str) -> HttpResponse:
    """The address of a point's sign, for a member of the team: one button."""
    found = queries.point_of_token(token)
    teams = list(queries.teams_of(request.actor, found.scheme))
    form = ScanForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        team = next((one for one in teams if one.pk == form.cleaned_data["team"]), None)
        if team is None:
            raise NotFound("team")
        given = {"scanned_at": request.at, "client_id": form.cleaned_data["client_id"]}
        try:
            record_scan(by=request.actor, at=request.at, point=found, team=team, **given)
        except Refused as refused:
            if refused.code != "other_content":  # a second tap comes a moment later: it is the same look
                raise
        messages.success(request, _("Recorded: %s was looked at.") % found.name)
        return redirect("field:patrol")
    due = queries.window_at(found, None, request.at)
    context = {
        "point": found,
        "scheme": found.scheme,
        "teams": teams,
        "chosen": queries.team_for(request.actor, found, request.at),
        "due": due,
        "is_on": found.scheme.was_on_at(request.at),
        "client_id": uuid.uuid4(),
    }
    return render(request, "field/patrol_point.html", context)


@require_POST
def scans(request: StaffRequest) -> JsonResponse:
    """Scans that were made without a network: `{"scans": [{"id", "sign", "scanned_at", "team"?}]}`.

    Each is answered on its own, in order: `applied`, or `refused` with code and message; sending again harms nothing.
    Nothing of the request is kept but the scans.
    """
    if not request.user.is_authenticated:
        return JsonResponse({"code": "signed_out"}, status=401)
    if not request.actor.may_anywhere("patrols.record_scan"):
        return JsonResponse({"code": "not_found"}, status=404)
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
