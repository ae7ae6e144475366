"""An edition back to spreadsheets: what is written reads back as the same content."""

from collections.abc import Iterator

from chuangcheng.frameworks.rules import CheckPointRow, Content, IndicatorRow, SiteTypeRow, plain_number
from chuangcheng.frameworks.spreadsheet.columns import (
    COLUMNS,
    KIND_WORDS,
    LEVEL_WORDS,
    METHOD_WORDS,
    PHOTO_WORDS,
    SHEET_NAMES,
    STYLE_WORDS,
)
from chuangcheng.kit.spreadsheets import Column, Writable

WIDTHS = {
    "indicators": (12, 12, 10, 60, 24, 24, 14, 30, 10, 12, 16, 30, 30),
    "site_types": (10, 24, 40, 60, 24, 10, 20, 24),
    "check_points": (14, 12, 50, 14, 12, 20, 12, 50, 10, 60, 30, 30),
}


def sheets_of(content: Content, *, chinese: bool = False) -> list[Writable]:
    """The three tables as sheets, with our own column names or with the Chinese headers."""
    rows = {"indicators": _indicators, "site_types": _site_types, "check_points": _check_points}
    return [
        Writable(
            SHEET_NAMES[name],
            [header(column, chinese=chinese) for column in COLUMNS[name]],
            rows[name](content),
            WIDTHS[name],
        )
        for name in COLUMNS
    ]


def header(column: Column, *, chinese: bool) -> str:
    """A column's header: our own name, or its first Chinese one."""
    return column.aliases[0] if chinese and column.aliases else column.name


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
        LEVEL_WORDS[row.level],
        row.name_zh,
        [METHOD_WORDS[method] for method in row.methods],
        row.site_types,
        row.weight_note if row.weight is None else row.weight,
        row.source,
        row.confidence,
        STYLE_WORDS.get(row.style, ""),
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
        KIND_WORDS[row.kind],
        row.threshold,
        PHOTO_WORDS[row.photo],
        row.exceptions_zh,
        row.severity,
        row.example_faults,
        row.name_zh_hant,
        row.name_en,
    ]
