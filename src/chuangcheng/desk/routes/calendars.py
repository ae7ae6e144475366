"""Private calendar addresses: made and revoked on the account page, read by calendar programs without signing in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_POST, require_safe

from chuangcheng.documents.route_files import stops_ics
from chuangcheng.inspections import queries
from chuangcheng.inspections.actions import make_calendar_address, revoke_calendar_address
from chuangcheng.inspections.queries import CalendarStop
from chuangcheng.kit import clock
from chuangcheng.kit.links import unlisted
from chuangcheng.kit.phone import phone_address, stop_address
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.units.queries import actor_for


@require_POST
def make(request: StaffRequest) -> HttpResponse:
    """The address is shown this once."""
    address, token = make_calendar_address(by=request.actor, at=request.at)
    url = request.build_absolute_uri(reverse("desk:calendar_feed", args=[token]))
    return render(request, "desk/routes/calendar_made.html", {"address": address, "url": url})


@require_POST
def revoke(request: StaffRequest, pk: int) -> HttpResponse:
    """From now on it answers nobody."""
    address = queries.calendar_address(request.actor, pk)
    revoke_calendar_address(by=request.actor, at=request.at, address=address)
    messages.success(request, _("The calendar address is revoked."))
    return redirect("desk:account")


@require_safe
@unlisted
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The owner's stops, as far as the owner may see them now. The token is the only key: it must not leak further."""
    at = clock.now()
    person = queries.calendar_owner(token)

    def url(stop: CalendarStop) -> str:
        return request.build_absolute_uri(stop_address(stop.visit_id) if stop.visit_id else phone_address())

    with override(person.language):
        content = stops_ics(queries.calendar_of(actor_for(person, at), at), at, url)
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")
