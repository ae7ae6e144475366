"""One shift at the organiser's desk: who signed up, who came, pictures, cases, and the word that it was so."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chuangcheng.desk.history import history
from chuangcheng.desk.refusals import attempt
from chuangcheng.desk.volunteering.busy import as_typed, busy_at, filled, place_typed
from chuangcheng.desk.volunteering.forms import NewShiftForm, ServiceForm, ShiftTimesForm
from chuangcheng.evidence.queries import file_response
from chuangcheng.kit.refused import NotFound, Refused
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.volunteering import actions, queries
from chuangcheng.volunteering.rules import hours_text

VERBS = ("name_leader", "call_for_help", "settle_forgotten", "vouch_shift", "correct_service", "release_photo")


def new(request: StaffRequest, pk: int) -> HttpResponse:
    """A shift of a campaign. Sent for the hours of the place, the form comes back as it was typed, with them."""
    campaign = queries.get_campaign_for(request.actor, pk)
    form = NewShiftForm(request.POST or None, actor=request.actor, initial={"capacity": campaign.capacity})
    hours: dict[str, Any] = {}
    if "hours" in request.POST:
        form, hours = _with_hours(request, form)
    elif request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        made = attempt(form, lambda: actions.plan_shift(by=request.actor, at=request.at, campaign=campaign, **given))
        if made is not None:
            return redirect("desk:volunteer_shift", made.pk)
    cancel = reverse("desk:volunteer_campaign", args=[pk])
    context = {"form": form, "campaign": campaign, "heading": _("Plan a shift"), "cancel_url": cancel, **hours}
    return render(request, "desk/volunteering/new_shift.html", context)


def _with_hours(request: StaffRequest, sent: NewShiftForm) -> tuple[NewShiftForm, dict[str, Any]]:
    """The form unsaved, its times filled where hours were clicked; the busy hours of the place that it names."""
    typed = as_typed(sent)
    typed |= filled(typed, request.POST["hours"], request.at)
    place = place_typed(sent)
    found = busy_at(place, request.at) if place else []
    form = NewShiftForm(actor=request.actor, initial={**typed, **({"place": place} if place else {})})
    return form, {"asked": True, "place": place, "busy": found}


def edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Other times, more places."""
    found = queries.get_shift_for(request.actor, pk)
    initial = {name: getattr(found, name) for name in ShiftTimesForm.base_fields}
    form = ShiftTimesForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if attempt(form, lambda: actions.edit_shift(by=request.actor, at=request.at, shift=found, **given)):
            return redirect("desk:volunteer_shift", pk)
    cancel = reverse("desk:volunteer_shift", args=[pk])
    context = {"form": form, "campaign": found.campaign, "heading": _("Change the shift"), "cancel_url": cancel}
    return render(request, "desk/volunteering/form.html", context)


@require_GET
def page_of(request: StaffRequest, pk: int) -> HttpResponse:
    """The list, and what may be done now."""
    shift = queries.get_shift_for(request.actor, pk)
    path = shift.campaign.unit.path
    lines = queries.roster(request.actor, shift)
    may = {verb: request.actor.may(f"volunteering.{verb}", unit_path=path) for verb in VERBS}
    context = {
        "shift": shift,
        "lines": [{"line": one, "hours": hours_text(one.service.minutes) if one.service else ""} for one in lines],
        "moves": queries.moves_of(request.actor, shift),
        "may": may,
        "is_over": request.at >= shift.ends_at,
        "photos": [_picture(one) for one in queries.photos_of(shift)],
        "proposals": queries.proposals_of(shift),
        "may_hand_in": request.actor.may_anywhere("cases.submit_case"),
        "calls": shift.calls.all()[:10],
        "total": hours_text(queries.total(shift=shift).minutes),
        "anonymous": queries.anonymous_count(shift),
        "history": history(shift),
    }
    return render(request, "desk/volunteering/shift.html", context)


def _picture(one: queries.ShiftPhoto) -> dict[str, Any]:
    urls = [reverse("desk:volunteer_photo", args=[one.pk, variant]) for variant in ("shown", "thumbnail")]
    return {"row": one, "url": urls[0], "thumbnail_url": urls[1], "caption": one.get_kind_display()}


@require_GET
def photo(request: StaffRequest, pk: int, variant: str) -> HttpResponseBase:
    """A picture of the shift, released or not."""
    found = queries.get_photo_for(request.actor, pk)
    if variant not in ("shown", "thumbnail"):
        raise NotFound("photo")
    return file_response(found.file, variant)  # type: ignore[arg-type]


