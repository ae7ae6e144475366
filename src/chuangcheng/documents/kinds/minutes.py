"""會議紀要, from the meeting: when and where, who came, what was discussed, what was resolved, by whom, until when."""

from collections.abc import Iterator, Sequence

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chuangcheng.documents.blocks import Block, Heading, Paragraph, Table
from chuangcheng.documents.kinds.orders import cases_named
from chuangcheng.documents.kinds.subject import Asks, Composed, Slot, Spec, Subject
from chuangcheng.documents.kinds.wording import moment_zh, table, unit_zh
from chuangcheng.documents.models import Kind
from chuangcheng.documents.rules import full_date
from chuangcheng.plans.models import Attendance, Meeting, Presence, Resolution

PRESENCES = ((Presence.PRESENT, "出席单位"), (Presence.EXCUSED, "请假单位"), (Presence.ABSENT, "缺席单位"))


def minutes(subject: Subject) -> Composed:
    """With a meeting its record; people add words. Without one everything is words, with the cases that are named."""
    meeting = subject.meeting
    came = list(meeting.attendance.select_related("unit").order_by("unit__path")) if meeting else []
    data: dict[str, list[Block]] = {"facts": [], "attendance": [], "agenda": [], "resolutions": []}
    if meeting is not None:
        data = {
            "facts": [Paragraph((_opening(meeting),))],
            "attendance": list(_attendance(came)),
            "agenda": list(_agenda(meeting)),
            "resolutions": list(_resolutions(meeting)),
        }
    named = (
        ("facts", "会议基本情况"),
        ("attendance", "参会单位"),
        ("agenda", "议题和研究情况"),
        ("resolutions", "议定事项"),
    )
    blocks: list[Block] = []
    for slot, heading in named:
        blocks += [Heading(1, (heading,), "" if data[slot] else slot), *data[slot], subject.slot(slot)]
    blocks += cases_named(subject, "会议研究的问题")
    units = [row.unit_id for row in came] or [case.unit_id for case in subject.cases if case.unit_id]
    title = f"{meeting.name_zh}会议纪要" if meeting else "全国文明城市创建工作推进会会议纪要"
    return Composed(title.replace("会议会议", "会议"), blocks, list(dict.fromkeys(units)))


def _opening(meeting: Meeting) -> str:
    moment = timezone.localtime(meeting.starts_at)
    chair = f"，{meeting.chair_zh}主持会议" if meeting.chair_zh else ""
    when = f"{full_date(moment.date())}{moment:%H:%M}"
    return f"{when}，在{meeting.room_zh}召开{meeting.name_zh}（{meeting.number}）{chair}。"


def _attendance(rows: Sequence[Attendance]) -> Iterator[Block]:
    for presence, label in PRESENCES:
        units = [unit_zh(row.unit) for row in rows if row.presence == presence]
        if units:
            yield Paragraph((f"{label}（{len(units)}家）：{'、'.join(units)}。",))


def _agenda(meeting: Meeting) -> Iterator[Block]:
    """The points in order, then what was written of the discussion."""
    related = ("case__unit", "undertaking__unit", "resolution__unit")
    for number, point in enumerate(meeting.agenda.select_related(*related).order_by("position", "pk"), start=1):
        about = ""
        if point.case is not None:
            about = f"（案件{point.case.number}，{unit_zh(point.case.unit)}，办结时限{moment_zh(point.case.due_at)}）"
        elif point.undertaking is not None:
            about = f"（任务{point.undertaking.code}，{unit_zh(point.undertaking.unit)}）"
        elif point.resolution is not None:
            about = f"（上次会议议定事项，{unit_zh(point.resolution.unit)}）"
        yield Paragraph((f"{number}. {point.title_zh}{about}",))
    yield from (Paragraph((line.strip(),)) for line in meeting.minutes_zh.splitlines() if line.strip())


def _resolutions(meeting: Meeting) -> Iterator[Table]:
    rows = list(meeting.resolutions.select_related("unit", "case", "task").order_by("position"))
    if rows:
        head = ("序号", "议定事项", "责任单位", "完成时限", "落实方式")
        lines = [(n, one.text_zh, unit_zh(one.unit), full_date(one.due_on), _how(one)) for n, one in enumerate(rows, 1)]
        yield table(head, lines, (2, 12, 5, 6, 5))


def _how(one: Resolution) -> str:
    if one.task is not None:
        return f"列入任务{one.task.code}"
    return f"督办案件{one.case.number}" if one.case is not None else "按议定事项办理"


SPEC = Spec(
    Kind.MINUTES,
    "纪",
    (),
    (
        Slot("facts", _("Time, place, who presided (by office)")),
        Slot("attendance", _("Units present and excused")),
        Slot("agenda", _("Agenda and discussion")),
        Slot("resolutions", _("Resolutions: what, which unit, until when")),
    ),
    minutes,
    (Asks.MEETING, Asks.CASES),
    is_periodical=True,
)
