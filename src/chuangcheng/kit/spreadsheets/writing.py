"""Rows to XLSX and CSV, streamed. No cell is ever a formula or a link."""

import csv
import io
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from decimal import Decimal
from typing import IO, Any
from urllib.parse import quote

import xlsxwriter
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils import timezone

from chuangcheng.kit.spreadsheets.reading import FORMULA_SIGNS
from chuangcheng.kit.spreadsheets.streamed import StreamedSheet

_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Writable:
    """One sheet to write: name, header cells, rows (any iterable, read once), widths in characters."""

    name: str
    header: Sequence[str]
    rows: Iterable[Sequence[Any]]
    widths: Sequence[int] = ()


def _cell(value: Any, zone: tzinfo) -> str | int | float:
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        return _NOT_IN_XML.sub("", value)
    if isinstance(value, bool):
        return 1 if value else 0
    if isinstance(value, int) and abs(value) < 10**15:
        return value
    if isinstance(value, Decimal):
        return float(value) if value.is_finite() and len(value.as_tuple().digits) <= 15 else str(value)
    if isinstance(value, float):
        return value if value == value and abs(value) != float("inf") else ""
    if isinstance(value, datetime):
        return value.astimezone(zone).isoformat(" ", "minutes")[:16] if timezone.is_aware(value) else str(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return "|".join(str(part) for part in value)
    return _NOT_IN_XML.sub("", str(value))


def write_xlsx(target: IO[bytes], sheets: Iterable[Writable]) -> None:
    """Write a workbook in constant memory: a row is forgotten once the next one begins."""
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    book, zone = xlsxwriter.Workbook(target, options), timezone.get_current_timezone()
    bold = book.add_format({"bold": True, "bg_color": "#F1F3F5", "bottom": 1})
    # A text, never a formula; the mark keeps it a text when somebody edits the cell.
    style = book.add_format({"quote_prefix": True})._get_xf_index()
    for one in sheets:
        page = book.add_worksheet(_SHEET_NAME.sub(" ", one.name)[:31], worksheet_class=StreamedSheet)
        page.freeze_panes(1, 0)
        for index, _title in enumerate(one.header):
            page.set_column(index, index, one.widths[index] if index < len(one.widths) else 16)
        for index, title in enumerate(one.header):
            page.write_string(0, index, str(title), bold)
        for number, row in enumerate(one.rows, start=1):
            page.write_plain_row(number, [_cell(value, zone) for value in row], style, FORMULA_SIGNS)
    book.close()


def write_csv(sheet: Writable) -> Iterator[str]:
    """Lines of a CSV for Excel: byte order mark first, an apostrophe before what would run as a formula."""
    buffer, zone = io.StringIO(), timezone.get_current_timezone()
    writer = csv.writer(buffer, lineterminator="\r\n")
    buffer.write("\ufeff")
    writer.writerow([str(title) for title in sheet.header])
    for row in sheet.rows:
        writer.writerow([_guarded(_cell(value, zone)) for value in row])
        if buffer.tell() > 32_768:
            yield buffer.getvalue()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue()


def _guarded(value: str | int | float) -> str | int | float:
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA_SIGNS) else value


def download(filename: str, sheets: Sequence[Writable], *, kind: str = "xlsx") -> HttpResponseBase:
    """A response that saves the sheets as `filename` + ending; `kind` is "xlsx", or "csv" for the first sheet."""
    response: HttpResponseBase
    if kind == "csv":
        response = StreamingHttpResponse(write_csv(sheets[0]), content_type="text/csv; charset=utf-8")
    else:
        # The response closes the file when it has been sent.
        file = tempfile.TemporaryFile()  # noqa: SIM115
        write_xlsx(file, sheets)
        file.seek(0)
        response = FileResponse(file, content_type=XLSX_TYPE)
    ending = "csv" if kind == "csv" else "xlsx"
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(f'{filename}.{ending}')}"
    response["Cache-Control"] = "private, no-store"
    return response
