"""Which rows of a file cannot stand, and why: codes unique, tree closed, everything named exists."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from chuangcheng.frameworks.rules.content import LEVELS, CheckPointRow, Content, IndicatorRow, Row, SiteTypeRow


@dataclass(frozen=True, slots=True)
class Problem:
    """A row that is refused, or set aside: `column` is the field's name, `code` the reason with its words."""

    row: Row
    column: str
    code: str
    words: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sifted:
    """What can stand, what is refused, and check points that bear on the other framework (set aside)."""

    content: Content
    refused: tuple[Problem, ...]
    aside: tuple[Problem, ...]


AnyRow = TypeVar("AnyRow", IndicatorRow, SiteTypeRow, CheckPointRow)


def sift(
    content: Content, known_site_types: Collection[str] = (), other_codes: Collection[str] | None = None
) -> Sifted:
    """Part what can stand from what cannot.

    `known_site_types`: codes that exist in the city beside those of the content. `other_codes`: standards of the other
    framework where one is known; a check point on one of them is set aside, not refused.
    """
    refused: list[Problem] = []
    site_types = _unique(content.site_types, refused)
    codes = {row.code for row in site_types} | set(known_site_types)
    indicators = _closed(_unique(content.indicators, refused), codes, refused)
    levels = {row.code: row.level for row in indicators}
    aside: list[Problem] = []
    points: list[CheckPointRow] = []
    for row in _unique(content.check_points, refused):
        problem = _misplaced(row, codes, levels, other_codes)
        if problem is None:
            points.append(row)
        else:
            (aside if problem.code == "other_framework" else refused).append(problem)
    return Sifted(Content(tuple(indicators), tuple(site_types), tuple(points)), tuple(refused), tuple(aside))


def _unique(rows: Iterable[AnyRow], refused: list[Problem]) -> list[AnyRow]:
    first: dict[str, AnyRow] = {}
    for row in rows:
        if row.code in first:
            refused.append(Problem(row, "code", "duplicate", {"code": row.code, "row": first[row.code].origin[1]}))
        else:
            first[row.code] = row
    return list(first.values())


def _closed(rows: list[IndicatorRow], site_types: Collection[str], refused: list[Problem]) -> list[IndicatorRow]:
    """Rows whose way up to an item is whole, in the order of the file."""
    by_code = {row.code: row for row in rows}
    standing: set[str] = set()
    for level in LEVELS:
        for row in rows:
            if row.level != level:
                continue
            problem = _unparented(row, by_code, standing) or _at_unknown_site(row, site_types)
            if problem is None:
                standing.add(row.code)
            else:
                refused.append(problem)
    return [row for row in rows if row.code in standing]


def _unparented(row: IndicatorRow, by_code: Mapping[str, IndicatorRow], standing: Collection[str]) -> Problem | None:
    words = {"parent": row.parent_code}
    if row.level == "item":
        return Problem(row, "parent_code", "item_with_parent", words) if row.parent_code else None
    if not row.parent_code:
        return Problem(row, "parent_code", "no_parent")
    parent = by_code.get(row.parent_code)
    if parent is None:
        return Problem(row, "parent_code", "unknown_parent", words)
    if LEVELS.index(parent.level) >= LEVELS.index(row.level):
        return Problem(row, "parent_code", "parent_of_wrong_level", words)
    if row.parent_code not in standing:
        return Problem(row, "parent_code", "refused_parent", words)
    return None


def _at_unknown_site(row: IndicatorRow, site_types: Collection[str]) -> Problem | None:
    for code in row.site_types:
        if code not in site_types:
            return Problem(row, "site_types", "unknown_site_type", {"code": code})
    return None


def _misplaced(
    row: CheckPointRow, site_types: Collection[str], levels: Mapping[str, str], other_codes: Collection[str] | None
) -> Problem | None:
    if row.site_type_code not in site_types:
        return Problem(row, "site_type_code", "unknown_site_type", {"code": row.site_type_code})
    code = row.standard_code
    if not code or levels.get(code) == "standard":
        return None
    if code in levels:
        return Problem(row, "standard_code", "not_a_standard", {"code": code})
    ours = code.split(".")[0] in levels
    if (other_codes is None and not ours) or (other_codes is not None and code in other_codes):
        return Problem(row, "standard_code", "other_framework", {"code": code})
    return Problem(row, "standard_code", "unknown_standard", {"code": code})


def with_site_types(content: Content, known: Mapping[str, str]) -> Content:
    """The content with a row for every site type that is named but has none, where the city knows its name."""
    have = {row.code for row in content.site_types}
    named = dict.fromkeys(_named(content))
    missing = [SiteTypeRow(code, known[code]) for code in named if code not in have and code in known]
    return replace(content, site_types=(*content.site_types, *missing))


def _named(content: Content) -> Iterator[str]:
    for row in content.indicators:
        yield from row.site_types
    for point in content.check_points:
        yield point.site_type_code
