"""Bytes to raw tables. The kind of file is decided by its content, never by its name."""

import csv
import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import PurePath
from typing import Any

from django.utils.translation import gettext_lazy as _
from python_calamine import CalamineWorkbook

from chuangcheng.kit.refused import Refused
from chuangcheng.kit.spreadsheets.columns import Column, Sheet, fit

MOST_BYTES = 20 * 1024 * 1024
MOST_UNPACKED_BYTES = 300 * 1024 * 1024
MOST_ROWS = 100_000
MOST_COLUMNS = 200
XLSX, XLS = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Table:
    """A raw sheet: its name (of a CSV file: the file's name without ending) and rows of text, header first."""

    name: str
    rows: list[list[str]] = field(default_factory=list)

    @property
    def header(self) -> list[str]:
        return self.rows[0] if self.rows else []


def read_tables(content: bytes, filename: str) -> list[Table]:
    """All sheets that hold anything. Raises Refused for what is no spreadsheet, too large or broken."""
    if len(content) > MOST_BYTES:
        raise Refused("file_too_large", _("The file is larger than 20 MB; split it."), field="file")
    if content.startswith((XLSX, XLS)):
        return _workbook(content)
    return [Table(PurePath(filename).stem, _csv(content))]


def read_rows(content: bytes, filename: str, columns: Sequence[Column], *, sheet: str = "") -> Sheet:
    """The rows of one sheet (the first, or the one of this name) read by its columns."""
    tables = read_tables(content, filename)
    chosen = next((table for table in tables if table.name == sheet), tables[0] if tables else Table(filename))
    return fit(chosen.name, chosen.rows, columns)


def _workbook(content: bytes) -> list[Table]:
    try:
        if content.startswith(XLSX):
            _check_unpacked(content)
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        # A damaged workbook fails in many ways inside the reader; each of them means the same to a person.
        tables = [Table(name, _sheet(book, name)) for name in book.sheet_names]
    except Refused:
        raise
    except Exception as error:
        raise Refused("unreadable", _("This file cannot be read as a spreadsheet."), field="file") from error
    return [table for table in tables if table.rows]


def _check_unpacked(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED_BYTES:
            raise Refused("file_too_large", _("The file unpacks to too much; split it."), field="file")


def _sheet(book: Any, name: str) -> list[list[str]]:
    sheet = book.get_sheet_by_name(name)
    if sheet.total_height > MOST_ROWS + 1 or sheet.total_width > MOST_COLUMNS:
        raise Refused("too_many_rows", _("A sheet may have 100,000 rows and 200 columns at most; split it."))
    rows = [[_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    return rows if any(cell for row in rows for cell in row) else []


def _text(cell: Any) -> str:
    """A workbook's cell as the text a person sees. Whole numbers come as floats."""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, date | datetime | time):
        return cell.isoformat()
    return str(cell).replace("\r\n", "\n")


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused("unknown_encoding", _("The text is neither UTF-8 nor GBK; save it again as one of them."))


def _csv(content: bytes) -> list[list[str]]:
    try:
        decoded = _decoded(content)
    except UnicodeDecodeError:
        raise Refused("unreadable", _("This file cannot be read as a spreadsheet."), field="file") from None
    if "\x00" in decoded:
        raise Refused("unreadable", _("This file cannot be read as a spreadsheet."), field="file")
    first = decoded.split("\n", 1)[0]
    delimiter = max((",", "\t", ";"), key=first.count)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(decoded, newline=""), delimiter=delimiter):
            rows.append([_without_guard(cell) for cell in row])
            if len(rows) > MOST_ROWS + 1 or len(row) > MOST_COLUMNS:
                raise Refused("too_many_rows", _("A sheet may have 100,000 rows and 200 columns at most; split it."))
    except csv.Error as error:
        raise Refused("unreadable", _("This file cannot be read as a spreadsheet."), field="file") from error
    return rows


def _without_guard(cell: str) -> str:
    """Take off the apostrophe that writing puts before what a spreadsheet program would run as a formula."""
    if cell.startswith("'") and cell[1:2] in FORMULA_SIGNS:
        return cell[1:]
    return cell.replace("\r\n", "\n")
