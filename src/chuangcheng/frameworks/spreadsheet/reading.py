"""Uploaded files to an edition's content: which sheet is which table, and what is wrong where."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.frameworks.queries.content import Preview, preview
from chuangcheng.frameworks.rules import (
    CheckPointRow,
    Content,
    IndicatorRow,
    Problem,
    SiteTypeRow,
    wrong_parameter,
)
from chuangcheng.frameworks.spreadsheet.columns import COLUMNS, shown_column
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.spreadsheets import Column, Row, RowError, Sheet, Table, fit, matches, read_tables

REASONS: dict[str, Any] = {
    "duplicate": _("the code %(code)s stands already in row %(row)s"),
    "item_with_parent": _("an item has nothing above it, but %(parent)s is named"),
    "no_parent": _("names nothing above it"),
    "unknown_parent": _("%(parent)s is not in the file"),
    "parent_of_wrong_level": _("%(parent)s is not of a higher level"),
    "refused_parent": _("%(parent)s above it was refused"),
    "unknown_site_type": _("there is no site type %(code)s"),
    "unknown_standard": _("there is no standard %(code)s"),
    "not_a_standard": _("%(code)s is not a standard but stands above some"),
    "other_framework": _("%(code)s is a standard of the other framework: set aside"),
    "style_of_no_standard": _("only a standard has a scoring style"),
    "parameter": _("the parameter %(name)s is missing, unknown or out of range for this style"),
}
MOST_HEADER_ROWS = 6
File = tuple[str, bytes]


@dataclass(slots=True)
class Read:
    """What the files say, table by table, before it is compared with anything."""

    content: Content = field(default_factory=Content)
    tables: set[str] = field(default_factory=set)
    errors: list[RowError] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What would happen, what is refused, what is set aside, and what in the files was not looked at."""

    preview: Preview
    errors: list[RowError]
    aside: list[RowError]
    passed_over: list[str]


def preview_import(files: Sequence[File], *, code: str, kind: str) -> ImportPreview:
    """Read the files (CSV and XLSX, one table per sheet) and say what importing them as `code` would do.

    Raises Refused where no table can be recognised, or one comes twice.
    """
    read = read_files(files)
    found = preview(code, kind, read.content, read.tables)
    errors = [*read.errors, *(_told(problem) for problem in found.refused)]
    errors.sort(key=lambda error: (error.sheet, error.row))
    return ImportPreview(found, errors, [_told(problem) for problem in found.aside], read.passed_over)


def read_files(files: Sequence[File]) -> Read:
    """All tables of all files."""
    read = Read()
    for name, content in files:
        for table in read_tables(content, name):
            _take(read, table)
    if not read.tables:
        raise Refused(
            "no_table",
            _("No table of a framework was recognised: the header row must name code, level and name."),
            field="files",
        )
    return read


def _take(read: Read, table: Table) -> None:
    kind, header_row = _recognised(table)
    if not kind:
        read.passed_over.append(table.name)
        return
    if kind in read.tables:
        raise Refused(
            "two_tables",
            _("Two sheets hold the same kind of table. Import each framework as an edition of its own."),
            field="files",
        )
    read.tables.add(kind)
    sheet = fit(table.name, table.rows[header_row - 1 :], COLUMNS[kind], header_row=header_row)
    read.passed_over += [f"{table.name} / {header}" for header in sheet.ignored]
    rows = {name: read.content.table(name) for name in COLUMNS}
    rows[kind] = tuple(_rows(kind, sheet))
    read.errors += sheet.errors
    read.content = Content(**rows)  # type: ignore[arg-type]


def _recognised(table: Table) -> tuple[str, int]:
    """Which table this is, and the number of its header row: titles may stand above it."""
    for number, header in enumerate(table.rows[:MOST_HEADER_ROWS], start=1):
        for kind in ("check_points", "indicators", "site_types"):
            if matches(header, COLUMNS[kind]) and (kind != "site_types" or _is_of_site_types(header)):
                return kind, number
    return "", 0


def _is_of_site_types(header: Sequence[str]) -> bool:
    """Code and name alone could be a list of anything."""
    telling: tuple[Column, ...] = COLUMNS["site_types"][2:4]
    return any(matches(header, [Column(column.name, column.aliases, is_required=True)]) for column in telling)


def _rows(kind: str, sheet: Sheet) -> Iterable[Any]:
    make = {"indicators": _indicator, "site_types": _site_type, "check_points": _check_point}[kind]
    for row in sheet.rows:
        made = make(row, sheet)
        if made is not None:
            yield made


def _indicator(row: Row, sheet: Sheet) -> IndicatorRow | None:
    number, note = row["weight_if_known"] or (None, "")
    parameters = row["style_parameters"] or ()
    made = IndicatorRow(
        code=row["code"],
        level=row["level"],
        name_zh=row["name_zh"],
        parent_code=row["parent_code"],
        methods=row["methods"] or (),
        site_types=row["site_types"] or (),
        weight=number,
        weight_note=note,
        style=row["style"],
        style_parameters=parameters,
        name_zh_hant=row["name_zh_hant"],
        name_en=row["name_en"],
        source=row["source"],
        confidence=row["confidence"],
        origin=(sheet.name, row.number),
    )
    problem = _style_problem(made)
    if problem is None:
        return made
    sheet.errors.append(_told(problem))
    return None


def _style_problem(row: IndicatorRow) -> Problem | None:
    if row.level != "standard" and (row.style or row.style_parameters):
        return Problem(row, "style", "style_of_no_standard")
    if row.style_parameters and not row.style:
        return Problem(row, "style_parameters", "parameter", {"name": row.style_parameters[0][0]})
    wrong = wrong_parameter(row.style, dict(row.style_parameters)) if row.style else ""
    return Problem(row, "style_parameters", "parameter", {"name": wrong}) if wrong else None


def _site_type(row: Row, sheet: Sheet) -> SiteTypeRow:
    size, note = row["typical_sample_size_if_known"] or (None, "")
    return SiteTypeRow(
        code=row["code"],
        name_zh=row["name_zh"],
        sample_size=size,
        sample_size_note=note,
        check_standards=row["check_standards_zh"] or (),
        name_zh_hant=row["name_zh_hant"],
        name_en=row["name_en"],
        source=row["source"],
        confidence=row["confidence"],
        origin=(sheet.name, row.number),
    )


def _check_point(row: Row, sheet: Sheet) -> CheckPointRow:
    return CheckPointRow(
        code=row["code"],
        site_type_code=row["site_type_code"],
        name_zh=row["text_zh"],
        standard_code=row["standard_code"],
        kind=row["scoring"],
        threshold=row["threshold"],
        photo=row["photo"],
        exceptions_zh=row["does_not_count_zh"],
        severity=row["severity"],
        example_faults=row["example_faults_zh"] or (),
        name_zh_hant=row["text_zh_hant"],
        name_en=row["text_en"],
        origin=(sheet.name, row.number),
    )


def _told(problem: Problem) -> RowError:
    table = {IndicatorRow: "indicators", SiteTypeRow: "site_types"}.get(type(problem.row), "check_points")
    sheet, number = problem.row.origin
    return RowError(sheet, number, shown_column(table, problem.column), REASONS[problem.code] % dict(problem.words))
