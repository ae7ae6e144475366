"""One patrol scheme: why and until when, the week's roster, what lacks cover, points, teams, shifts."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from chuangcheng.desk.history import history
from chuangcheng.desk.patrols.listing import state_of
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.patrols import queries
from chuangcheng.patrols.queries import Gap, Scheme

GAP_WORDS = {
    Gap.NOBODY: _("No team"),
    Gap.DOUBLE: _("This team has two windows at once"),
    Gap.THIN: _("Fewer than two people hold the team's posts"),
}
WEEK = timedelta(days=7)
COVER_FOR = timedelta(days=28)
VERBS = (
    "edit_scheme",
    "switch_on",
    "switch_off",
    "define_point",
    "define_team",
    "define_shift",
    "make_roster",
    "add_window",
)


def may(actor: Actor, scheme: Scheme, verb: str) -> bool:
    """Whether one grant covers the verb at this scheme."""
    return actor.may(f"patrols.{verb}", unit_path=scheme.unit.path, area_path=scheme.area.path)


def _monday(request: StaffRequest) -> date:
    try:
        asked = date.fromisoformat(request.GET.get("week", ""))
    except ValueError:
        asked = timezone.localdate(request.at)
    # Far years have no windows, and the last representable one has no Sunday.
    return queries.monday_of(min(max(asked, date(2000, 1, 8)), date(2200, 1, 1)))


@require_GET
def scheme(request: StaffRequest, pk: int) -> HttpResponse:
    """The week is chosen by the address; buttons are what the reader may do in this state."""
    found = queries.get_scheme_for(request.actor, pk)
    monday = _monday(request)
    today = timezone.localdate(request.at)
    allowed = {verb: may(request.actor, found, verb) for verb in VERBS}
    state = found.state_on(today)
    context = {
        "scheme": found,
        **state_of(found, today),
        "raw_state": state,
        "days": queries.week(found, monday, request.at),
        "monday": monday,
        "this_week": queries.monday_of(today),
        "previous_week": monday - WEEK,
        "next_week": monday + WEEK,
        "is_past": monday + WEEK <= today,
        "gaps": [(window, GAP_WORDS[gap]) for window, gap in queries.gaps_ahead(found, request.at)],
        "alarms": queries.alarms_for(request.actor, is_open=True).filter(window__scheme=found)[:20],
        "cover": queries.cover([found.pk], request.at - COVER_FOR, request.at).get(found.pk),
        **_parts(found),
        "features": _features(found),
        "may": allowed,
        "may_see_signs": request.actor.may_anywhere("places.see_sign"),
        "is_editable": state in ("draft", "off"),
        "today": today,
        "history": history(found, limit=30),
    }
    return render(request, "desk/patrols/scheme.html", context)


def _features(found: Scheme) -> dict[str, Any]:
    """Points that have a position, with the place itself."""
    shown = [_feature(point.name, point.code, point) for point in queries.points(found) if point.is_active]
    if found.site is not None:
        shown.append(_feature(found.site.name, found.site.address_zh, found.site, "info"))
    return {"type": "FeatureCollection", "features": [one for one in shown if one is not None]}


def _feature(name: str, note: str, at: Any, tone: str = "progress") -> dict[str, Any] | None:
    if at.longitude is None or at.latitude is None:
        return None
    properties = {"kind": "point", "name": name, "note": note, "tone": tone}
    geometry = {"type": "Point", "coordinates": [at.longitude, at.latitude]}
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _parts(found: Scheme) -> dict[str, Any]:
    points = list(queries.points(found))
    signs = queries.point_signs(point.code for point in points)
    return {
        "points": [{"point": point, "sign": signs.get(point.code)} for point in points],
        "teams": queries.teams(found),
        "shifts": queries.shifts(found),
    }
