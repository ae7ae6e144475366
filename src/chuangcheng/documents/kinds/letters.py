"""To one unit: case notice (问题交办单) with what was found, and reminder (提醒函) of what runs out or ran out."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from chuangcheng.cases.models import Case, CasePhoto, PhotoKind
from chuangcheng.cases.workflow import RUNNING
from chuangcheng.documents.blocks import Block, Heading, Paragraph, Picture, Table, spans
from chuangcheng.documents.kinds.behind import Rows, case_rows, outcome_q
from chuangcheng.documents.kinds.subject import Asks, Composed, Slot, Spec, Subject
from chuangcheng.documents.kinds.wording import (
    MOST_ROWS,
    ROW_NEIGHBOURS,
    SOURCES,
    cell,
    fault_zh,
    moment_zh,
    place_zh,
    rest_zh,
    standard_zh,
    table,
    unit_zh,
    where_zh,
)
from chuangcheng.documents.models import Kind
from chuangcheng.documents.rules import full_date

SOON = timedelta(days=3)


def notice(subject: Subject) -> Composed:
    """The chosen cases of one unit, each with its facts and its first picture."""
    assert subject.unit is not None
    cases = list(subject.cases)
    pictures = _pictures(cases)
    ids = tuple(case.pk for case in cases)
    count = Rows("cases", subject.at.isoformat(), ids=ids).figure(len(cases), "found")
    blocks: list[Block] = [
        Paragraph(spans("经核查，发现以下", count, "个问题应由你单位牵头整改，现予交办。")),
        *(block for case in cases for block in _case(case, pictures.get(case.pk))),
        Heading(1, ("整改要求",), "demands"),
        subject.slot("demands"),
        Heading(1, ("反馈方式",), "reply"),
        subject.slot("reply"),
    ]
    title = f"问题交办单（{unit_zh(subject.unit)}）"
    return Composed(title, blocks, [subject.unit.pk])


def _case(case: Case, picture: int | None) -> Iterator[Block]:
    yield Heading(1, (f"{place_zh(case)}：{fault_zh(case)[:40]}",))
    yield facts(
        ("编号", case.number),
        ("问题来源", SOURCES.get(case.source, "其他")),
        ("发现时间", moment_zh(case.found_at)),
        ("点位类型和名称", f"{case.site.site_type.name_zh}·{case.site.name_zh}" if case.site else place_zh(case)),
        ("具体位置", where_zh(case)),
        ("对应测评标准", standard_zh(case)),
        ("问题描述", case.description),
        ("办结时限", f"{moment_zh(case.due_at)}前" if case.due_at else "派发后按类别计算"),
    )
    if picture:
        yield Picture(picture, "整改前照片", 75)


def facts(*pairs: tuple[str, str]) -> Table:
    """Names and values, two pairs on a line."""
    padded = [*pairs, ("", "")] if len(pairs) % 2 else list(pairs)
    rows = tuple(
        tuple(part for name, value in padded[at : at + 2] for part in (cell(name) if name else ("",), cell(value)))
        for at in range(0, len(padded), 2)
    )
    return Table((), rows, (4, 8, 4, 8))


def _pictures(cases: Sequence[Case]) -> dict[int, int]:
    """case id -> the file of its first picture from before: one query."""
    rows = CasePhoto.objects.filter(case__in=[case.pk for case in cases], kind=PhotoKind.BEFORE, file__kind="image")
    return dict(rows.order_by("-pk").values_list("case", "file"))


def reminder(subject: Subject) -> Composed:
    """What the unit has open: counts, and each case that is overdue or due within three days."""
    assert subject.unit is not None
    own = Rows("cases", subject.at.isoformat(), unit=subject.unit.pk, with_below=True)
    sums = case_rows(own).aggregate(
        due=Count("pk", filter=Q(state__in=RUNNING)),
        overdue=Count("pk", filter=outcome_q("overdue", subject.at)),
        returned=Count("pk", filter=Q(return_count__gt=0, state__in=RUNNING)),
    )
    soon = case_rows(own).filter(state__in=RUNNING, due_at__lt=subject.at + SOON)
    total = soon.count()
    listed = list(soon.select_related(*ROW_NEIGHBOURS).order_by("due_at", "number")[:MOST_ROWS])
    blocks: list[Block] = [
        Paragraph(
            spans(
                f"截至{moment_zh(subject.at)}，你单位在办问题",
                own.but(outcome="running").figure(sums["due"], "running"),
                "件，其中逾期",
                own.but(outcome="overdue").figure(sums["overdue"], "overdue"),
                "件，返工未办结",
                own.but(outcome="reworked").figure(sums["returned"], "reworked"),
                "件。",
            )
        )
    ]
    if listed:
        blocks += [Heading(1, ("涉及问题",)), _due_table(listed, subject.at)]
        blocks += [Paragraph((rest,))] if (rest := rest_zh(len(listed), total)) else []
    blocks += [Heading(1, ("提醒意见",), "demands"), subject.slot("demands")]
    if subject.due_on:
        blocks.append(Paragraph((f"请于{full_date(subject.due_on)}前在系统内回复。",)))
    return Composed(f"关于尽快办结到期问题的提醒函（{unit_zh(subject.unit)}）", blocks, [subject.unit.pk])


def _due_table(listed: Sequence[Case], at: datetime) -> Table:
    rows = [
        (case.number, place_zh(case), fault_zh(case), moment_zh(case.due_at), _passed(case.due_at, at))
        for case in listed
    ]
    return table(("编号", "点位", "问题描述", "办结时限", "情况"), rows, (5, 6, 9, 5, 4))


def _passed(due: datetime | None, at: datetime) -> str:
    assert due is not None
    if due >= at:
        return "临期"
    days = (at - due).days
    return f"逾期{days}天" if days else "逾期不足1天"


NOTICE = Spec(
    Kind.CASE_NOTICE,
    "交",
    (Asks.UNIT, Asks.CASES),
    (
        Slot(
            "demands",
            _("What the unit is to do"),
            "请对照问题逐项整改到位，明确责任人，查明原因，防止反弹。\n涉及其他单位的，由你单位牵头协调；确不属于职责范围的，应当在签收后按系统流程提出异议。",
        ),
        Slot("reply", _("How to answer"), "在系统内反馈整改原因、整改举措和整改后同角度照片，无需另报纸质材料。"),
    ),
    notice,
)
REMINDER = Spec(
    Kind.REMINDER,
    "提",
    (Asks.UNIT,),
    (
        Slot(
            "demands",
            _("Demands on the units"),
            "请主要负责人过问，抓紧办结逾期问题。\n因客观原因不能按时办结的，应当在系统内申请延期并说明理由和计划。",
        ),
    ),
    reminder,
    (Asks.DUE,),
)
