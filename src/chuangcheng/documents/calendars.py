"""Calendars for other programs (RFC 5545): one event to take along, or a feed that they come back for."""

import uuid
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from icalendar import Calendar, Event, Timezone

CALENDAR_ZONE = "Asia/Shanghai"


def calendar_ics(part: str, events: Sequence[Event], at: datetime, feed: str = "") -> bytes:
    """The file. `part` of the product; `feed`: the name under which programs list what they come back for."""
    calendar = Calendar()
    calendar.add("prodid", f"-//Chuangcheng//{part}//ZH")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    if feed:
        calendar.add("method", "PUBLISH")
        calendar.add("x-wr-calname", feed)
        calendar.add("x-wr-timezone", CALENDAR_ZONE)
        calendar.add("refresh-interval", timedelta(hours=1), parameters={"value": "DURATION"})
    first: Any = min((event.start for event in events), default=at)
    calendar.add_component(Timezone.from_tzid(CALENDAR_ZONE, first_date=first.date()))
    for event in events:
        calendar.add_component(event)
    found: bytes = calendar.to_ical()
    return found


def event_of(uid: str, begins_at: datetime, ends_at: datetime, *, told_at: datetime, status: str) -> Event:
    """An event under a name that stays the same, whatever becomes of it; a cancelled one takes up no time."""
    zone, event = ZoneInfo(CALENDAR_ZONE), Event()
    event.add("uid", f"{uuid.uuid5(uuid.NAMESPACE_URL, f'chuangcheng/{settings.CITY_NAME}/{uid}')}")
    event.add("dtstamp", told_at.astimezone(UTC))
    event.add("dtstart", begins_at.astimezone(zone))
    event.add("dtend", ends_at.astimezone(zone))
    event.add("status", status)
    event.add("transp", "TRANSPARENT" if status == "CANCELLED" else "OPAQUE")
    return event
