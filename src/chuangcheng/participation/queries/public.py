"""What everybody may see: reports that a person let through, in words that a person let through."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import cos, radians
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuangcheng.cases.rules import distance_m
from chuangcheng.evidence.queries import File, copies_of, redaction_by_token
from chuangcheng.kit.refused import NotFound
from chuangcheng.participation.models import Answer, AnswerState, Report, ReportPhoto, ReportState
from chuangcheng.participation.rules import NEAR_M, plain_code
from chuangcheng.participation.workflow import OPEN, SOLVED
from chuangcheng.places.models import Area
from chuangcheng.places.queries import Place

RECENT = timedelta(days=180)
MOST_NEAR = 5
KINDS = {"open": OPEN, "solved": SOLVED}


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the public timeline."""

    at: datetime
    sentence: Any


@dataclass(frozen=True, slots=True)
class PublicReport:
    """All that a public page may say about a report. No name, no writer's text, no telephone, no inspector."""

    pk: int
    code: str
    text: str
    state: str
    state_name: Any
    is_solved: bool
    category: Any
    place: Any
    area: Any
    longitude: float | None
    latitude: float | None
    received_at: datetime
    answered_at: datetime | None
    photos: tuple[str, ...]
    followers: int
    metres: int | None = None


def _rows() -> QuerySet[Report]:
    rows = Report.objects.exclude(published_at=None).exclude(state=ReportState.ERASED)
    return rows.select_related("category", "area", "segment", "site", "facility")


def public_reports(kind: str = "", area: Area | None = None, segment: Any = None) -> QuerySet[Report]:
    """Published reports: `open`, `solved`, or all. The face pages them and shows each through `public_report`."""
    rows = _rows()
    if kind in KINDS:
        rows = rows.filter(state__in=KINDS[kind])
    if area is not None:
        rows = rows.filter(area__path__startswith=area.path)
    return rows.filter(segment=segment) if segment is not None else rows


def public_report(rows: Iterable[Report]) -> list[PublicReport]:
    """What may be said of these published reports. Three queries for all of them.

    Pictures by the public token of the version in force: only what was decoded, looked at by a person and let through.
    """
    reports = [row for row in rows if row.published_at is not None]
    keys = [row.pk for row in reports]
    photos: dict[int, list[str]] = {}
    shown = list(ReportPhoto.objects.filter(report__in=keys, is_public=True).values_list("file_id", "report_id"))
    copies = copies_of(file for file, _report in shown)
    for file, report in shown:
        if file in copies:
            photos.setdefault(report or 0, []).append(copies[file].token)
    counts = dict(Report.objects.filter(pk__in=keys).annotate(n=Count("followers")).values_list("pk", "n"))
    return [_shown(row, tuple(photos.get(row.pk, ())), counts.get(row.pk, 0)) for row in reports]


def _shown(row: Report, photos: tuple[str, ...], followers: int, metres: int | None = None) -> PublicReport:
    return PublicReport(
        pk=row.pk,
        code=row.code,
        text=row.public_zh,
        state=row.state,
        state_name=row.get_state_display(),
        is_solved=row.state in SOLVED,
        category=row.category,
        place=row.site or row.facility or row.segment,
        area=row.area,
        longitude=row.longitude,
        latitude=row.latitude,
        received_at=row.received_at,
        answered_at=row.answered_at,
        photos=photos,
        followers=followers,
        metres=metres,
    )


@dataclass(frozen=True, slots=True)
class Followed:
    """A report by its code: its steps, and more where it was published."""

    shown: PublicReport | None
    report_pk: int
    code: str
    state: str
    state_name: Any
    steps: tuple[Step, ...]
    answer: Answer | None
    decline_reason: Any


