"""整改台賬 as a sheet: one row per case, streamed, in the language in force."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from chuangcheng.cases.queries import Filters, LedgerRow, ledger_rows
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.spreadsheets import Writable

WIDTHS = (14, 12, 12, 10, 18, 12, 40, 14, 26, 26, 46, 20, 36, 17, 17, 17, 30, 30, 17, 17, 10, 8, 12, 30)


def ledger_sheet(actor: Actor, filters: Filters, at: datetime) -> Writable:
    """The cases that the actor may see and the filters keep, in the list's order."""
    header = [
        _("Number"),
        _("State"),
        _("Source"),
        _("Severity"),
        _("Category"),
        _("Standard code"),
        _("Standard"),
        _("Area"),
        _("Place"),
        _("Street address"),
        _("Problem"),
        _("Responsible unit"),
        _("Reason for the dispatch"),
        _("Found"),
        _("Dispatched"),
        _("Deadline"),
        _("Cause"),
        _("Measure"),
        _("Submitted"),
        _("Closed"),
        _("On time"),
        _("Times returned"),
        _("Held until"),
        _("Reason for the hold"),
    ]
    return Writable(_("Ledger"), header, _rows(ledger_rows(actor, filters, at)), WIDTHS)


def _rows(rows: Iterator[LedgerRow]) -> Iterator[list[Any]]:
    yes, no = _("yes"), _("no")
    known: dict[Any, str] = {None: ""}

    def name(thing: Any) -> str:
        """In the language in force; found once for each thing, not for each case."""
        if thing not in known:
            known[thing] = thing.name
        return known[thing]

    for row in rows:
        yield [
            row.number,
            row.state,
            row.source,
            row.severity,
            name(row.category),
            row.standard_code,
            name(row.standard),
            name(row.area),
            name(row.place),
            row.address,
            row.description,
            name(row.unit),
            row.reason,
            row.opened_at,
            row.dispatched_at,
            row.due_at,
            row.cause,
            row.measure,
            row.submitted_at,
            row.closed_at,
            "" if row.was_on_time is None else yes if row.was_on_time else no,
            row.return_count,
            row.held_until,
            row.hold_reason,
        ]
