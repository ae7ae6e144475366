"""Sentences and cells that several kinds share. Documents are Chinese, whatever language the page is read in."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from chuangcheng.cases.models import Case, Source, State, Submission
from chuangcheng.documents.blocks import Spans, Table
from chuangcheng.documents.rules import full_date, short_date

MOST_ROWS = 300
"""A printed table that is longer is no longer read: the rest stands in the ledger, and the document says how many."""
SOURCES: Mapping[str, str] = {
    Source.INSPECTION: "实地督查",
    Source.FREE_FINDING: "随机发现",
    Source.RECHECK: "回头看",
    Source.NATIONAL: "国家反馈",
    Source.PROVINCIAL: "省级反馈",
    Source.GROUP: "工作组",
    Source.CITIZEN: "随手拍",
    Source.HOTLINE: "热线",
    Source.UNIT: "单位自查",
    Source.OTHER: "其他",
}
ROW_NEIGHBOURS = ("site__site_type", "segment", "facility", "area", "unit", "category", "standard")


def moment_zh(moment: datetime | None) -> str:
    """11月27日18:00."""
    if moment is None:
        return "—"
    local = timezone.localtime(moment)
    return f"{short_date(local.date())}{local:%H:%M}"


def date_zh(moment: datetime | None) -> str:
    """2026年11月27日."""
    return full_date(timezone.localtime(moment).date()) if moment else "—"


def day_of(moment: datetime | None) -> str:
    """2026-11-27: for narrow columns."""
    return f"{timezone.localtime(moment):%Y-%m-%d}" if moment else "—"


def place_zh(case: Case) -> str:
    """The site, facility or segment; else the area."""
    place = case.site or case.facility or case.segment or case.area
    return place.name_zh if place else "位置待定"


def fault_zh(case: Case) -> str:
    """What is wrong, in one line; without the name of the place where it is said beside it."""
    said = " ".join(case.description.split())
    return said.removeprefix(place_zh(case)).lstrip("：:，, ") or said


def where_zh(case: Case) -> str:
    """Address in words with the coordinates."""
    said = [case.address_zh or place_zh(case)]
    if case.longitude is not None and case.latitude is not None:
        said.append(f"（东经{case.longitude:.5f}，北纬{case.latitude:.5f}）")
    return "".join(said)


def unit_zh(thing: Any) -> str:
    """The short name of a unit, as documents say it."""
    return (thing.short_name_zh or thing.name_zh) if thing else "尚未明确单位"


def standard_zh(case: Case) -> str:
    """Code and name of the standard."""
    return f"{case.standard.code} {case.standard.name_zh}" if case.standard else "—"


def stand_zh(case: Case, at: datetime) -> str:
    """已改, 待核查, 整改中, 逾期未改, 需资金或改造."""
    if case.closed_at is not None and case.closed_at <= at:
        return "已改"
    if case.state in (State.SUBMITTED, State.CORRECTED):
        return "待核查"
    if case.state == State.HELD:
        return "需资金或改造"
    if case.due_at is not None and case.due_at < at:
        return "逾期未改"
    return "整改中" if case.dispatched_at else "待交办"


def cell(value: Any) -> Spans:
    """One cell of plain text."""
    return (str(value),) if value not in (None, "") else ("—",)


def table(head: Sequence[str], rows: Iterable[Sequence[Any]], widths: Sequence[int], **more: Any) -> Table:
    """A table whose cells are texts or spans."""
    made = tuple(tuple(one if isinstance(one, tuple) else cell(one) for one in row) for row in rows)
    return Table(tuple(head), made, tuple(widths), **more)


def last_submissions(cases: Iterable[Case]) -> dict[int, Submission]:
    """case id -> its last submission: one query."""
    rows = Submission.objects.filter(case__in=[case.pk for case in cases]).order_by("attempt")
    return {row.case_id: row for row in rows}


def rate_zh(part: int, whole: int) -> str:
    """80.9%; a dash of nothing."""
    return f"{100 * part / whole:.1f}%" if whole else "—"


def attached_zh(shown: int, total: int) -> str:
    """What is said where the whole table is issued as a spreadsheet beside the document."""
    return f"附表列出前{shown}件，全部{total}件的电子表格随本文件一并印发。" if total > shown else ""


def rest_zh(shown: int, total: int) -> str:
    """What is said of rows that are not printed."""
    return f"其余{total - shown}件见系统整改台账。" if total > shown else ""
