"""Weekly and monthly report: what came in, what was put right, by unit and by category, against the period before."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from chuangcheng.cases.models import Category, Outcome, Recheck
from chuangcheng.cases.models.recheck import SEEN
from chuangcheng.documents.blocks import Block, Heading, Paragraph, spans
from chuangcheng.documents.kinds.behind import Rows, case_rows, cases_in, outcome_q
from chuangcheng.documents.kinds.subject import Asks, Composed, Slot, Spec, Subject, end_of, start_of
from chuangcheng.documents.kinds.wording import moment_zh, rate_zh, table, unit_zh
from chuangcheng.documents.models import Kind
from chuangcheng.documents.rules import span_text
from chuangcheng.units.models import Unit

MOST_LINES = 40
OUTCOMES = ("mended", "left", "overdue", "late", "on_time", "returned")


def weekly(subject: Subject) -> Composed:
    """The report of a week."""
    return _report(subject, "周报")


def monthly(subject: Subject) -> Composed:
    """The report of a month."""
    return _report(subject, "月报")


def _report(subject: Subject, name: str) -> Composed:
    first, last = subject.period
    found = cases_in(first, last, subject.at)
    blocks: list[Block] = [subject.slot("opening"), Heading(1, ("总体情况",)), *_whole(found, subject, first, last)]
    blocks += [Heading(1, ("各单位办理情况",)), _by_unit(found, subject)]
    blocks += [Heading(1, ("主要问题类型",)), _by_category(found, subject)]
    blocks += [Heading(1, ("回头看情况",)), Paragraph((_rechecks(first, last),))]
    blocks += [Heading(1, ("下一步工作",), "next"), subject.slot("next")]
    return Composed(f"全国文明城市创建工作{name}（{span_text(first, last)}）", blocks)


def _sums(rows: Rows, subject: Subject) -> dict[str, int]:
    counts = {name: Count("pk", filter=outcome_q(name, subject.at)) for name in OUTCOMES}
    found: dict[str, int] = case_rows(rows).aggregate(found=Count("pk"), **counts)
    return found


def _whole(found: Rows, subject: Subject, first: date, last: date) -> Iterator[Block]:
    sums = _sums(found, subject)
    closed = Rows("cases", subject.at.isoformat(), closed_since=first.isoformat(), closed_until=last.isoformat())
    settled = sums["on_time"] + sums["late"]
    yield Paragraph(
        spans(
            f"{span_text(first, last)}，共登记问题",
            found.figure(sums["found"], "found"),
            "件，期内办结",
            closed.figure(case_rows(closed).count(), "closed"),
            f"件（含以前登记的）。截至{moment_zh(subject.at)}，本期登记的问题已整改",
            found.but(outcome="mended").figure(sums["mended"], "mended"),
            "件，未整改",
            found.but(outcome="left").figure(sums["left"], "left"),
            "件，其中逾期",
            found.but(outcome="overdue").figure(sums["overdue"], "overdue"),
            "件；返工",
            found.but(outcome="returned").figure(sums["returned"], "returned"),
            f"件；已办结问题按时办结率{rate_zh(sums['on_time'], settled)}。",
        )
    )
    days = (last - first).days + 1
    before = cases_in(first - timedelta(days=days), first - timedelta(days=1), subject.at)
    earlier = case_rows(before).count()
    change = sums["found"] - earlier
    yield Paragraph(
        spans(
            f"上一个{days}天登记问题",
            before.figure(earlier, "earlier"),
            f"件，本期{'增加' if change > 0 else '减少'}{abs(change)}件。登记数也受督查安排影响，增减不等于好坏。"
            if change
            else "件，与本期持平。",
        )
    )


def _grouped(found: Rows, column: str, subject: Subject) -> list[dict[str, Any]]:
    counts = {name: Count("pk", filter=outcome_q(name, subject.at)) for name in OUTCOMES}
    rows = case_rows(found).order_by().values(column).annotate(found=Count("pk"), **counts)
    return list(rows.order_by("-found", column)[:MOST_LINES])


def _by_unit(found: Rows, subject: Subject) -> Block:
    rows = _grouped(found, "unit", subject)
    units = Unit.objects.in_bulk([row["unit"] for row in rows if row["unit"]])
    lines = []
    for row in rows:
        pk = row["unit"]
        own = found.but(unit=pk) if pk else found.but(no_unit=True)
        lines.append(
            (
                unit_zh(units.get(pk)),
                *(
                    (own.but(outcome="" if name == "found" else name).figure(row[name], f"{name}.{pk or 0}"),)
                    for name in ("found", "mended", "left", "overdue", "returned")
                ),
                rate_zh(row["on_time"], row["on_time"] + row["late"]),
            )
        )
    head = ("责任单位", "登记", "已整改", "未整改", "逾期", "返工", "按时率")
    return table(head, lines, (6, 2, 2, 2, 2, 2, 2), numbers=(1, 2, 3, 4, 5, 6))


def _by_category(found: Rows, subject: Subject) -> Block:
    rows = [row for row in _grouped(found, "category", subject) if row["category"]][:10]
    names = Category.objects.in_bulk([row["category"] for row in rows])
    lines = [
        (
            names[row["category"]].name_zh,
            (found.but(category=row["category"]).figure(row["found"], f"category.{row['category']}"),),
            rate_zh(row["mended"], row["found"]),
        )
        for row in rows
    ]
    return table(("问题类型", "登记", "整改率"), lines, (8, 3, 3), numbers=(1, 2))


def _rechecks(first: date, last: date) -> str:
    counts = Recheck.objects.filter(seen_at__gte=start_of(first), seen_at__lt=end_of(last)).aggregate(
        seen=Count("pk", filter=Q(outcome__in=SEEN)), relapsed=Count("pk", filter=Q(outcome=Outcome.RELAPSED))
    )
    if not counts["seen"]:
        return "期内未安排回头看。"
    return f"期内对已销号问题回头看{counts['seen']}件，反弹{counts['relapsed']}件，反弹的已退回责任单位重新整改。"


def _spec(kind: str, series: str, blocks_of: Any, span: str) -> Spec:
    opening = "现将全国文明城市创建工作进展情况报告如下。"
    slots = (Slot("opening", _("Opening"), opening), Slot("next", _("Next steps")))
    return Spec(kind, series, (Asks.PERIOD,), slots, blocks_of, span=span, is_periodical=True)


WEEKLY = _spec(Kind.WEEKLY, "周", weekly, "week")
MONTHLY = _spec(Kind.MONTHLY, "月", monthly, "month")
