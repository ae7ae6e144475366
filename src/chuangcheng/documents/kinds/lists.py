"""Documents that are a table: close list (销號清單), ledger (整改台賬), responsibility table (責任分解表)."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.cases.models import Case, Outcome, Recheck, State
from chuangcheng.documents.blocks import Attachment, Block, Paragraph, spans
from chuangcheng.documents.kinds.behind import Rows, case_rows, cases_in, outcome_q
from chuangcheng.documents.kinds.subject import Asks, Composed, Slot, Spec, Subject, Whole
from chuangcheng.documents.kinds.wording import (
    MOST_ROWS,
    ROW_NEIGHBOURS,
    SOURCES,
    attached_zh,
    day_of,
    fault_zh,
    last_submissions,
    place_zh,
    stand_zh,
    table,
    unit_zh,
)
from chuangcheng.documents.models import Kind
from chuangcheng.documents.rules import span_text
from chuangcheng.duties.models import DutySupport, StandardDuty
from chuangcheng.duties.queries import supports_of

METHODS = {
    "material": "网上申报",
    "field": "实地考察",
    "questionnaire": "问卷调查",
    "department": "部门数据",
    "negative": "负面清单",
}


def close_list(subject: Subject) -> Composed:
    """What was verified and closed in the period."""
    first, last = subject.period
    closed = Rows("cases", subject.at.isoformat(), closed_since=first.isoformat(), closed_until=last.isoformat())
    rows = case_rows(closed).filter(state=State.CLOSED)
    total = rows.count()
    listed = list(rows.select_related(*ROW_NEIGHBOURS).order_by("closed_at", "number")[:MOST_ROWS])
    blocks: list[Block] = [
        subject.slot("opening"),
        Paragraph(
            spans(
                f"{span_text(first, last)}，经核查符合要求、准予销号的问题共",
                closed.but(outcome="closed").figure(total, "closed"),
                f"件。{attached_zh(len(listed), total)}",
            )
        ),
        subject.slot("closing"),
    ]
    if listed:
        blocks += [Attachment("", f"销号清单（{span_text(first, last)}）", is_wide=True), _closed_table(listed)]
    return Composed(f"关于{span_text(first, last)}销号问题的清单", blocks)


CLOSED_HEAD = ("编号", "整改项目", "整改原因", "整改举措", "责任单位", "完成时间", "复核方式", "复核结论", "回头看")
LEDGER_HEAD = "编号 来源 发现时间 点位 问题描述 标准 责任单位 整改原因 整改措施 办结时限 完成情况 销号时间 返工".split()
BATCH = 500


def _whole(
    name: str, head: Sequence[str], found: Any, order: str, rows_of: Callable[[list[Case]], Any]
) -> Whole | None:
    """All rows as a spreadsheet where there are more than are printed; read in batches."""
    ids = list(found.order_by(order, "number").values_list("pk", flat=True))
    if len(ids) <= MOST_ROWS:
        return None

    def rows() -> Iterator[Sequence[Any]]:
        for start in range(0, len(ids), BATCH):
            batch = Case.objects.select_related(*ROW_NEIGHBOURS).in_bulk(ids[start : start + BATCH])
            yield from rows_of([batch[pk] for pk in ids[start : start + BATCH] if pk in batch])

    return Whole(name, head, rows())


def whole_close_list(subject: Subject) -> Whole | None:
    """What was closed in the period, all of it."""
    first, last = subject.period
    closed = Rows("cases", subject.at.isoformat(), closed_since=first.isoformat(), closed_until=last.isoformat())
    return _whole("销号清单", CLOSED_HEAD, case_rows(closed).filter(state=State.CLOSED), "closed_at", _closed_rows)


def whole_ledger(subject: Subject) -> Whole | None:
    """What was registered in the period, all of it."""
    first, last = subject.period
    unit = {"unit": subject.unit.pk, "with_below": True} if subject.unit else {}
    found = case_rows(cases_in(first, last, subject.at, **unit))
    return _whole("整改台账", LEDGER_HEAD, found, "opened_at", lambda listed: _ledger_rows(listed, subject))


def _closed_table(listed: Sequence[Case]) -> Block:
    return table(CLOSED_HEAD, _closed_rows(listed), (6, 12, 10, 12, 6, 5, 4, 4, 5))


def _closed_rows(listed: Sequence[Case]) -> list[tuple[Any, ...]]:
    said, again = last_submissions(listed), _rechecked(listed)
    return [
        (
            case.number,
            f"{place_zh(case)}：{fault_zh(case)}",
            said[case.pk].cause if case.pk in said else "",
            said[case.pk].measure if case.pk in said else "现场改正",
            unit_zh(case.unit),
            day_of(case.closed_at),
            "材料核查" if case.pk in said else "现场确认",
            "准予销号",
            again.get(case.pk, "纳入回头看抽查"),
        )
        for case in listed
    ]


def _rechecked(listed: Sequence[Case]) -> dict[int, str]:
    words = {Outcome.KEPT: "未反弹", Outcome.RELAPSED: "反弹", Outcome.NOT_SEEN: "未能查看"}
    rows = Recheck.objects.filter(case__in=[case.pk for case in listed]).order_by("number")
    return {row.case_id: f"{day_of(row.seen_at)}{words[Outcome(row.outcome)]}" for row in rows}


def ledger(subject: Subject) -> Composed:
    """From finding to closing, one row per case, of all units or of one."""
    first, last = subject.period
    unit = {"unit": subject.unit.pk, "with_below": True} if subject.unit else {}
    found = cases_in(first, last, subject.at, **unit)
    rows = case_rows(found)
    total = rows.count()
    mended = rows.filter(outcome_q("mended", subject.at)).count()
    listed = list(rows.select_related(*ROW_NEIGHBOURS).order_by("opened_at", "number")[:MOST_ROWS])
    whose = f"{unit_zh(subject.unit)}" if subject.unit else "全市"
    blocks: list[Block] = [
        subject.slot("opening"),
        Paragraph(
            spans(
                f"{span_text(first, last)}，{whose}登记问题",
                found.figure(total, "found"),
                "件，已整改",
                found.but(outcome="mended").figure(mended, "mended"),
                f"件。{attached_zh(len(listed), total)}",
            )
        ),
    ]
    if listed:
        blocks += [
            Attachment("", f"整改台账（{span_text(first, last)}）", is_wide=True),
            _ledger_table(listed, subject),
        ]
    name = f"{unit_zh(subject.unit)}" if subject.unit else ""
    return Composed(
        f"{name}问题整改台账（{span_text(first, last)}）", blocks, [subject.unit.pk] if subject.unit else []
    )


def _ledger_table(listed: Sequence[Case], subject: Subject) -> Block:
    rows = _ledger_rows(listed, subject)
    return table(LEDGER_HEAD, rows, (6, 4, 5, 8, 11, 4, 6, 8, 9, 5, 5, 5, 2), numbers=(12,))


def _ledger_rows(listed: Sequence[Case], subject: Subject) -> list[tuple[Any, ...]]:
    said = last_submissions(listed)
    return [
        (
            case.number,
            SOURCES.get(case.source, "其他"),
            day_of(case.found_at),
            place_zh(case),
            fault_zh(case),
            case.standard.code if case.standard else "",
            unit_zh(case.unit),
            said[case.pk].cause if case.pk in said else "",
            said[case.pk].measure if case.pk in said else "",
            day_of(case.due_at),
            stand_zh(case, subject.at),
            day_of(case.closed_at),
            case.return_count,
        )
        for case in listed
    ]


def responsibility(subject: Subject) -> Composed:
    """Every standard with the unit that leads, those that support, the post, what is asked and until when."""
    assert subject.edition is not None
    duties = list(
        StandardDuty.objects.filter(standard__edition=subject.edition)
        .select_related("standard__parent__parent", "lead_unit", "lead_post")
        .order_by("standard__position")
    )
    supports = supports_of(duties)
    rows = [_duty(duty, supports.get(duty.pk, [])) for duty in duties]
    name = subject.edition.name_zh
    blocks: list[Block] = [
        subject.slot("opening"),
        Paragraph((f"《{name}》共分解标准{len(duties)}条，每条只有一家牵头单位。",)),
    ]
    if rows:
        head = (
            "测评项目",
            "测评内容",
            "测评标准",
            "测评方法",
            "点位类型",
            "牵头单位",
            "配合单位",
            "责任人岗位",
            "材料要求",
            "时限",
        )
        blocks += [
            Attachment("", f"责任分解表（{name}）", is_wide=True),
            table(head, rows, (7, 8, 14, 6, 6, 6, 9, 7, 8, 4)),
        ]
    leads = list(dict.fromkeys(duty.lead_unit_id for duty in duties))
    return Composed(f"{name}责任分解表", blocks, leads)


def _duty(duty: StandardDuty, supports: Sequence[DutySupport]) -> tuple[str, ...]:
    standard, content = duty.standard, duty.standard.parent
    item = content.parent if content else None
    return (
        item.name_zh if item else "",
        content.name_zh if content else "",
        f"{standard.code} {standard.name_zh}",
        "、".join(METHODS.get(method, method) for method in standard.methods),
        "、".join(standard.site_types),
        unit_zh(duty.lead_unit),
        "、".join(unit_zh(row.unit) for row in supports),
        duty.lead_post.name_zh if duty.lead_post else "",
        duty.material_zh,
        duty.due,
    )


CLOSE_LIST = Spec(
    Kind.CLOSE_LIST,
    "销",
    (Asks.PERIOD,),
    (Slot("opening", _("Opening")), Slot("closing", _("Closing"), "已销号问题纳入回头看，反弹的恢复整改。")),
    close_list,
    span="week",
    is_periodical=True,
    whole=whole_close_list,
)
LEDGER = Spec(
    Kind.LEDGER,
    "账",
    (Asks.PERIOD,),
    (Slot("opening", _("Opening")),),
    ledger,
    (Asks.UNIT,),
    span="month",
    whole=whole_ledger,
)
RESPONSIBILITY = Spec(
    Kind.RESPONSIBILITY,
    "责",
    (Asks.EDITION,),
    (Slot("opening", _("Opening"), "为落实全国文明城市创建责任，现将测评标准逐条分解如下，请对照抓好落实。"),),
    responsibility,
)
