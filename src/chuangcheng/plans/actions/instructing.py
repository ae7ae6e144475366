"""What a meeting resolved about a case reaches the case."""

from datetime import date, datetime

from django.utils import timezone

from chuangcheng.cases.actions import issue_instruction, note_case
from chuangcheng.cases.models import Case
from chuangcheng.cases.workflow import FINAL
from chuangcheng.kit.actor import Actor
from chuangcheng.units.models import Unit


def instruct(by: Actor, at: datetime, case: Case, *, source: str, text: str, unit: Unit, due_on: date) -> None:
    """A written instruction (督辦) until the date, if the unit is in charge of the open case: it owes a reply.

    Otherwise a remark that names the unit and the date, because nobody else can be made to answer for the case.
    """
    said = f"{source}决议：{text}"
    is_theirs = case.unit_id == unit.pk and case.state not in FINAL
    places = {"unit_path": case.unit_path, "area_path": case.area_path}
    if is_theirs and by.may("cases.issue_instruction", **places):
        days = max(1, (due_on - timezone.localdate(at)).days)
        issue_instruction(by=by, at=at, case=case, text=said, limit=f"{days} calendar_days")
    else:
        note_case(by=by, at=at, case=case, text=f"{said}（责任单位：{unit.name_zh}；时限：{due_on.isoformat()}）")