def by_code(text: str) -> Followed:
    """Whoever knows the code sees the steps; words and pictures only where they were let through. NotFound else."""
    code = plain_code(text)
    rows = Report.objects.select_related("category", "area", "segment", "site", "facility", "joined_to", "case__unit")
    report = rows.filter(code=code).exclude(state=ReportState.ERASED).first() if code else None
    if report is None:
        raise NotFound("report")
    shown = next(iter(public_report([report])), None)
    answer = report.replies.filter(state=AnswerState.PUBLISHED).last() if shown else None
    reason = report.get_decline_reason_display() if report.decline_reason else ""
    return Followed(
        shown, report.pk, report.code, report.state, report.get_state_display(), tuple(steps(report)), answer, reason
    )


def steps(report: Report) -> list[Step]:
    """What has happened, in the public's words. The unit in charge is named; no person ever is."""
    found = [Step(report.received_at, _("Received"))]
    if report.decided_at and report.case:
        found.append(Step(report.decided_at, pgettext_lazy("of a citizen", "Taken up")))
    elif report.decided_at and report.state == ReportState.MERGED:
        found.append(Step(report.decided_at, _("Joined to an earlier report about the same matter")))
    elif report.decided_at and report.state in (ReportState.DECLINED, ReportState.REVIEW):
        found.append(Step(report.decided_at, _("Declined, with a reason")))
    case = report.case
    if case and case.dispatched_at and case.unit:
        said = _("Given to %(unit)s") % {"unit": case.unit.name}
        found.append(Step(case.dispatched_at, said))
    if case and case.closed_at:
        found.append(Step(case.closed_at, _("Put right and checked by somebody from outside the unit")))
    if report.answered_at:
        found.append(Step(report.answered_at, _("Answered")))
    return sorted(found, key=lambda step: step.at)


def public_photo(token: str) -> File:
    """A picture that a person let through, of a published report, in the version in force. NotFound for every other."""
    file = redaction_by_token(token).file
    rows = ReportPhoto.objects.filter(file=file, is_public=True, report__published_at__isnull=False)
    if not rows.exclude(report__state=ReportState.ERASED).exists():
        raise NotFound("photo")
    return file


def public_area(code: str) -> Area:
    """An area by its code. NotFound otherwise."""
    found = Area.objects.filter(code=code).exclude(level="grid").first()
    if found is None:
        raise NotFound("area")
    return found


def around(place: Place) -> Q:
    """Reports at this place, or within two hundred metres of its point."""
    wanted = Q(pk__in=())
    for name in ("site", "facility", "segment"):
        if thing := getattr(place, name):
            wanted |= Q(**{name: thing})
    if place.longitude is not None and place.latitude is not None:
        wanted |= box(place.longitude, place.latitude, NEAR_M)
    return wanted


def box(longitude: float, latitude: float, metres: float) -> Q:
    """What lies within so many metres east, west, north and south."""
    north = metres / 111_320
    east = north / max(cos(radians(latitude)), 0.01)
    return Q(
        latitude__range=(latitude - north, latitude + north), longitude__range=(longitude - east, longitude + east)
    )


def metres_to(place: Place, report: Report) -> int | None:
    """How far a report is from a place, where both have a point."""
    here, there = (place.longitude, place.latitude), (report.longitude, report.latitude)
    if None in here or None in there:
        return None
    return round(distance_m(here[0], here[1], there[0], there[1]))  # type: ignore[arg-type]


def similar_open(place: Place, category: Any, at: datetime) -> list[PublicReport]:
    """Published open reports near this place, of the category first, the nearest first: at most five."""
    rows = list(_rows().filter(around(place), state__in=OPEN, received_at__gte=at - RECENT).order_by("-pk")[:60])
    if category is not None:
        rows = [row for row in rows if row.category_id in (None, category.pk)] or []
    ranked = sorted(rows, key=lambda row: (metres_to(place, row) is None, metres_to(place, row) or 0))[:MOST_NEAR]
    by_pk = {one.pk: one for one in public_report(ranked)}
    return [_shown(row, by_pk[row.pk].photos, by_pk[row.pk].followers, metres_to(place, row)) for row in ranked]
