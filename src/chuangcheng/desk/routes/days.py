"""Routes by day: all that one may see, and the days of a round with the button that plans them."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.inspections import queries
from chuangcheng.inspections.actions import plan_routes
from chuangcheng.inspections.queries import Round, Route
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.units.queries import holders_of


def people_of(found: list[Route], request: StaffRequest) -> dict[int, list[str]]:
    """route id -> names of who goes: whoever holds the post now, else the post's name. One query."""
    posts = {member.post_id for route in found for member in route.members.all()}
    held = holders_of(list(posts), request.at)
    return {
        route.pk: [
            held[one.post_id].person.name if one.post_id in held else one.post.name for one in route.members.all()
        ]
        for route in found
    }


def _shown(rows: list[Route], request: StaffRequest) -> list[dict[str, Any]]:
    people = people_of(rows, request)
    return [{"route": route, "people": people[route.pk]} for route in rows]


@require_GET
def routes(request: StaffRequest) -> HttpResponse:
    """All routes that the reader may see by now, newest day first."""
    found = page(
        queries.routes_for(request.actor, request.at), ["-day", "number"], cursor=request.GET.get("cursor", "")
    )
    context = {
        "page": found,
        "rows": _shown(list(found.rows), request),
        "may_rule": request.actor.may_anywhere("inspections.set_route_rules"),
    }
    return render(request, "desk/routes/routes.html", context)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def round_routes(request: StaffRequest, pk: int) -> HttpResponse:
    """The days of a round; one of them with its routes. Posting plans that day."""
    found = queries.get_round_for(request.actor, pk)
    if request.method == "POST":
        return _plan(request, found)
    days, without = queries.route_days(found) if _may_plan(request) else ([], 0)
    today = queries.today(request.at)
    chosen = _day(request.GET.get("day", "")) or _proposed(found, [one.day for one in days], today)
    rows = list(queries.routes_for(request.actor, request.at).filter(round=found, day=chosen).order_by("number"))
    context = {
        "round": found,
        "days": days,
        "without_count": without,
        "day": chosen,
        "rows": _shown(rows, request),
        "may_plan": _may_plan(request),
        "is_open": found.state in ("planned", "open")
        and found.opens_on <= chosen <= found.closes_on
        and chosen >= today,
    }
    return render(request, "desk/routes/round.html", context)


def _may_plan(request: StaffRequest) -> bool:
    return request.actor.may_anywhere("inspections.plan_routes")


def _proposed(found: Round, days: list[date], today: date) -> date:
    """Today if it lies in the round, else the first day with stops that is not over."""
    ahead = [day for day in days if day >= today]
    if ahead:
        return ahead[0]
    return min(max(today, found.opens_on), found.closes_on)


def _plan(request: StaffRequest, found: Round) -> HttpResponse:
    day = _day(request.POST.get("day", ""))
    if day is None:
        raise Refused("bad_day", _("Choose a day."), field="day")
    made = plan_routes(by=request.actor, at=request.at, round=found, day=day)
    messages.success(request, _("%(count)s routes are planned.") % {"count": len(made)})
    return redirect(f"{reverse('desk:round_routes', args=[found.pk])}?day={day.isoformat()}")
