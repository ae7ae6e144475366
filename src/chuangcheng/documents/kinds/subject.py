"""What a document is about, what its kind asks for, and what comes out: plain values between data and blocks."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Any

from django.utils import timezone

from chuangcheng.cases.models import Case
from chuangcheng.documents.blocks import Block, Words
from chuangcheng.frameworks.models import Edition
from chuangcheng.plans.models import Meeting
from chuangcheng.units.models import Unit


class Asks(StrEnum):
    """What a kind must be told before it can be drafted."""

    PERIOD = "period"
    UNIT = "unit"
    CASES = "cases"
    EDITION = "edition"
    DUE = "due"
    MEETING = "meeting"


@dataclass(frozen=True, slots=True)
class Subject:
    """`at` is the moment of all figures; the rest as far as the kind asks for it. `words`: slot -> text in force."""

    at: datetime
    since: date | None = None
    until: date | None = None
    unit: Unit | None = None
    cases: Sequence[Case] = ()
    edition: Edition | None = None
    due_on: date | None = None
    words: Mapping[str, str] = field(default_factory=dict)
    meeting: Meeting | None = None

    @property
    def period(self) -> tuple[date, date]:
        """First and last day. Only asked by kinds that have a period."""
        assert self.since is not None
        assert self.until is not None
        return self.since, self.until

    def slot(self, name: str) -> Words:
        """The block of words of a slot."""
        return Words(name, self.words.get(name, ""))


@dataclass(frozen=True, slots=True)
class Composed:
    """The blocks of the text (the head, the signature and the imprint are put round them later), the title that a new
    draft gets, and the ids of the units it goes to first."""

    title: str
    blocks: list[Block]
    units: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Whole:
    """A table that is too long to be printed: all of it, for the spreadsheet that is issued with the document."""

    name: str
    head: Sequence[str]
    rows: Iterator[Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Slot:
    """Words that people write: `label` is what the form calls it, `text_zh` what a new draft says until a city
    changes it."""

    name: str
    label: Any
    text_zh: str = ""


@dataclass(frozen=True, slots=True)
class Spec:
    """One kind. `series_zh`: the ending of its 代字 until a city sets its own. `span`: days that a new draft covers;
    `is_periodical`: its issues are counted (期号). `whole`: its table as a spreadsheet where it is too long to be
    printed."""

    kind: str
    series_zh: str
    asks: tuple[Asks, ...]
    slots: tuple[Slot, ...]
    blocks_of: Callable[[Subject], Composed]
    may_ask: tuple[Asks, ...] = ()
    span: str = ""
    is_periodical: bool = False
    whole: Callable[[Subject], Whole | None] | None = None

    def wants(self, what: Asks) -> bool:
        """True if it must or may be told this."""
        return what in self.asks or what in self.may_ask


def start_of(day: date) -> datetime:
    """Midnight in the city's zone."""
    return timezone.make_aware(datetime.combine(day, time.min))


def end_of(day: date) -> datetime:
    """The midnight after the day."""
    return start_of(day + timedelta(days=1))
