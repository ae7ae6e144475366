"""A route for other programs: GeoJSON (RFC 7946), GPX 1.1, and a person's stops as a calendar (RFC 5545)."""

import json
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _
from icalendar import Event, vUri

from chuangcheng.documents.calendars import calendar_ics, event_of
from chuangcheng.inspections.queries import CalendarStop, Route, RouteStop
from chuangcheng.kit.display import moment_text

GPX = "http://www.topografix.com/GPX/1/1"
GENERATOR = "Chuangcheng"


def placed(stops: Iterable[RouteStop]) -> list[RouteStop]:
    """The stops that are on the way, in order."""
    return [stop for stop in stops if stop.position is not None]


def _point(stop: RouteStop) -> tuple[float, float]:
    longitude, latitude = stop.visit.point
    assert longitude is not None
    assert latitude is not None
    return round(longitude, 6), round(latitude, 6)


def line_of(route: Route, stops: Sequence[RouteStop]) -> list[tuple[float, float]]:
    """Start, stops, start again: straight from point to point."""
    start = (round(route.start_longitude, 6), round(route.start_latitude, 6))
    return [start, *(_point(stop) for stop in placed(stops)), start]


def route_geojson(route: Route, stops: Sequence[RouteStop], url: Callable[[RouteStop], str] | None = None) -> str:
    """The line and its stops in WGS-84, longitude first. `url`: the page of a stop."""
    way = placed(stops)
    features: list[dict[str, Any]] = []
    if way:
        features.append(
            {
                "type": "Feature",
                "geometry": {"type": "LineString", "coordinates": line_of(route, stops)},
                "properties": {
                    "kind": "route",
                    "round": route.round.code,
                    "day": route.day.isoformat(),
                    "metres": route.metres,
                },
            }
        )
    features += [
        {
            "type": "Feature",
            "id": stop.pk,
            "geometry": {"type": "Point", "coordinates": _point(stop)},
            "properties": {
                "kind": "stop",
                "position": stop.position,
                "name": stop.visit.where_zh,
                "code": stop.visit.place_code,
                "begins_at": _local(stop.begins_at).isoformat(),
                "is_optional": stop.is_optional,
                **({"url": url(stop)} if url else {}),
            },
        }
        for stop in way
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False)


def _local(moment: datetime | None) -> datetime:
    assert moment is not None
    return moment.astimezone(ZoneInfo(settings.TIME_ZONE))


def route_gpx(route: Route, stops: Sequence[RouteStop]) -> bytes:
    """One `rte` whose points are the stops in order, with name and planned time."""
    ET.register_namespace("", GPX)
    root = ET.Element(f"{{{GPX}}}gpx", {"version": "1.1", "creator": GENERATOR})
    about = ET.SubElement(root, f"{{{GPX}}}metadata")
    ET.SubElement(about, f"{{{GPX}}}name").text = route_name(route)
    ET.SubElement(about, f"{{{GPX}}}time").text = _utc(route.planned_at)
    way = ET.SubElement(root, f"{{{GPX}}}rte")
    ET.SubElement(way, f"{{{GPX}}}name").text = route_name(route)
    for stop in placed(stops):
        longitude, latitude = _point(stop)
        point = ET.SubElement(way, f"{{{GPX}}}rtept", {"lat": f"{latitude:.6f}", "lon": f"{longitude:.6f}"})
        ET.SubElement(point, f"{{{GPX}}}time").text = _utc(stop.begins_at)
        ET.SubElement(point, f"{{{GPX}}}name").text = f"{stop.position} {_xml(stop.visit.where_zh)}"
        ET.SubElement(point, f"{{{GPX}}}desc").text = _xml(stop.visit.place.address)
    found: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return found


def _xml(text: str) -> str:
    """Without control characters, which XML 1.0 cannot carry at all."""
    return "".join(character for character in text if character.isprintable())


def _utc(moment: datetime | None) -> str:
    assert moment is not None
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def route_name(route: Route) -> str:
    """2026-11 · 2026-11-24 · 1: round, day, number."""
    return f"{route.round.code} · {route.day.isoformat()} · {route.number}"


def stops_ics(stops: Sequence[CalendarStop], at: datetime, url: Callable[[CalendarStop], str]) -> bytes:
    """The calendar of one person, in the language in force. `url`: the page of a stop."""
    return calendar_ics("Stops", [_event(stop, url) for stop in stops], at, feed=_("Inspection stops"))


def _event(stop: CalendarStop, url: Callable[[CalendarStop], str]) -> Event:
    status = "CANCELLED" if stop.is_cancelled else "CONFIRMED"
    event = event_of(stop.uid, stop.begins_at, stop.ends_at, told_at=stop.changed_at, status=status)
    event.add("last-modified", stop.changed_at.astimezone(UTC))
    event.add("sequence", stop.revision)
    if stop.site is None:
        event.add("summary", _("Inspection: stops are shown on the day"))
        event.add("description", stop.round_name)
        return event
    event.add("summary", _("Inspection: %(site)s") % {"site": stop.site.name})
    place = [stop.site.area.name_zh, stop.site.address]
    event.add("location", " ".join(part for part in place if part))
    told = [stop.round_name, moment_text(stop.begins_at, "time")]
    event.add("description", " · ".join(told))
    event.add("url", vUri(url(stop)))
    if stop.site.longitude is not None and stop.site.latitude is not None:
        event.add("geo", (stop.site.latitude, stop.site.longitude))
    return event