@require_POST
def move(request: StaffRequest, pk: int) -> HttpResponse:
    """One of the deeds of the page."""
    shift, word = queries.get_shift_for(request.actor, pk), request.POST.get("move", "")
    if word not in DEEDS:
        raise NotFound("move")
    try:
        messages.success(request, DEEDS[word](request, shift))
    except Refused as refused:
        if refused.status == 404:
            raise
        messages.error(request, str(refused.message))
    return redirect("desk:volunteer_shift", pk)


def _cancel(request: StaffRequest, shift: queries.Shift) -> str:
    actions.cancel_shift(by=request.actor, at=request.at, shift=shift, reason=request.POST.get("reason", ""))
    return _("The shift is cancelled; everybody who signed up is told.")


def _leader(request: StaffRequest, shift: queries.Shift) -> str:
    number = request.POST.get("number", "").strip()
    volunteer = queries.volunteer_by_number(number) if number else None
    actions.name_leader(by=request.actor, at=request.at, shift=shift, volunteer=volunteer)
    return _("Saved.")


def _call(request: StaffRequest, shift: queries.Shift) -> str:
    given = request.POST.get("count", "")
    text, count = request.POST.get("text", ""), int(given) if given.isdecimal() and len(given) < 6 else 0
    made = actions.call_for_help(by=request.actor, at=request.at, shift=shift, text=text, count=count)
    return _("Volunteers asked: %s") % made.asked_count


def _settle(request: StaffRequest, shift: queries.Shift) -> str:
    count = actions.settle_forgotten(by=request.actor, at=request.at, shift=shift)
    return _("Settled by rule: %s") % count


def _vouch(request: StaffRequest, shift: queries.Shift) -> str:
    count = actions.vouch_shift(by=request.actor, at=request.at, shift=shift)
    return _("Records vouched for: %s") % count


def _photo(request: StaffRequest) -> queries.ShiftPhoto:
    given = request.POST.get("photo", "")
    return queries.get_photo_for(request.actor, int(given) if given.isdecimal() else 0)


def _release(request: StaffRequest, shift: queries.Shift) -> str:
    actions.release_photo(by=request.actor, at=request.at, photo=_photo(request))
    return _("The public sees this picture now.")


def _hide(request: StaffRequest, shift: queries.Shift) -> str:
    actions.withdraw_photo(by=request.actor, at=request.at, photo=_photo(request))
    return _("The public does not see this picture any more.")


def _hand_in(request: StaffRequest, shift: queries.Shift) -> str:
    wanted = request.POST.get("proposal", "")
    found = next((one for one in queries.proposals_of(shift) if str(one.pk) == wanted), None)
    if found is None:
        raise NotFound("proposal")
    cause, measure = request.POST.get("cause", ""), request.POST.get("measure", "")
    actions.hand_in_case(by=request.actor, at=request.at, proposal=found, cause=cause, measure=measure)
    return _("The case is handed in and will be verified like any other.")


DEEDS: dict[str, Callable[[StaffRequest, queries.Shift], str]] = {
    "cancel": _cancel,
    "leader": _leader,
    "call": _call,
    "settle": _settle,
    "vouch": _vouch,
    "release": _release,
    "hide": _hide,
    "hand_in": _hand_in,
}


def service(request: StaffRequest, pk: int, service: int) -> HttpResponse:
    """Correct a record or strike it off; what stood there before is shown."""
    shift = queries.get_shift_for(request.actor, pk)
    found = queries.get_service_for(request.actor, shift, service)
    initial = {"arrived_at": found.arrived_at, "left_at": found.left_at or shift.ends_at}
    form = ServiceForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        done = attempt(form, lambda: _correct(request, found, form))
        if done is not None:
            return redirect("desk:volunteer_shift", pk)
    context = {
        "shift": shift,
        "service": found,
        "form": form,
        "trail": [{"row": one, "hours": hours_text(one.old_minutes)} for one in found.corrections.all()[:50]],
    }
    return render(request, "desk/volunteering/record.html", context)


def _correct(request: StaffRequest, found: queries.Service, form: ServiceForm) -> queries.Service:
    given = form.cleaned_data
    if "strike" in request.POST:
        return actions.strike_service(by=request.actor, at=request.at, service=found, reason=given["reason"])
    return actions.correct_service(by=request.actor, at=request.at, service=found, **given)
