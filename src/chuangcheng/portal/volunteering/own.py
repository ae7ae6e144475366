"""A citizen's own volunteering: becoming a volunteer, signing up, hours, certificates; a guardian's word."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chuangcheng.documents.volunteer_files import certificate_pdf
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.citizen import CitizenRequest, actor_of, citizen_required
from chuangcheng.kit.links import unlisted
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import NotFound, Refused
from chuangcheng.portal.volunteering.forms import DetailsForm, RegisterForm
from chuangcheng.volunteering import actions, queries
from chuangcheng.volunteering.rules import hours_text, shown_code


@citizen_required
@require_GET
def own(request: CitizenRequest) -> HttpResponse:
    """Shifts ahead, service, hours, certificates."""
    volunteer = queries.volunteer_of(request.citizen.id)
    if volunteer is None:
        return redirect("portal:volunteer_details")
    counted, vouched = queries.own_minutes(volunteer)
    found = page(queries.own_services(volunteer), ["-id"], cursor=request.GET.get("cursor", ""), size=20)
    context = {
        "volunteer": volunteer,
        "ahead": queries.shifts_ahead(volunteer, request.at),
        "led": queries.shifts_led(volunteer, request.at),
        "page": found,
        "services": [{"row": one, "hours": hours_text(one.minutes)} for one in found.rows],
        "hours": hours_text(counted),
        "vouched": hours_text(vouched),
        "certificates": [
            {"row": one, "code": shown_code(one.code), "hours": hours_text(one.minutes)}
            for one in queries.own_certificates(volunteer)
        ],
        "calendars": queries.calendar_addresses(volunteer),
        "awaits_guardian": bool(volunteer.guardian_sealed and volunteer.consented_at is None),
    }
    return render(request, "portal/volunteering/own.html", context)


@citizen_required
@require_http_methods(["GET", "HEAD", "POST"])
def details(request: CitizenRequest) -> HttpResponse:
    """Becoming a volunteer, and changing what was said then."""
    volunteer = queries.volunteer_of(request.citizen.id)
    form = _form(request, volunteer)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            _save(request, form, is_new=volunteer is None)
            messages.success(request, _("Saved."))
            return redirect("portal:own_volunteering")
        except Refused as refused:
            if refused.status == 404:
                raise
            form.add_error(refused.field if refused.field in form.fields else None, str(refused.message))
            status = refused.status
    return render(request, "portal/volunteering/details.html", {"form": form, "volunteer": volunteer}, status=status)


def _form(request: CitizenRequest, volunteer: queries.Volunteer | None) -> DetailsForm:
    if volunteer is None:
        return RegisterForm(request.POST or None, initial={"name": request.citizen.name})
    shown = {
        "skills": "，".join(volunteer.skills),
        "team": volunteer.team,
        "community": volunteer.community,
        "takes_calls": volunteer.takes_calls,
    }
    return DetailsForm(request.POST or None, initial=shown)


def _save(request: CitizenRequest, form: DetailsForm, *, is_new: bool) -> None:
    given: dict[str, Any] = dict(form.cleaned_data)
    by = actor_of(request.citizen)
    if not is_new:
        actions.change_volunteer(by=by, at=request.at, details=actions.Details(**given))
        return
    name, born = given.pop("name"), given.pop("born")
    actions.register_volunteer(by=by, at=request.at, name=name, born=born, details=actions.Details(**given))


MOVES: dict[str, tuple[Callable[..., Any], Any]] = {
    "sign-up": (actions.sign_up, lambda: _("You have a place. Thank you for coming.")),
    "wait": (actions.wait_for_place, lambda: _("You are on the waiting list and are told when a place becomes free.")),
    "withdraw": (actions.withdraw, lambda: _("You have withdrawn.")),
}


@citizen_required
@require_POST
def move(request: CitizenRequest, pk: int, word: str) -> HttpResponse:
    """Sign up, wait, withdraw."""
    if word not in MOVES:
        raise NotFound("word")
    if queries.volunteer_of(request.citizen.id) is None:
        messages.info(request, _("Become a volunteer first; it takes a minute."))
        return redirect("portal:volunteer_details")
    deed, said = MOVES[word]
    try:
        deed(by=actor_of(request.citizen), at=request.at, shift=queries.public_shift(pk))
        messages.success(request, said())
    except Refused as refused:
        if refused.status == 404:
            raise
        messages.error(request, str(refused.message))
    return redirect("portal:volunteer_shift", pk)


@citizen_required
@require_POST
def issue(request: CitizenRequest) -> HttpResponse:
    """A certificate of everything that was vouched for so far."""
    try:
        actions.issue_certificate(by=actor_of(request.citizen), at=request.at)
        messages.success(request, _("The certificate is ready."))
    except Refused as refused:
        if refused.status == 404:
            raise
        messages.error(request, str(refused.message))
    return redirect("portal:own_volunteering")


@citizen_required
@require_GET
def certificate(request: CitizenRequest, pk: int) -> HttpResponse:
    """The PDF of one's own."""
    volunteer = queries.volunteer_of(request.citizen.id)
    if volunteer is None:
        raise NotFound("certificate")
    found = queries.own_certificate(volunteer, pk)
    address = request.build_absolute_uri(reverse("portal:verify_certificate"))
    content = certificate_pdf(found, request.citizen.name, address)
    headers = {"Content-Disposition": f'attachment; filename="{found.code}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@never_cache
@unlisted
@require_http_methods(["GET", "HEAD", "POST"])
def consent(request: HttpRequest, token: str) -> HttpResponseBase:
    """The guardian's word, by the link of the short message: asked once, because programs open links by themselves."""
    found = queries.asked_guardian(token)
    if request.method == "POST":
        actions.give_consent(by=SYSTEM, at=request.at, token=token)  # type: ignore[attr-defined]
        messages.success(request, _("Thank you. The minor may sign up now."))
        return redirect("portal:volunteering")
    return render(request, "portal/volunteering/consent.html", {"number": found.number})
