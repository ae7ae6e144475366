"""Records of service in the columns of the national volunteering system. The columns are this table alone."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.utils import timezone

from chuangcheng.accounts.queries import citizens_by_id
from chuangcheng.kit.spreadsheets import Writable
from chuangcheng.volunteering.models import Service
from chuangcheng.volunteering.rules import hours_text

Value = Callable[[Service, str], Any]

COLUMNS: tuple[tuple[str, Value], ...] = (
    # MZ/T 061-2015 names what a record of service holds; the order is that of the national system's import.
    ("志愿者编号", lambda row, name: row.volunteer.number if row.volunteer else ""),
    ("志愿者姓名", lambda row, name: name),
    ("志愿服务队", lambda row, name: row.volunteer.team.name_zh if row.volunteer and row.volunteer.team else ""),
    ("项目编号", lambda row, name: row.shift.campaign.code),
    ("项目名称", lambda row, name: row.shift.campaign.name_zh),
    ("服务类别", lambda row, name: row.shift.campaign.theme.name_zh),
    ("服务地点", lambda row, name: row.shift.place.name_zh),
    ("服务日期", lambda row, name: timezone.localdate(row.shift.starts_at)),
    ("开始时间", lambda row, name: _clock(row.arrived_at)),
    ("结束时间", lambda row, name: _clock(row.left_at)),
    ("服务时长（小时）", lambda row, name: hours_text(row.minutes)),
    ("记录单位", lambda row, name: row.shift.campaign.unit.name_zh),
    ("证明单位", lambda row, name: row.shift.campaign.unit.name_zh),
    ("证明日期", lambda row, name: timezone.localdate(row.vouched_at) if row.vouched_at else ""),
)
BATCH = 500


def _clock(moment: Any) -> str:
    return timezone.localtime(moment).strftime("%H:%M") if moment else ""


def hours_sheet(rows: Iterable[Service]) -> Writable:
    """The sheet; names are opened batch by batch while it is written."""
    return Writable("志愿服务记录", [title for title, _value in COLUMNS], _rows(rows))


def _rows(rows: Iterable[Service]) -> Iterator[list[Any]]:
    batch: list[Service] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield from _named(batch)
            batch = []
    yield from _named(batch)


def _named(batch: list[Service]) -> Iterator[list[Any]]:
    citizens = citizens_by_id(row.volunteer.citizen_id for row in batch if row.volunteer)
    for row in batch:
        citizen = citizens.get(row.volunteer.citizen_id) if row.volunteer else None
        yield [value(row, citizen.name if citizen else "") for _title, value in COLUMNS]
