"""Half-open spans of time: from a moment, until (not including) another or open-ended."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Generic, TypeVar

When = TypeVar("When", date, datetime)


@dataclass(frozen=True, slots=True)
class Period(Generic[When]):
    """`start <= moment < end`; `end` None means it lasts."""

    start: When
    end: When | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end < self.start:
            raise ValueError("a period cannot end before it starts")

    def __contains__(self, moment: When) -> bool:
        return self.start <= moment and (self.end is None or moment < self.end)

    def overlaps(self, other: "Period[When]") -> bool:
        """True if some moment lies in both."""
        return (self.end is None or other.start < self.end) and (other.end is None or self.start < other.end)
