"""整改台賬: one row per case with item, cause, measure, deadline and outcome, streamed for export."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from chuangcheng.cases.models import Source, State, Submission
from chuangcheng.cases.models.case import Severity
from chuangcheng.cases.queries.listing import Filters, cases_for, order_of
from chuangcheng.cases.queries.responsibility import reason_in_words
from chuangcheng.kit.actor import Actor

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


def _last(column: str) -> Subquery:
    rows = Submission.objects.filter(case=OuterRef("pk")).order_by("-attempt")
    return Subquery(rows.values(column)[:1])


def ledger(actor: Actor, filters: Filters, at: datetime) -> QuerySet[Any]:
    """The cases of the ledger with the last cause and measure beside them."""
    rows = cases_for(actor, filters, at).defer(None).defer("search_text").select_related("standard", *PLACES)
    return rows.annotate(
        last_cause=_last("cause"), last_measure=_last("measure"), last_submitted_at=_last("submitted_at")
    ).order_by(*order_of(filters), "pk")


PLACES = ("category", "area", "segment", "site", "facility", "unit")


def ledger_rows(actor: Actor, filters: Filters, at: datetime) -> Iterator[LedgerRow]:
    """Rows one by one in constant memory, however long the ledger is."""
    # The words once, not once a row: translating lazily 300,000 times takes longer than reading the rows.
    states, sources, severities = (
        {value: str(label) for value, label in choices.choices} for choices in (State, Source, Severity)
    )
    for case in ledger(actor, filters, at).iterator(chunk_size=CHUNK):
        yield LedgerRow(
            number=case.number,
            state=states[case.state],
            source=sources[case.source],
            severity=severities[case.severity],
            category=case.category,
            standard=case.standard,
            standard_code=case.standard.code if case.standard else "",
            area=case.area,
            place=case.site or case.facility or case.segment,
            address=case.address_zh,
            description=case.description,
            unit=case.unit,
            reason=reason_in_words(case.dispatch_reason),
            opened_at=case.opened_at,
            dispatched_at=case.dispatched_at,
            due_at=case.due_at,
            is_provisional=case.is_due_provisional,
            cause=case.last_cause or "",
            measure=case.last_measure or "",
            submitted_at=case.last_submitted_at,
            closed_at=case.closed_at,
            was_on_time=case.was_on_time,
            return_count=case.return_count,
            held_until=case.held_until,
            hold_reason=case.hold_reason,
        )
