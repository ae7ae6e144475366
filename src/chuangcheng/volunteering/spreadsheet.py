"""Records of service as a file for the national volunteering system, in columns that the city chooses."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuangcheng.accounts.queries import citizens_by_id
from chuangcheng.kit.chosen_columns import chosen_columns
from chuangcheng.kit.spreadsheets import Writable
from chuangcheng.volunteering.models import HoursColumn, Service
from chuangcheng.volunteering.rules import hours_text

Value = Callable[[Service, str], Any]

SOURCES: dict[str, tuple[Any, Value]] = {
    "number": (_("Volunteer's number"), lambda row, name: row.volunteer.number if row.volunteer else ""),
    "name": (_("Volunteer's name"), lambda row, name: name),
    "team": (
        _("Volunteer's team"),
        lambda row, name: row.volunteer.team.name_zh if row.volunteer and row.volunteer.team else "",
    ),
    "campaign_code": (_("Code of the campaign"), lambda row, name: row.shift.campaign.code),
    "campaign": (pgettext_lazy("volunteering", "Campaign"), lambda row, name: row.shift.campaign.name_zh),
    "theme": (_("Theme"), lambda row, name: row.shift.campaign.theme.name_zh),
    "place": (_("Place"), lambda row, name: row.shift.place.name_zh),
    "day": (_("Day of the shift"), lambda row, name: timezone.localdate(row.shift.starts_at)),
    "arrived": (pgettext_lazy("volunteer", "Came at"), lambda row, name: _clock(row.arrived_at)),
    "left": (pgettext_lazy("volunteer", "Left at"), lambda row, name: _clock(row.left_at)),
    "hours": (pgettext_lazy("volunteering", "Hours"), lambda row, name: hours_text(row.minutes)),
    "minutes": (pgettext_lazy("volunteering", "Minutes"), lambda row, name: row.minutes),
    "unit": (_("Organising unit"), lambda row, name: row.shift.campaign.unit.name_zh),
    "vouched_on": (
        _("Day of the organiser's word"),
        lambda row, name: timezone.localdate(row.vouched_at) if row.vouched_at else "",
    ),
}
"""What may stand in a column: the record, the shift and the volunteer's number and name, nothing else of a person."""
DEFAULT_COLUMNS = (
    # MZ/T 061-2015 names what a record of service holds; the order is that of the national system's import.
    ("志愿者编号", "number"),
    ("志愿者姓名", "name"),
    ("志愿服务队", "team"),
    ("项目编号", "campaign_code"),
    ("项目名称", "campaign"),
    ("服务类别", "theme"),
    ("服务地点", "place"),
    ("服务日期", "day"),
    ("开始时间", "arrived"),
    ("结束时间", "left"),
    ("服务时长（小时）", "hours"),
    ("记录单位", "unit"),
    ("证明单位", "unit"),
    ("证明日期", "vouched_on"),
)
BATCH = 500


def _clock(moment: Any) -> str:
    return timezone.localtime(moment).strftime("%H:%M") if moment else ""


def hours_columns() -> list[tuple[str, str]]:
    """(header, source) as the city chose them; ours until it has."""
    return chosen_columns(HoursColumn, DEFAULT_COLUMNS)


def hours_sheet(rows: Iterable[Service]) -> Writable:
    """The sheet; names are opened batch by batch while it is written."""
    columns = hours_columns()
    values = [SOURCES[source][1] for _header, source in columns]
    return Writable("志愿服务记录", [header for header, _source in columns], _rows(rows, values))


def _rows(rows: Iterable[Service], values: Sequence[Value]) -> Iterator[list[Any]]:
    batch: list[Service] = []
    for row in rows:
        batch.append(row)
        if len(batch) == BATCH:
            yield from _named(batch, values)
            batch = []
    yield from _named(batch, values)


def _named(batch: list[Service], values: Sequence[Value]) -> Iterator[list[Any]]:
    citizens = citizens_by_id(row.volunteer.citizen_id for row in batch if row.volunteer)
    for row in batch:
        citizen = citizens.get(row.volunteer.citizen_id) if row.volunteer else None
        yield [value(row, citizen.name if citizen else "") for value in values]
