"""An edition back to spreadsheets: what is written reads back as the same content."""

from collections.abc import Iterator

from chuangcheng.frameworks.rules import CheckPointRow, Content, IndicatorRow, SiteTypeRow, plain_number
from chuangcheng.frameworks.spreadsheet.columns import COLUMNS, METHOD_WORDS, SHEET_NAMES
from chuangcheng.kit.spreadsheets import Writable

WIDTHS = {
    "indicators": (12, 12, 10, 60, 24, 24, 14, 30, 10, 12, 16, 30, 30),
    "site_types": (10, 24, 40, 60, 24, 10, 20, 24),
    "check_points": (14, 12, 50, 14, 12, 20, 12, 50, 10, 60, 30, 30),
}


def sheets_of(content: Content) -> list[Writable]:
    """The three tables as sheets, with the column names of the sample files."""
    rows = {"indicators": _indicators, "site_types": _site_types, "check_points": _check_points}
    return [
        Writable(SHEET_NAMES[name], [column.name for column in COLUMNS[name]], rows[name](content), WIDTHS[name])
        for name in COLUMNS
    ]


def parameters_text(parameters: tuple[tuple[str, float], ...]) -> str:
    """`A=1|B=0.6|C=0`."""
    return "|".join(f"{name}={plain_number(value)}" for name, value in parameters)


def _indicators(content: Content) -> Iterator[list[object]]:
    for row in content.indicators:
        yield _indicator(row)


def _indicator(row: IndicatorRow) -> list[object]:
    return [
        row.code,
        row.parent_code,
        row.level,
        row.name_zh,
        [METHOD_WORDS[method] for method in row.methods],
        row.site_types,
        row.weight_note if row.weight is None else row.weight,
        row.source,
        row.confidence,
        row.style,
        parameters_text(row.style_parameters),
        row.name_zh_hant,
        row.name_en,
    ]


def _site_types(content: Content) -> Iterator[list[object]]:
    for row in content.site_types:
        yield _site_type(row)


def _site_type(row: SiteTypeRow) -> list[object]:
    return [
        row.code,
        row.name_zh,
        row.sample_size_note if row.sample_size is None else row.sample_size,
        row.check_standards,
        row.source,
        row.confidence,
        row.name_zh_hant,
        row.name_en,
    ]


def _check_points(content: Content) -> Iterator[list[object]]:
    for row in content.check_points:
        yield _check_point(row)


def _check_point(row: CheckPointRow) -> list[object]:
    return [
        row.site_type_code,
        row.code,
        row.name_zh,
        row.standard_code,
        row.kind,
        row.threshold,
        row.photo,
        row.exceptions_zh,
        row.severity,
        row.example_faults,
        row.name_zh_hant,
        row.name_en,
    ]
