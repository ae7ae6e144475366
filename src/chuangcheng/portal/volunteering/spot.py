"""On the spot: checking in and out by the code, and the leader's page for the telephone."""

import base64
import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from chuangcheng.evidence.queries import file_response
from chuangcheng.kit.citizen import CitizenRequest, actor_of, citizen_required
from chuangcheng.kit.refused import NotFound, Refused
from chuangcheng.places.sheets import qr_svg
from chuangcheng.portal.volunteering.forms import PhotoForm, RecordForm
from chuangcheng.volunteering import actions, queries, rules


@citizen_required
@require_http_methods(["GET", "HEAD", "POST"])
def here(request: CitizenRequest, pk: int, code: str) -> HttpResponse:
    """What the code at the place opens: one button, in or out. A script may send later what was seen without a
    network, with the telephone's own id and the moment."""
    shift = queries.public_shift(pk)
    volunteer = queries.volunteer_of(request.citizen.id)
    service = queries.own_service(volunteer, shift)
    if request.method != "POST":
        context = {"shift": shift, "service": service, "volunteer": volunteer, "client_id": uuid.uuid4(), "code": code}
        return render(request, "portal/volunteering/here.html", context)
    wants_json = "application/json" in request.headers.get("Accept", "")
    try:
        said = _came_or_left(request, shift, code)
    except Refused as refused:
        if wants_json:
            return JsonResponse({"code": refused.code, "message": str(refused.message)}, status=refused.status)
        if refused.status == 404:
            raise
        messages.error(request, str(refused.message))
        return redirect("portal:volunteer_shift", pk)
    if wants_json:
        return JsonResponse({"state": said.state, "minutes": said.minutes, "service": said.pk})
    messages.success(request, _("You are checked in.") if said.state == "present" else _("You are checked out."))
    return redirect("portal:volunteer_shift", pk)


def _came_or_left(request: CitizenRequest, shift: queries.Shift, code: str) -> queries.Service:
    seen_at = _moment(request.POST.get("seen_at", ""))
    given: dict[str, Any] = {"by": actor_of(request.citizen), "at": request.at, "shift": shift, "code": code}
    try:
        client_id = uuid.UUID(request.POST.get("client_id", ""))
    except ValueError:
        client_id = uuid.uuid4()
    way = request.POST.get("way")
    if way == "auto":
        # What a telephone sends later: its first scan was the arrival, another one the leaving.
        known = queries.own_service(queries.volunteer_of(request.citizen.id), shift)
        way = "out" if known is not None and known.client_id != client_id else "in"
    if way == "out":
        return actions.check_out(**given, seen_at=seen_at)
    return actions.check_in(**given, seen_at=seen_at, client_id=client_id)


def _moment(text: str) -> datetime | None:
    try:
        found = parse_datetime(text) if text else None
    except ValueError:
        return None
    return found if found is not None and found.tzinfo is not None else None


def _led(request: CitizenRequest, pk: int) -> queries.Shift:
    """The shift, for its leader alone."""
    by = actor_of(request.citizen)
    found = queries.get_shift_for(by, pk)
    if not queries.leads(by, found):
        raise NotFound("shift")
    return found


@citizen_required
@require_http_methods(["GET", "HEAD", "POST"])
def lead(request: CitizenRequest, pk: int) -> HttpResponseBase:
    """The list, the code to scan, pictures before and after, cases that are put right now."""
    shift = _led(request, pk)
    if request.method == "POST":
        word = request.POST.get("word", "")
        if word not in DEEDS:
            raise NotFound("word")
        try:
            messages.success(request, DEEDS[word](request, shift))
        except Refused as refused:
            if refused.code == "not_found":
                messages.error(request, _("There is no volunteer with this number."))
            elif refused.status == 404:
                raise
            else:
                messages.error(request, str(refused.message))
        return redirect("portal:volunteer_lead", pk)
    by = actor_of(request.citizen)
    times = {"arrived_at": shift.starts_at, "left_at": min(shift.ends_at, request.at)}
    context = {
        "shift": shift,
        "lines": [{"line": one, "hours": _hours(one)} for one in queries.roster(by, shift)],
        "record_form": RecordForm(initial=times),
        "photo_form": PhotoForm(),
        "photos": [_picture(one) for one in queries.photos_of(shift)],
        "cases": queries.cases_at_place(shift),
        "proposals": queries.proposals_of(shift),
        **_code(request, shift),
    }
    return render(request, "portal/volunteering/lead.html", context)


def _hours(line: queries.Line) -> str:
    return rules.hours_text(line.service.minutes) if line.service else ""


def _picture(one: queries.ShiftPhoto) -> dict[str, Any]:
    urls = [reverse("portal:volunteer_lead_photo", args=[one.shift_id, one.pk, v]) for v in ("shown", "thumbnail")]
    return {"url": urls[0], "thumbnail_url": urls[1], "caption": one.get_kind_display()}


def _code(request: CitizenRequest, shift: queries.Shift) -> dict[str, str]:
    address = reverse("portal:volunteer_here", args=[shift.pk, rules.code_of(shift.secret, request.at)])
    url = request.build_absolute_uri(address)
    drawn = base64.b64encode(qr_svg(url).encode()).decode()
    return {"code_url": url, "code_image": f"data:image/svg+xml;base64,{drawn}"}


@citizen_required
@require_GET
def code(request: CitizenRequest, pk: int) -> HttpResponse:
    """The code of this moment alone: the leader's page fetches it again and again."""
    return render(request, "portal/volunteering/code.html", {"shift_pk": pk, **_code(request, _led(request, pk))})


@citizen_required
@require_GET
def lead_photo(request: CitizenRequest, pk: int, photo: int, variant: str) -> HttpResponseBase:
    """A picture of the led shift, released or not."""
    found = queries.get_photo_for(actor_of(request.citizen), photo)
    if variant not in ("shown", "thumbnail") or found.shift_id != _led(request, pk).pk:
        raise NotFound("photo")
    return file_response(found.file, variant)  # type: ignore[arg-type]


def _record(request: CitizenRequest, shift: queries.Shift) -> str:
    form = RecordForm(request.POST)
    if not form.is_valid():
        raise Refused("bad_form", _("Give the number, and when the person came and left."))
    volunteer = queries.volunteer_by_number(form.cleaned_data.pop("number"))
    by = actor_of(request.citizen)
    actions.record_service(by=by, at=request.at, shift=shift, volunteer=volunteer, **form.cleaned_data)
    return _("Written down.")


def _photo(request: CitizenRequest, shift: queries.Shift) -> str:
    form = PhotoForm(request.POST, request.FILES)
    if not form.is_valid():
        raise Refused("bad_form", _("Choose a picture, and say whether it is from before or after."))
    content, kind = form.cleaned_data["photo"].read(), form.cleaned_data["kind"]
    actions.add_photo(by=actor_of(request.citizen), at=request.at, shift=shift, kind=kind, content=content)
    return _("The picture is kept. The organiser looks at it before anybody else sees it.")


def _propose(request: CitizenRequest, shift: queries.Shift) -> str:
    wanted = request.POST.get("case", "")
    case = next((one for one in queries.cases_at_place(shift) if str(one.pk) == wanted), None)
    if case is None:
        raise Refused("gone", _("This case is not open at this place any more."))
    actions.propose_case(by=actor_of(request.citizen), at=request.at, shift=shift, case=case)
    return _("The unit of the case is asked to look at it.")


DEEDS: dict[str, Callable[[CitizenRequest, queries.Shift], str]] = {
    "record": _record,
    "photo": _photo,
    "propose": _propose,
}
