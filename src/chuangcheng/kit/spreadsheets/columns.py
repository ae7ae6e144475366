"""What columns a sheet has, and a raw table fitted to them: rows of values, and what is wrong where."""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.spreadsheets.cells import text


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in our files, other headers it may carry (Chinese ones), and how its cells are read.

    `is_required`: the header must be there and no cell may be blank.
    """

    name: str
    aliases: tuple[str, ...] = ()
    is_required: bool = False
    read: Callable[[str], Any] = text
    max_length: int = 0


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong, and where: `row` is the row of the spreadsheet (the header is row 1)."""

    sheet: str
    row: int
    column: str
    reason: Any


class Row(dict[str, Any]):
    """Values by column name, and `number`, the row of the spreadsheet. A missing optional column reads as blank."""

    def __init__(self, number: int, values: dict[str, Any]) -> None:
        super().__init__(values)
        self.number = number


@dataclass(slots=True)
class Sheet:
    """The good rows of a sheet, the faults of the others, and headers that nobody asked for.

    `present` names the asked columns that the sheet has: what is absent should stay as it is.
    """

    name: str
    rows: list[Row] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    ignored: list[str] = field(default_factory=list)
    present: frozenset[str] = frozenset()

    def refuse(self, row: int, column: str, reason: Any) -> None:
        """Add a fault found by the caller's own rules."""
        self.errors.append(RowError(self.name, row, column, reason))

    @property
    def refused_rows(self) -> set[int]:
        """Row numbers that some fault names."""
        return {error.row for error in self.errors}


def _header(cell: str) -> str:
    return unicodedata.normalize("NFKC", cell).strip().strip("*").strip().lower()


def _places(header: Sequence[str], columns: Sequence[Column]) -> dict[str, int]:
    """Column name -> index in the header; the first cell that fits wins."""
    cells = [_header(cell) for cell in header]
    found: dict[str, int] = {}
    for column in columns:
        for word in (column.name, *column.aliases):
            if _header(word) in cells:
                found[column.name] = cells.index(_header(word))
                break
    return found


def matches(header: Sequence[str], columns: Sequence[Column]) -> bool:
    """True if every required column has its header: tells which table an uploaded sheet is."""
    found = _places(header, columns)
    return bool(found) and all(column.name in found for column in columns if column.is_required)


def fit(name: str, table: Sequence[Sequence[str]], columns: Sequence[Column], *, header_row: int = 1) -> Sheet:
    """Read a raw table (header first) by its columns. Blank rows are passed over, faulty rows become errors."""
    sheet = Sheet(name)
    if not table:
        sheet.refuse(1, "", _("the sheet is empty"))
        return sheet
    header, *body = table
    places = _places(header, columns)
    for column in columns:
        if column.is_required and column.name not in places:
            sheet.refuse(header_row, _shown(column), _("this column is missing"))
    if sheet.errors:
        return sheet
    sheet.present = frozenset(places)
    used = set(places.values())
    sheet.ignored = [cell for index, cell in enumerate(header) if cell.strip() and index not in used]
    for number, cells in enumerate(body, start=header_row + 1):
        if any(cell.strip() for cell in cells):
            _read_row(sheet, number, cells, columns, places)
    return sheet


def _read_row(
    sheet: Sheet, number: int, cells: Sequence[str], columns: Sequence[Column], places: dict[str, int]
) -> None:
    values: dict[str, Any] = {}
    before = len(sheet.errors)
    for column in columns:
        index = places.get(column.name)
        cell = cells[index].strip() if index is not None and index < len(cells) else ""
        try:
            values[column.name] = _read_cell(column, cell)
        except ValueError as error:
            sheet.refuse(number, _shown(column), error.args[0] if error.args else str(error))
    if len(sheet.errors) == before:
        sheet.rows.append(Row(number, values))


def _read_cell(column: Column, cell: str) -> Any:
    if column.is_required and not cell:
        raise ValueError(_("is blank"))
    if column.max_length and len(cell) > column.max_length:
        raise ValueError(_("is too long"))
    return column.read(cell)


def _shown(column: Column) -> str:
    """How a fault names the column: our own name and the Chinese header, so that either file's reader finds it."""
    return f"{column.name} {column.aliases[0]}" if column.aliases else column.name
