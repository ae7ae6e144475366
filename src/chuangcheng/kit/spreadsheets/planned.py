"""What an import would do, before it is done: rows that would be added or changed, and faults."""

from dataclasses import dataclass, field
from typing import Any

from chuangcheng.kit.spreadsheets.columns import RowError


@dataclass(frozen=True, slots=True)
class Planned:
    """One row to be written: the values for the action that writes it, and how it differs from what stands."""

    kind: str
    code: str
    label: str
    values: dict[str, Any]
    changes: list[tuple[str, Any, Any]]
    reason: str = ""
    url: str = ""


@dataclass(slots=True)
class Preview:
    """Rows in the order in which they are written, and faults. What a file leaves out stays as it is."""

    rows: list[Planned] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    unchanged_count: int = 0
    removed_count: int = 0

    @property
    def added_count(self) -> int:
        return sum(row.kind == "added" for row in self.rows)

    @property
    def changed_count(self) -> int:
        return sum(row.kind == "changed" for row in self.rows)

    @property
    def refused_count(self) -> int:
        return len({(error.sheet, error.row) for error in self.errors})

    @property
    def values(self) -> list[dict[str, Any]]:
        """What the importing action takes."""
        return [row.values for row in self.rows]
