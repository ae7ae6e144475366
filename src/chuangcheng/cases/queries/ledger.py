"""整改台賬: one row per case with item, cause, measure, deadline and outcome, streamed for export."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from django.db.models import Model

from chuangcheng.cases.models import Category, Severity, Source, State, Submission
from chuangcheng.cases.queries.listing import Filters, cases_for, order_of
from chuangcheng.cases.queries.responsibility import reason_in_words
from chuangcheng.frameworks.models import Indicator
from chuangcheng.kit.actor import Actor
from chuangcheng.places.models import Area, Facility, Segment, Site
from chuangcheng.units.models import Unit

CHUNK = 2000


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """What the ledger says of one case; names of things stay nouns, so that each writer chooses the language."""

    number: str
    state: str
    source: str
    severity: str
    category: Any
    standard: Any
    standard_code: str
    area: Any
    place: Any
    address: str
    description: str
    unit: Any
    reason: str
    opened_at: datetime
    dispatched_at: datetime | None
    due_at: datetime | None
    is_provisional: bool
    cause: str
    measure: str
    submitted_at: datetime | None
    closed_at: datetime | None
    was_on_time: bool | None
    return_count: int
    held_until: Any
    hold_reason: str


THINGS: dict[str, type[Model]] = {
    "category": Category,
    "standard": Indicator,
    "area": Area,
    "segment": Segment,
    "site": Site,
    "facility": Facility,
    "unit": Unit,
}
PLAIN = (
    "number",
    "state",
    "source",
    "severity",
    "address_zh",
    "description",
    "dispatch_reason",
    "opened_at",
    "dispatched_at",
    "due_at",
    "is_due_provisional",
    "closed_at",
    "was_on_time",
    "return_count",
    "held_until",
    "hold_reason",
)
NAMES = ("name_zh", "name_zh_hant", "name_en")


Last = tuple[str, str, datetime | None]
"""Cause, measure and moment of a submission."""


class Things:
    """What the cases name, each read once: a city has thousands of places, a ledger a hundred thousand cases."""

    def __init__(self) -> None:
        self.known: dict[str, dict[int, Any]] = {name: {} for name in THINGS}

    def learn(self, rows: Iterable[dict[str, Any]]) -> None:
        """Read what these rows name and nobody has read yet: at most one query per kind."""
        for name, model in THINGS.items():
            known = self.known[name]
            wanted = {row[name] for row in rows} - known.keys() - {None}
            if wanted:
                columns = (*NAMES, "code") if name == "standard" else NAMES
                known |= model._default_manager.only(*columns).in_bulk(wanted)

    def of(self, row: dict[str, Any], name: str) -> Any:
        """The thing in this column, or None."""
        return self.known[name].get(row[name])


def _last_submissions(ids: list[int]) -> dict[int, Last]:
    """Case → what its last submission said: one query."""
    rows = Submission.objects.filter(case__in=ids).order_by("attempt")
    return {pk: said for pk, *said in rows.values_list("case", "cause", "measure", "submitted_at")}  # type: ignore[misc]


def ledger_rows(actor: Actor, filters: Filters, at: datetime) -> Iterator[LedgerRow]:
    """Rows one by one in constant memory, however long the ledger is."""
    # The words once, not once a row: translating lazily 300,000 times takes longer than reading the rows.
    words: dict[str, dict[Any, str]] = {
        "state": {value: str(label) for value, label in State.choices},
        "source": {value: str(label) for value, label in Source.choices},
        "severity": {value: str(label) for value, label in Severity.choices},
    }
    rows = cases_for(actor, filters, at).order_by(*order_of(filters), "pk").values("pk", *PLAIN, *THINGS)
    stream: Iterator[dict[str, Any]] = rows.iterator(chunk_size=CHUNK)
    things = Things()
    while batch := list(islice(stream, CHUNK)):
        things.learn(batch)
        submitted = _last_submissions([row["pk"] for row in batch])
        for row in batch:
            said = {name: choices[row[name]] for name, choices in words.items()}
            yield _row(row, said, things, submitted.get(row["pk"], ("", "", None)))


def _row(row: dict[str, Any], said: dict[str, str], things: Things, last: Last) -> LedgerRow:
    standard = things.of(row, "standard")
    return LedgerRow(
        **said,
        number=row["number"],
        category=things.of(row, "category"),
        standard=standard,
        standard_code=standard.code if standard else "",
        area=things.of(row, "area"),
        place=things.of(row, "site") or things.of(row, "facility") or things.of(row, "segment"),
        address=row["address_zh"],
        description=row["description"],
        unit=things.of(row, "unit"),
        reason=reason_in_words(row["dispatch_reason"]),
        opened_at=row["opened_at"],
        dispatched_at=row["dispatched_at"],
        due_at=row["due_at"],
        is_provisional=row["is_due_provisional"],
        cause=last[0],
        measure=last[1],
        submitted_at=last[2],
        closed_at=row["closed_at"],
        was_on_time=row["was_on_time"],
        return_count=row["return_count"],
        held_until=row["held_until"],
        hold_reason=row["hold_reason"],
    )
