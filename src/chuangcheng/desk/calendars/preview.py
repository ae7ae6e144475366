"""What an uploaded table would change, and the parcel in which it waits for its confirmation."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core import signing
from django.utils.translation import gettext as _

from chuangcheng.calendars.queries import holiday_name
from chuangcheng.calendars.rules import Calendar, Day, DayKind, YearTable
from chuangcheng.calendars.spreadsheet import Reading
from chuangcheng.calendars.tables import days_off_count, differences
from chuangcheng.kit.display import moment_text
from chuangcheng.kit.refused import Refused

SALT = "desk.calendars.upload"
WAITS_SECONDS = 3600
PLAIN = (DayKind.WORKDAY, DayKind.WEEKEND)


def preview_of(calendar: Calendar, reading: Reading) -> dict[str, Any]:
    """Counts, errors and rows as the component `import_preview` takes them, and a line for each year."""
    rows = [row for table in reading.tables for row in _rows(calendar, table)]
    kinds = [row["kind"] for row in rows]
    return {
        "added_count": kinds.count("added"),
        "changed_count": kinds.count("changed"),
        "removed_count": kinds.count("removed"),
        "refused_count": len(reading.errors),
        "errors": reading.errors,
        "rows": rows,
        "years": [
            {
                "year": table.year,
                "is_known": table.year in calendar.tables,
                "off_count": days_off_count(table),
                "makeup_count": len(table.worked),
            }
            for table in reading.tables
        ],
    }


def _rows(calendar: Calendar, table: YearTable) -> Iterator[dict[str, Any]]:
    for was, will in differences(calendar.tables.get(table.year), table):
        kind = "added" if was.kind in PLAIN else "removed" if will.kind in PLAIN else "changed"
        yield {
            "kind": kind,
            "code": will.on.isoformat(),
            "label": moment_text(will.on, "day"),
            "changes": [(_("Day"), _words(was), _words(will))],
        }


def _words(day: Day) -> str:
    words = {
        DayKind.WORKDAY: _("working day"),
        DayKind.MAKEUP: _("make-up working day"),
        DayKind.WEEKEND: _("weekend"),
        DayKind.HOLIDAY: _("day off"),
    }
    return f"{words[day.kind]} · {holiday_name(day.name)}" if day.name else words[day.kind]


def pack(person_id: int | None, source_name: str, tables: tuple[YearTable, ...]) -> str:
    """The tables as a signed text for a hidden field: nothing waits in the memory of one process."""
    plain = [[table.year, _dates(table.off), _dates(table.worked)] for table in tables]
    return signing.dumps([person_id, source_name, plain], salt=SALT, compress=True)


def unpack(person_id: int | None, parcel: str) -> tuple[str, list[YearTable]]:
    """(name of the file, its tables). Refused when it is older than an hour, changed, or somebody else's."""
    try:
        owner, source_name, plain = signing.loads(parcel, salt=SALT, max_age=WAITS_SECONDS)
    except signing.BadSignature:
        owner = object()
    if owner != person_id:
        raise Refused("preview_expired", _("The preview has expired: upload the table again."))
    return source_name, [YearTable(year, _days(off), _days(worked), is_uploaded=True) for year, off, worked in plain]


def _dates(days: Any) -> dict[str, str]:
    return {day.isoformat(): name for day, name in days.items()}


def _days(days: dict[str, str]) -> dict[date, str]:
    return {date.fromisoformat(day): name for day, name in days.items()}
