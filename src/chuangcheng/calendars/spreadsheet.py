"""Tables of working days from CSV or XLSX: bytes to tables, with an error for each row that cannot be read.

Columns: date (日期), is_workday (是否工作日), holiday_name (节日名称); others are ignored. A year lists all of its
days, or only those that differ from plain weekdays.
"""

import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineWorkbook

from chuangcheng.calendars.published import stored_name
from chuangcheng.calendars.rules import YearTable
from chuangcheng.calendars.tables import ListedDay, is_cut_off, missing_days_off, table_of

MOST_BYTES = 2 * 1024 * 1024
MOST_UNPACKED = 40 * 1024 * 1024
MOST_ROWS = 20_000
COLUMNS = {
    "date": {"date", "日期", "日 期"},
    "is_workday": {"is_workday", "是否工作日", "是否上班", "工作日"},
    "holiday_name": {"holiday_name", "holiday name", "holiday", "节日名称", "节假日名称", "节日", "假日名称"},
}
YES = {"1", "1.0", "true", "yes", "y", "是", "班", "上班", "工作日", "补班", "调休上班"}
NO = {"0", "0.0", "false", "no", "n", "否", "休", "放假", "休息", "休息日", "节假日"}


@dataclass(frozen=True, slots=True)
class RowError:
    """Why a row cannot be taken over; `row` counts from 1 with the header, None for the file as a whole."""

    sheet: str
    row: int | None
    column: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says: tables by year, and what is wrong. With errors nothing is taken over."""

    tables: tuple[YearTable, ...]
    errors: tuple[RowError, ...]


class _Unreadable(Exception):
    """The file as a whole cannot be read; carries the sentence."""


def read_year_tables(content: bytes) -> Reading:
    """Read an uploaded table. CSV in UTF-8 or GBK, or XLSX, told apart by content. Never raises for bad input."""
    try:
        sheet, rows = _rows(content)
        columns = _columns(rows[0] if rows else [])
    except _Unreadable as unreadable:
        return Reading((), (RowError("", None, "", str(unreadable)),))
    return _Reader(sheet, columns).read(rows[1:])


def _rows(content: bytes) -> tuple[str, list[list[Any]]]:
    if not content.strip():
        raise _Unreadable(_("The file is empty."))
    if len(content) > MOST_BYTES:
        raise _Unreadable(_("The file is larger than 2 MB: a table of working days is never that large."))
    if content.startswith(b"PK"):
        sheet, rows = _xlsx(content)
    else:
        sheet, rows = "", [list(row) for row in csv.reader(io.StringIO(_text(content), newline=""))]
    if len(rows) > MOST_ROWS:
        raise _Unreadable(_("The file has more than 20,000 rows: a table of working days is never that long."))
    return sheet, rows


def _text(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise _Unreadable(_("The file is neither CSV (UTF-8 or GBK) nor XLSX."))


def _xlsx(content: bytes) -> tuple[str, list[list[Any]]]:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
                raise _Unreadable(_("The workbook unpacks to more than 40 MB."))
        sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        return sheet.name, sheet.to_python(skip_empty_area=False)
    except (zipfile.BadZipFile, CalamineError, IndexError, ValueError) as error:
        raise _Unreadable(_("The workbook cannot be opened.")) from error


def _columns(header: Sequence[Any]) -> dict[str, int]:
    found: dict[str, int] = {}
    for position, title in enumerate(header):
        for column, titles in COLUMNS.items():
            if str(title).strip().lower() in titles:
                found.setdefault(column, position)
    missing = [column for column in ("date", "is_workday") if column not in found]
    if missing:
        raise _Unreadable(_("The first row lacks the column: %(columns)s.") % {"columns": ", ".join(missing)})
    return found


class _Reader:
    """Reads row after row and keeps what is wrong."""

    def __init__(self, sheet: str, columns: dict[str, int]) -> None:
        self.sheet, self.columns = sheet, columns
        self.errors: list[RowError] = []
        self.years: dict[int, dict[date, ListedDay]] = {}

    def read(self, rows: Sequence[Sequence[Any]]) -> Reading:
        for number, row in enumerate(rows, start=2):
            if any(str(cell).strip() for cell in row):
                self._row(number, row)
        tables = tuple(self._tables()) if not self.errors else ()
        if not self.years and not self.errors:
            self._fault(None, "", _("The file names no day."))
        return Reading(tables if not self.errors else (), tuple(self.errors))

    def _cell(self, row: Sequence[Any], column: str) -> Any:
        position = self.columns.get(column)
        return row[position] if position is not None and position < len(row) else ""

    def _row(self, number: int, row: Sequence[Any]) -> None:
        on = _date(self._cell(row, "date"))
        works = _yes_or_no(self._cell(row, "is_workday"))
        if on is None:
            self._fault(number, "date", _("This is not a date: write it as 2027-01-01."))
        if works is None:
            self._fault(number, "is_workday", _("Write 1 for a working day, 0 for a day off."))
        if on is None or works is None:
            return
        days = self.years.setdefault(on.year, {})
        if on in days:
            self._fault(number, "date", _("This day is listed twice."))
        days[on] = ListedDay(works, stored_name(str(self._cell(row, "holiday_name")))[:60])

    def _tables(self) -> Iterator[YearTable]:
        for year, days in sorted(self.years.items()):
            table = table_of(year, days)
            if is_cut_off(year, days):
                text = _("The year %(year)s is not complete: list all of its days, or only holidays and make-up days.")
                self._fault(None, "date", text % {"year": year})
            elif missing := missing_days_off(table):
                text = _("%(day)s is a day off in every year, but a working day in this table.")
                self._fault(None, "is_workday", text % {"day": missing[0].isoformat()})
            yield table

    def _fault(self, row: int | None, column: str, reason: str) -> None:
        self.errors.append(RowError(self.sheet, row, column, reason))


def _date(cell: Any) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = str(cell).strip().replace("/", "-").replace(".", "-").replace("年", "-").replace("月", "-").rstrip("日")
    try:
        parts = [int(part) for part in text.split("-")]
        return date(*parts) if len(parts) == 3 and 1990 <= parts[0] <= 2100 else None
    except ValueError:
        return None


def _yes_or_no(cell: Any) -> bool | None:
    text = str(cell).strip().lower()
    return True if text in YES else False if text in NO else None
