"""One's own account: language, telephone, posts, sign-in security, sessions, saved filters."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST

from chuangcheng.accounts import actions, queries
from chuangcheng.desk.account.forms import OwnDetailsForm
from chuangcheng.desk.refusals import attempt
from chuangcheng.inspections.queries import calendar_addresses
from chuangcheng.kit.refused import NotFound, Refused
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.units.queries import posts_of


def _me(request: StaffRequest) -> queries.Person:
    person = queries.people().filter(pk=request.actor.person_id or 0).first()
    if person is None:
        raise NotFound("person")
    return person


def account(request: StaffRequest) -> HttpResponse:
    """The account page."""
    person = _me(request)
    form = OwnDetailsForm(request.POST or None, initial=_details(person))
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if attempt(form, lambda: actions.change_own_details(by=request.actor, at=request.at, person=person, **values)):
            with override(values["language"]):
                messages.success(request, _("Saved."))
            response = redirect("desk:account")
            # The page follows the choice at once, whatever this device was switched to before.
            response.delete_cookie(settings.LANGUAGE_COOKIE_NAME)
            return response
    sessions = queries.sessions_of(person)
    may_calendar = request.actor.may_anywhere("inspections.make_calendar_address")
    context = {
        "person": person,
        "form": form,
        "posts": posts_of([person.pk], request.at).get(person.pk, []),
        "factors": queries.second_factors_of(person),
        "passkey_count": queries.passkey_count(person),
        "sessions": [{"session": s, "is_current": s.session_key == request.session.session_key} for s in sessions[:20]],
        "devices": queries.devices_of(person),
        "filters": queries.own_filters(request.actor),
        "calendars": calendar_addresses(request.actor) if may_calendar else [],
        "may_calendar": may_calendar,
    }
    return render(request, "desk/account/account.html", context)


def _details(person: queries.Person) -> dict[str, str]:
    return {"language": person.language, "phone": person.phone, "email": person.email}


@require_POST
def session_end(request: StaffRequest, pk: int) -> HttpResponse:
    """End one of one's own sessions."""
    session = queries.UserSession.objects.filter(pk=pk, user_id=request.actor.person_id or 0).first()
    if session is None:
        raise NotFound("session")
    actions.end_session(by=request.actor, at=request.at, session=session)
    messages.success(request, _("The session has ended."))
    return redirect("desk:account")


@require_POST
def device_revoke(request: StaffRequest, pk: int) -> HttpResponse:
    """A lost phone forgets its packet and can send nothing more. One's own, or anybody's for who may."""
    device = queries.get_device_for(request.actor, pk)
    try:
        actions.revoke_device(by=request.actor, at=request.at, device=device)
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("The phone is revoked."))
    is_own = device.person_id == request.actor.person_id
    return redirect("desk:account") if is_own else redirect("desk:person", device.person_id)


def _back(request: StaffRequest) -> HttpResponse:
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, {request.get_host()}):
        return redirect(back)
    return redirect("desk:account")


@require_POST
def filter_save(request: StaffRequest, page: str) -> HttpResponse:
    """Save the filter of a list under a name and go back to it. `page` is the list's URL name."""
    name, query = request.POST.get("name", ""), request.POST.get("query", "")
    shared = bool(request.POST.get("is_shared"))
    try:
        actions.save_filter(by=request.actor, at=request.at, page=page, name=name, query=query, is_shared=shared)
    except Refused as refused:
        messages.error(request, str(refused.message))
    else:
        messages.success(request, _("The filter is saved."))
    return _back(request)


@require_POST
def filter_delete(request: StaffRequest, pk: int) -> HttpResponse:
    """Delete one of one's own filters."""
    actions.delete_filter(by=request.actor, at=request.at, saved=queries.own_filter(request.actor, pk))
    messages.success(request, _("The filter is deleted."))
    return _back(request)
