"""What people decide: leader's instruction (督辦單), with the cases it is about."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from chuangcheng.cases.models import Case
from chuangcheng.cases.models.instruction import Instruction, InstructionState
from chuangcheng.documents.blocks import Block, Heading, Paragraph, Table, spans
from chuangcheng.documents.kinds.behind import Rows
from chuangcheng.documents.kinds.letters import facts
from chuangcheng.documents.kinds.subject import Asks, Composed, Slot, Spec, Subject
from chuangcheng.documents.kinds.wording import fault_zh, moment_zh, place_zh, stand_zh, table, unit_zh
from chuangcheng.documents.models import Kind
from chuangcheng.documents.rules import full_date


def instruction(subject: Subject) -> Composed:
    """Who is to do what until when, and where the cases stand."""
    assert subject.unit is not None
    blocks: list[Block] = [
        facts(
            ("牵头单位", unit_zh(subject.unit)),
            ("办结时限", full_date(subject.due_on) if subject.due_on else "按案件时限"),
        ),
        Heading(1, ("督办依据",), "basis"),
        subject.slot("basis"),
        Heading(1, ("批示内容",), "" if _instructions(subject) else "quoted"),
        *_written(subject),
        subject.slot("quoted"),
        Heading(1, ("办理要求",), "demands"),
        subject.slot("demands"),
        Heading(1, ("阶段节点",), "stages"),
        subject.slot("stages"),
        *cases_named(subject, "督办问题"),
    ]
    return Composed(f"督办单（{unit_zh(subject.unit)}）", blocks, [subject.unit.pk])


def _instructions(subject: Subject) -> list[Instruction]:
    """What leaders wrote on the chosen cases and still stands."""
    rows = Instruction.objects.filter(case__in=[case.pk for case in subject.cases])
    return list(rows.exclude(state=InstructionState.WITHDRAWN).select_related("post", "case").order_by("issued_at"))


def _written(subject: Subject) -> Iterator[Block]:
    """By office, never by name."""
    for one in _instructions(subject):
        whose = one.post.name_zh if one.post else "创城办"
        yield Paragraph((f"{whose}（{one.number}，案件{one.case.number}，{moment_zh(one.due_at)}前回复）：{one.text}",))


def cases_named(subject: Subject, heading: str) -> list[Block]:
    """The chosen cases as a table under a heading; nothing without any."""
    cases = list(subject.cases)
    if not cases:
        return []
    count = Rows("cases", subject.at.isoformat(), ids=tuple(case.pk for case in cases)).figure(len(cases), "found")
    said = Paragraph(spans("共", count, f"件，截至{moment_zh(subject.at)}办理情况如下。"))
    return [Heading(1, (heading,)), said, _table(cases, subject)]


def _table(cases: Sequence[Case], subject: Subject) -> Table:
    rows = [
        (
            case.number,
            place_zh(case),
            fault_zh(case),
            unit_zh(case.unit),
            moment_zh(case.due_at),
            stand_zh(case, subject.at),
        )
        for case in cases
    ]
    return table(("编号", "点位", "问题描述", "责任单位", "办结时限", "情况"), rows, (5, 6, 8, 5, 5, 4))


INSTRUCTION = Spec(
    Kind.INSTRUCTION,
    "督",
    (Asks.UNIT,),
    (
        Slot("basis", _("Basis"), "多次交办未办结或反弹，按照督办规定挂号督办。"),
        Slot("quoted", _("What the leader wrote")),
        Slot("demands", _("What the unit is to do"), "请明确分管负责人，查明原因，限期整改到位，并在系统内逐项反馈。"),
        Slot("stages", _("Stages")),
    ),
    instruction,
    (Asks.CASES, Asks.DUE),
)
