"""What a meeting resolved about a case reaches the case."""

from datetime import date, datetime

from chuangcheng.cases.actions import note_case
from chuangcheng.cases.models import Case
from chuangcheng.kit.actor import Actor


def instruct(by: Actor, at: datetime, case: Case, *, source: str, text: str, unit: str, due_on: date) -> None:
    """Write the resolution on the case, with whose it is and until when, as a remark that its unit reads.

    The one place to change when cases take instructions (督辦).
    """
    note_case(by=by, at=at, case=case, text=f"{source}决议：{text}（责任单位：{unit}；时限：{due_on.isoformat()}）")
