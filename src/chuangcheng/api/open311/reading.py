"""Requests that were published, searched and one by one; tokens."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from chuangcheng.api.open311.answers import Answer, Fault
from chuangcheng.api.open311.offered import OTHER
from chuangcheng.kit import clock
from chuangcheng.kit.refused import NotFound
from chuangcheng.participation import queries
from chuangcheng.participation.queries import Asked, ReportState, Told

WINDOW = timedelta(days=90)
MOST = 1000
DEEPEST = 10_000
YEARS = range(1970, 2200)
STATUSES = {"open": False, "closed": True}


def requests(request: HttpRequest) -> Answer:
    """The list. Ids come before every other wish; else a window of ninety days at most, a page at a time."""
    given = request.GET
    size = _number(given.get("page_size"), MOST, MOST)
    start = (_number(given.get("page"), 1, DEEPEST) - 1) * size
    if named := _parts(given.get("service_request_id")):
        rows = queries.named_reports(named[:MOST])
    else:
        rows = queries.told_reports(_asked(request))
    found = queries.told(rows[start : start + size])
    return Answer("service_requests", "request", [row(request, one) for one in found])


def one(request: HttpRequest, code: str) -> Answer:
    """A single request; the answer is a list of one all the same."""
    found = queries.told(queries.named_reports([code])[:1])
    if not found:
        raise NotFound("report")
    return Answer("service_requests", "request", [row(request, found[0])])


def token(request: HttpRequest, code: str) -> Answer:
    """The id that belongs to a token, as soon as there is one."""
    report = queries.report_by_token(code)
    known = None if report.state == ReportState.HELD else report.code
    return Answer("service_requests", "request", [{"service_request_id": known, "token": code}])


def _asked(request: HttpRequest) -> Asked:
    given = request.GET
    since, until = _moment(given.get("start_date")), _moment(given.get("end_date"))
    changed = [_moment(given.get(name)) for name in ("updated_after", "updated_before")]
    if since and until and not timedelta(0) <= until - since <= WINDOW:
        raise Fault(400, _("From start_date to end_date are ninety days at most."))
    if not any(changed):
        since = since or (until or clock.now()) - WINDOW
    if since:
        until = until or since + WINDOW
    statuses = {part.lower() for part in _parts(given.get("status"))}
    if statuses - set(STATUSES):
        raise Fault(400, _("A status is open or closed."))
    codes = _parts(given.get("service_code"))
    return Asked(
        categories=tuple("" if code == OTHER else code for code in codes if code.isprintable())[:100],
        since=since,
        until=until,
        is_closed=STATUSES[statuses.pop()] if len(statuses) == 1 else None,
        changed_since=changed[0],
        changed_until=changed[1],
    )


def _parts(text: str | None) -> list[str]:
    return [part.strip() for part in (text or "").split(",") if part.strip()]


def _number(text: str | None, default: int, most: int) -> int:
    if not text:
        return default
    if not (text.isascii() and text.isdecimal() and len(text) < 9 and int(text) > 0):
        raise Fault(400, _("A page and its size are numbers from one."))
    if int(text) > most:
        raise Fault(400, _("Pages hold a thousand requests at most."))
    return int(text)


def _moment(text: str | None) -> datetime | None:
    """A date or moment; a sign + that an address turned into a blank is put back. Without a zone it is the city's."""
    if not text:
        return None
    plain = text.strip().replace(" ", "+") if "T" in text else text.strip()
    try:
        found = parse_datetime(plain)
        day = parse_date(plain) if found is None else None
    except ValueError:
        found, day = None, None
    if day is not None:
        found = datetime.combine(day, datetime.min.time())
    if found is None or found.year not in YEARS:
        raise Fault(400, _("Write a moment such as 2026-11-24T09:30:00+08:00."))
    return found if found.tzinfo else timezone.make_aware(found)


def row(request: HttpRequest, told: Told) -> dict[str, Any]:
    """One request. What is not published shows its state and its times alone."""
    shown = told.shown
    where = (shown.place or shown.area) if shown else None
    page = request.build_absolute_uri(reverse("portal:report_page", args=[told.code]))
    content: dict[str, Any] = {
        "service_request_id": told.code,
        "status": "closed" if told.is_closed else "open",
        "status_notes": (told.answer or None) if shown else None,
        "service_name": str(told.category.name) if told.category else None,
        "service_code": told.category.code if told.category else OTHER,
        "description": shown.text if shown else None,
        "agency_responsible": str(told.unit.name) if told.unit else None,
        "service_notice": _("Its page: %(page)s") % {"page": page},
        "requested_datetime": said(told.received_at),
        "updated_datetime": said(told.changed_at),
        "expected_datetime": said(told.expected_at),
        "address": str(where.name) if where else None,
        "address_id": _address_id(shown),
        "zipcode": None,
        "lat": shown.latitude if shown else None,
        "long": shown.longitude if shown else None,
        "media_url": _pictures(request, told)[0] if shown and shown.photos else None,
    }
    if request.GET.get("extensions") == "true":
        pictures = _pictures(request, told)
        content["extended_attributes"] = {"detailed_status": told.state_name, "media_urls": pictures}
    return content


def _address_id(shown: Any) -> str | None:
    """As `at=` of our own report page takes it."""
    if shown is None or shown.place is None:
        return None
    return f"{shown.place._meta.model_name}:{shown.place.pk}"


def _pictures(request: HttpRequest, told: Told) -> list[str]:
    keys = told.shown.photos if told.shown else ()
    return [request.build_absolute_uri(reverse("portal:report_photo", args=[pk, "shown"])) for pk in keys]


def said(moment: datetime | None) -> str | None:
    """W3C date and time in the city's zone."""
    return timezone.localtime(moment).isoformat(timespec="seconds") if moment else None
