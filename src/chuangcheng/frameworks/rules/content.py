"""What an edition says, as plain values: the same from a file, from the database, and on the way back to a file.

Rows are equal when they say the same; where a row stood in its file (`origin`) does not count.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields
from decimal import Decimal
from typing import Any, TypeAlias

METHODS = ("material", "field", "questionnaire", "department", "negative")
"""網上申報, 實地考察, 問卷調查, 部門數據, 負面清單. The last one deducts; it has no share of the points."""

SCORED_METHODS = METHODS[:-1]
LEVELS = ("item", "content", "standard")
STYLES = ("binary", "grade", "points", "n_of_m", "deduction", "ratio")
KINDS = ("binary", "threshold", "count", "scale")
PHOTOS = ("none", "on_fail", "always")

Origin: TypeAlias = tuple[str, int]
NOWHERE: Origin = ("", 0)


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """An item, content or standard. `style` is empty where the file does not give it.

    Parameters stand in the order of their names: a database may not keep another.
    """

    code: str
    level: str
    name_zh: str
    parent_code: str = ""
    methods: tuple[str, ...] = ()
    site_types: tuple[str, ...] = ()
    weight: Decimal | None = None
    weight_note: str = ""
    style: str = ""
    style_parameters: tuple[tuple[str, float], ...] = ()
    name_zh_hant: str = ""
    name_en: str = ""
    source: str = ""
    confidence: str = ""
    origin: Origin = field(default=NOWHERE, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "style_parameters", tuple(sorted(self.style_parameters)))


@dataclass(frozen=True, slots=True)
class SiteTypeRow:
    """A site type in an edition: its sample size, or the note that stands in its place."""

    code: str
    name_zh: str
    sample_size: int | None = None
    sample_size_note: str = ""
    check_standards: tuple[str, ...] = ()
    name_zh_hant: str = ""
    name_en: str = ""
    source: str = ""
    confidence: str = ""
    origin: Origin = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True)
class CheckPointRow:
    """What is answered at a site of one type."""

    code: str
    site_type_code: str
    name_zh: str
    standard_code: str = ""
    kind: str = "binary"
    threshold: str = ""
    photo: str = "on_fail"
    exceptions_zh: str = ""
    severity: int = 2
    example_faults: tuple[str, ...] = ()
    name_zh_hant: str = ""
    name_en: str = ""
    origin: Origin = field(default=NOWHERE, compare=False)


Row: TypeAlias = IndicatorRow | SiteTypeRow | CheckPointRow
TABLES = ("indicators", "site_types", "check_points")


@dataclass(frozen=True, slots=True)
class Content:
    """An edition's three tables in the order of the file."""

    indicators: tuple[IndicatorRow, ...] = ()
    site_types: tuple[SiteTypeRow, ...] = ()
    check_points: tuple[CheckPointRow, ...] = ()

    def table(self, name: str) -> tuple[Row, ...]:
        """One of the tables by its name."""
        rows: tuple[Row, ...] = getattr(self, name)
        return rows

    @property
    def count(self) -> int:
        return len(self.indicators) + len(self.site_types) + len(self.check_points)


def plain_row(row: Row) -> dict[str, Any]:
    """JSON values of a row, without its origin."""
    plain = asdict(row)
    del plain["origin"]
    if isinstance(row, IndicatorRow):
        plain["weight"] = None if row.weight is None else plain_number(row.weight)
        plain["style_parameters"] = [[name, plain_number(value)] for name, value in row.style_parameters]
    return plain


def plain_number(value: Decimal | float) -> str:
    """The shortest decimal text: 3.40 and 3.4 are the same weight."""
    text = format(Decimal(str(value)).normalize(), "f")
    return "0" if text in ("-0", "") else text


def content_hash(content: Content) -> str:
    """SHA-256 over what the content says, whatever file, encoding or format it came from."""
    plain = {name: [plain_row(row) for row in content.table(name)] for name in TABLES}
    return hashlib.sha256(json.dumps(plain, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Change:
    """One row that differs: `before` or `after` is None where it was added or removed."""

    code: str
    before: Row | None
    after: Row | None

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the fields that differ (none for added and removed rows)."""
        if self.before is None or self.after is None:
            return ()
        return tuple(
            f.name
            for f in fields(self.before)
            if f.compare and getattr(self.before, f.name) != getattr(self.after, f.name)
        )

    @property
    def kind(self) -> str:
        return "added" if self.before is None else "removed" if self.after is None else "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """What leads from one content to another, table by table."""

    tables: Mapping[str, tuple[Change, ...]]

    def __iter__(self) -> Iterator[Change]:
        return (change for changes in self.tables.values() for change in changes)

    def __bool__(self) -> bool:
        return any(self.tables.values())

    def count(self, kind: str) -> int:
        """How many rows were added, changed or removed."""
        return sum(change.kind == kind for changes in self.tables.values() for change in changes)


def difference(old: Content, new: Content) -> Difference:
    """Rows added, changed and removed, by code, in the order of the new content (removed ones last)."""
    return Difference({name: _compared(old.table(name), new.table(name)) for name in TABLES})


def _compared(old: tuple[Row, ...], new: tuple[Row, ...]) -> tuple[Change, ...]:
    before = {row.code: row for row in old}
    after = {row.code: row for row in new}
    changes = [Change(code, before.get(code), row) for code, row in after.items() if before.get(code) != row]
    changes += [Change(code, row, None) for code, row in before.items() if code not in after]
    return tuple(changes)
