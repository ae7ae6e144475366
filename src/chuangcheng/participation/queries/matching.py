"""Suggestions of the triage with their reasons: earlier reports of the same matter, units that may be responsible."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from chuangcheng.cases.queries import standard_of
from chuangcheng.duties.queries import Candidate, responsible_for
from chuangcheng.evidence.queries import reused_from
from chuangcheng.participation.located import place_of_report
from chuangcheng.participation.models import Report, ReportPhoto, ReportState
from chuangcheng.participation.queries.public import around, metres_to
from chuangcheng.participation.rules import ALIKE, NEAR_M, likeness

WITHIN = timedelta(days=45)
MOST = 6
GONE = (ReportState.ERASED, ReportState.MERGED, ReportState.HELD)


@dataclass(frozen=True, slots=True)
class Match:
    """A report with what speaks for its being the same matter, in words; more points, more alike."""

    report: Report
    reasons: tuple[str, ...]
    points: float


def possible_duplicates(report: Report, at: datetime) -> list[Match]:
    """Earlier reports with at least two things in common, or one picture. Four queries."""
    place = place_of_report(report)
    earlier = Report.objects.filter(pk__lt=report.pk, received_at__gte=at - WITHIN).exclude(state__in=GONE)
    earlier = earlier.select_related("category", "segment", "site", "facility", "area", "case")
    same_picture = _with_same_pictures(report)
    rows = {row.pk: row for row in earlier.filter(around(place)).order_by("-pk")[:80]}
    rows |= {row.pk: row for row in earlier.filter(pk__in=same_picture)}
    found = [_compared(report, row, row.pk in same_picture) for row in rows.values()]
    return sorted((one for one in found if one.points >= 2), key=lambda one: (-one.points, -one.report.pk))[:MOST]


def _with_same_pictures(report: Report) -> set[int]:
    files = list(report.photos.values_list("file_id", flat=True))
    like = {pair.earlier_id for pair in reused_from(files)} | set(files)
    rows = ReportPhoto.objects.filter(file__in=like, report__isnull=False).exclude(report=report)
    return set(rows.values_list("report_id", flat=True))


def _compared(report: Report, other: Report, is_same_picture: bool) -> Match:
    reasons, points = [], 0.0
    metres = metres_to(place_of_report(report), other)
    if is_same_picture:
        reasons.append(_("the same picture"))
        points += 3
    if report.site_id and report.site_id == other.site_id:
        reasons.append(_("the same site"))
        points += 1.5
    elif metres is not None and metres <= NEAR_M:
        reasons.append(_("%(metres)d m away") % {"metres": metres})
        points += 1.5 if metres <= 60 else 1
    elif report.segment_id and report.segment_id == other.segment_id:
        reasons.append(_("the same street segment"))
        points += 1
    if report.category_id and report.category_id == other.category_id:
        reasons.append(_("the same category"))
        points += 1
    alike = likeness(report.description, other.description)
    if alike >= ALIKE:
        reasons.append(_("the text is %(share)d %% alike") % {"share": round(alike * 100)})
        points += 1.5
    return Match(other, tuple(reasons), points)


def possible_units(report: Report, at: datetime) -> list[Candidate]:
    """Who would be responsible, in order, each with its reason: what the case will propose too."""
    default = report.category.default_unit if report.category else None
    return responsible_for(standard_of(report.category, at), place_of_report(report), at, default_unit=default)[:4]
