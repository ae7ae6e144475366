"""Work orders of the 12345 hotline: in as reports, back with their status."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.participation.actions.receiving import Said, take_in_report
from chuangcheng.participation.located import of_words
from chuangcheng.participation.models import Channel, HotlineOrder
from chuangcheng.participation.queries.hotline import OrderBack


def import_orders(*, by: Actor, at: datetime, rows: Sequence[dict[str, Any]], file: str) -> int:
    """One report for each order that is not known yet. Returns how many."""
    by.must("participation.import_orders")
    with act("participation.import_orders", by=by, at=at, file=file) as record:
        known = set(
            HotlineOrder.objects.filter(number__in=[row["number"] for row in rows][:2000]).values_list("number")
        )
        new = [row for row in rows if (row["number"],) not in known]
        for row in new:
            words = str(row["address"] or "")
            said = Said(str(row["text"]), of_words(words), row["category"], phone=_phone(row["phone"]))
            report = take_in_report(by=by, at=at, said=said, channel=Channel.HOTLINE)
            HotlineOrder.objects.create(number=row["number"], report=report, their_due=str(row["their_due"] or ""))
        record.note(count=len(new))
    return len(new)


def _phone(text: object) -> str:
    """A number that can be one; what else stands in that cell is not worth keeping."""
    digits = "".join(sign for sign in str(text or "") if sign.isascii() and sign.isdigit())
    return digits if 5 <= len(digits) <= 15 else ""


def hand_back_orders(*, by: Actor, at: datetime, orders: Sequence[OrderBack]) -> int:
    """The status of these orders has been handed back: they come again when it changes. Returns how many."""
    by.must("participation.hand_back_orders")
    with act("participation.hand_back_orders", by=by, at=at, count=len(orders)):
        for one in orders:
            HotlineOrder.objects.filter(pk=one.order.pk).update(told=one.values["status"], told_at=at)
    return len(orders)
