"""A volunteer's private calendar: made and revoked on their own page, read by calendar programs without signing in."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from chuangcheng.documents.volunteer_files import shifts_ics
from chuangcheng.kit.citizen import CitizenRequest, actor_of, citizen_required
from chuangcheng.kit.links import unlisted
from chuangcheng.kit.refused import Refused
from chuangcheng.volunteering import actions, queries


@citizen_required
@require_POST
def make(request: CitizenRequest) -> HttpResponse:
    """The address is shown this once."""
    try:
        _made, token = actions.make_calendar_address(by=actor_of(request.citizen), at=request.at)
    except Refused as refused:
        if refused.status == 404:
            raise
        messages.error(request, str(refused.message))
        return redirect("portal:own_volunteering")
    url = request.build_absolute_uri(reverse("portal:volunteer_calendar", args=[token]))
    return render(request, "portal/volunteering/calendar_made.html", {"url": url})


@citizen_required
@require_POST
def revoke(request: CitizenRequest, pk: int) -> HttpResponse:
    """From now on it answers nobody."""
    address = queries.calendar_address(queries.volunteer_of(request.citizen.id), pk)
    actions.revoke_calendar_address(by=actor_of(request.citizen), at=request.at, address=address)
    messages.success(request, _("The calendar address is revoked."))
    return redirect("portal:own_volunteering")


@require_safe
@unlisted
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The owner's coming shifts. The token is the only key: it must not leak further."""
    at = request.at  # type: ignore[attr-defined]

    def url(shift: queries.Shift) -> str:
        return request.build_absolute_uri(reverse("portal:volunteer_shift", args=[shift.pk]))

    content = shifts_ics(queries.calendar_shifts(queries.calendar_owner(token), at), at, url)
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")
