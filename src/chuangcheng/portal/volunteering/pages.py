"""What everybody sees of volunteering: campaigns, shifts, communities, released pictures, certificates to verify."""

from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_safe

from chuangcheng.documents.volunteer_files import shift_ics
from chuangcheng.evidence.queries import file_response
from chuangcheng.frameworks.queries import themes
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import NotFound, Refused
from chuangcheng.participation.queries import count_look_up
from chuangcheng.portal.reports.origins import origin
from chuangcheng.portal.volunteering.offline import HERE
from chuangcheng.volunteering import queries
from chuangcheng.volunteering.rules import hours_text, shown_code

VARIANTS = ("shown", "thumbnail")


def hours(total: queries.Total) -> dict[str, Any]:
    """A total for a page."""
    return {"services": total.services, "hours": hours_text(total.minutes)}


@require_safe
def campaigns(request: HttpRequest) -> HttpResponse:
    """Open campaigns, of one theme if chosen, and the next shifts."""
    theme, at = request.GET.get("theme", ""), request.at  # type: ignore[attr-defined]
    found = page(queries.public_campaigns(theme), ["code"], cursor=request.GET.get("cursor", ""), size=20)
    chips = [{"url": "?", "label": _("All"), "active": not theme}]
    chips += [{"url": f"?theme={one.code}", "label": one.name, "active": one.code == theme} for one in themes()]
    context = {
        "page": found,
        "chips": chips,
        "total": hours(queries.total()),
        "communities": queries.communities(),
        "themes": _by_theme(),
        "shifts": queries.coming_shifts(at)[:8],
    }
    return render(request, "portal/volunteering/campaigns.html", context)


def _by_theme() -> list[dict[str, Any]]:
    """Each of the six themes with what was served under it; the parts add up to the whole."""
    found = queries.totals_by_theme()
    return [{"theme": one, **hours(found.get(one.pk, queries.Total(0, 0)))} for one in themes()]


@require_safe
def campaign(request: HttpRequest, code: str) -> HttpResponse:
    """What it is, when and where the next shifts are, and what was cleaned up."""
    found = queries.public_campaign(code)
    rows = queries.coming_shifts(request.at, campaign=found)  # type: ignore[attr-defined]
    context = {
        "campaign": found,
        "page": page(rows, ["starts_at"], cursor=request.GET.get("cursor", ""), size=30),
        "total": hours(queries.total(shift__campaign=found)),
        "cleaned": [{"shift": one, "photos": pictures(one)} for one in queries.cleaned_up(found)],
    }
    return render(request, "portal/volunteering/campaign.html", context)


def pictures(shift: queries.Shift) -> list[dict[str, Any]]:
    """Released pictures of a shift, before and after."""
    return [
        {
            "url": reverse("portal:volunteer_photo", args=[one.pk, "shown"]),
            "thumbnail_url": reverse("portal:volunteer_photo", args=[one.pk, "thumbnail"]),
            "caption": one.get_kind_display(),
        }
        for one in queries.released_photos(shift)
    ]


@require_safe
def shift(request: HttpRequest, pk: int) -> HttpResponse:
    """One shift; what the citizen may do with it stands below."""
    found, citizen = queries.public_shift(pk), request.citizen  # type: ignore[attr-defined]
    volunteer = queries.volunteer_of(citizen.id) if citizen else None
    mine = queries.own_sign_up(volunteer, found)
    at = request.at  # type: ignore[attr-defined]
    context = {
        "shift": found,
        "volunteer": volunteer,
        "mine": mine,
        "service": queries.own_service(volunteer, found),
        "place_in_line": queries.place_in_line(mine) if mine and mine.state == "waiting" else 0,
        "free": found.capacity - found.taken_count,
        "is_open": found.state == "open" and found.campaign.state == "open" and found.starts_at > at,
        "leads": bool(volunteer and found.leader_id == volunteer.pk),
        "photos": pictures(found),
        "here_pattern": HERE,
    }
    response = render(request, "portal/volunteering/shift.html", context)
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def ics(request: HttpRequest, pk: int) -> HttpResponse:
    """For one's own calendar."""
    found = queries.public_shift(pk)
    url = request.build_absolute_uri(reverse("portal:volunteer_shift", args=[pk]))
    content = shift_ics(found, request.at, url)  # type: ignore[attr-defined]
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")


@require_GET
def photo(request: HttpRequest, pk: int, variant: str) -> FileResponse:
    """A picture that a person released, drawn anew."""
    if variant not in VARIANTS:
        raise NotFound("photo")
    return file_response(queries.released_photo(pk).file, variant)  # type: ignore[arg-type]


@require_safe
def community(request: HttpRequest, code: str) -> HttpResponse:
    """A community's teams, what was served in it, and the next shifts there."""
    found = queries.community(code)
    context = {
        "community": found,
        "total": hours(found.total),
        "shifts": queries.coming_shifts(request.at, area=found.area)[:20],  # type: ignore[attr-defined]
    }
    return render(request, "portal/volunteering/community.html", context)


@never_cache
@require_safe
def verify(request: HttpRequest) -> HttpResponse:
    """Is a certificate what it seems? Guessing is counted."""
    code, at = request.GET.get("code", "")[:40], request.at  # type: ignore[attr-defined]
    context: dict[str, Any] = {"code": code}
    if code:
        try:
            count_look_up(origin(request, at), at)
        except Refused as refused:
            context["refused"] = refused.message
            return render(request, "portal/volunteering/verify.html", context, status=refused.status)
        if found := queries.verified(code):
            context |= {"found": found, "hours": hours_text(found.minutes), "shown": shown_code(found.code)}
            context["lines"] = [(*line[:3], hours_text(int(line[3]))) for line in found.lines]
    return render(request, "portal/volunteering/verify.html", context)
