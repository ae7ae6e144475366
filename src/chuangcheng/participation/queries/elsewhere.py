"""What other people's systems are told of reports: of published ones what the public page says; of one whose code
they know, before it is published, its state and times alone."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from chuangcheng.cases.queries import Category
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.tokens import token_hash
from chuangcheng.participation.models import Answer, AnswerState, Passage, Report, ReportState
from chuangcheng.participation.queries.choosing import public_categories
from chuangcheng.participation.queries.public import PublicReport, public_report, public_reports
from chuangcheng.participation.rules import plain_code
from chuangcheng.participation.workflow import SOLVED

CLOSED = (*SOLVED, ReportState.DECLINED, ReportState.MERGED)
"""What the city has ended; everything else is open to others."""
MOVED = ("answered_at", "decided_at", "published_at", "received_at")
"""Moments at which something public happened."""
RELATED = ("category", "area", "segment", "site", "facility", "case__unit", "joined_to")


@dataclass(frozen=True, slots=True)
class Asked:
    """A search: codes of categories ('' for reports without one), a window of receiving, open or closed, a window of
    the last change."""

    categories: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    is_closed: bool | None = None
    changed_since: datetime | None = None
    changed_until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A report as others may know it. `shown` is None while it is not published: then nothing else is said."""

    code: str
    is_closed: bool
    state_name: str
    category: Category | None
    received_at: datetime
    changed_at: datetime
    expected_at: datetime | None
    shown: PublicReport | None
    unit: Any = None
    answer: str = ""


def told_reports(asked: Asked) -> QuerySet[Report]:
    """Published reports of a search, newest first; the face cuts a page out of them."""
    rows = public_reports().exclude(state=ReportState.HELD)
    if asked.categories:
        none = Q(category=None) if "" in asked.categories else Q(pk__in=())
        rows = rows.filter(Q(category__code__in=asked.categories) | none)
    if asked.since:
        rows = rows.filter(received_at__gte=asked.since)
    if asked.until:
        rows = rows.filter(received_at__lte=asked.until)
    if asked.is_closed is not None:
        rows = rows.filter(state__in=CLOSED) if asked.is_closed else rows.exclude(state__in=CLOSED)
    if asked.changed_since:
        later = Q()
        for name in MOVED:
            later |= Q(**{f"{name}__gte": asked.changed_since})
        rows = rows.filter(later)
    if asked.changed_until:
        for name in MOVED:
            rows = rows.filter(Q(**{name: None}) | Q(**{f"{name}__lte": asked.changed_until}))
    return rows.select_related(*RELATED).order_by("-received_at", "-pk")


def named_reports(codes: Sequence[str]) -> QuerySet[Report]:
    """Reports by their codes, published or not, but none that was deleted."""
    plain = [code for code in map(plain_code, codes) if code]
    rows = Report.objects.filter(code__in=plain).exclude(state=ReportState.ERASED)
    return rows.select_related(*RELATED).order_by("-received_at", "-pk")


def told(rows: Iterable[Report]) -> list[Told]:
    """These reports for other systems, in their order. Three queries for all of them."""
    reports = list(rows)
    shown = {one.pk: one for one in public_report(reports)}
    answers = dict(
        Answer.objects.filter(report__in=list(shown), state=AnswerState.PUBLISHED)
        .order_by("pk")
        .values_list("report_id", "text_zh")
    )
    return [_told(row, shown.get(row.pk), answers.get(row.pk, "")) for row in reports]


def _told(row: Report, shown: PublicReport | None, answer: str) -> Told:
    moments = [getattr(row, name) for name in MOVED if name != "published_at" or shown]
    case = row.case
    return Told(
        code=row.code,
        is_closed=row.state in CLOSED,
        state_name=row.get_state_display(),
        category=row.category,
        received_at=row.received_at,
        changed_at=max(moment for moment in moments if moment is not None),
        expected_at=case.due_at if case is not None else row.wanted_at,
        shown=shown,
        unit=case.unit if shown and case is not None and case.dispatched_at else None,
        answer=(answer or (row.get_decline_reason_display() if row.decline_reason else "")) if shown else "",
    )


def report_by_token(token: str) -> Report:
    """The report that a system passed on and got this token for. NotFound otherwise."""
    found = Passage.objects.select_related("report").filter(token_hash=token_hash(token)).first()
    if found is None or found.report.state == ReportState.ERASED:
        raise NotFound("token")
    return found.report


def passage_of(report: Report) -> Passage | None:
    """How a report came through another system, if it did."""
    return Passage.objects.select_related("client").filter(report=report).first()


def public_service(code: str) -> Category:
    """The category with this code if citizens may choose it. NotFound otherwise."""
    found = public_categories().filter(code=code).first() if code.isprintable() and len(code) <= 20 else None
    if found is None:
        raise NotFound("category")
    return found
