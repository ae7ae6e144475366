"""A route in words: how far, how long, by what distances, and what a day could not hold."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from chuangcheng.documents.route_files import placed
from chuangcheng.inspections.queries import Route, RouteSource, RouteStop
from chuangcheng.kit.display import moment_text


def lines(route: Route, stops: Sequence[RouteStop]) -> list[str]:
    """Short sentences in the language in force."""
    way = placed(stops)
    if not way or route.departs_at is None or route.returns_at is None:
        return [_("No stop fits into this day.")]
    told = [
        ngettext("%(count)d stop, %(km)s km.", "%(count)d stops, %(km)s km.", len(way))
        % {"count": len(way), "km": f"{route.metres / 1000:.1f}"},
        _("Leave at %(departs)s, back at %(returns)s.")
        % {"departs": moment_text(route.departs_at, "time"), "returns": moment_text(route.returns_at, "time")},
    ]
    if route.lunch_at is not None:
        told.append(_("Lunch at %(time)s.") % {"time": moment_text(route.lunch_at, "time")})
    if route.source == RouteSource.ROADS:
        told.append(_("Distances along the uploaded roads, at %(speed)s km/h.") % {"speed": f"{route.speed_kmh:g}"})
    else:
        told.append(
            _("Distances: straight line × %(factor)s, at %(speed)s km/h.")
            % {"factor": f"{route.factor:g}", "speed": f"{route.speed_kmh:g}"}
        )
    if not route.start_zh:
        told.append(_("No place to set out from is set: the route begins in the middle of its stops."))
    left = len(stops) - len(way)
    if left:
        told.append(ngettext("%(count)d stop is left out.", "%(count)d stops are left out.", left) % {"count": left})
    return told
