"""The hotline's work orders as a spreadsheet: in by columns that are data, out with the status."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from chuangcheng.cases.queries import Category, categories
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.spreadsheets import Column, RowError, read_rows
from chuangcheng.participation.models import HotlineOrder
from chuangcheng.participation.queries.hotline import OrderBack, order_columns
from chuangcheng.participation.rules import LONGEST_TEXT, ORDERS_AT_ONCE, SHORTEST_TEXT, clean_text

READ = ("number", "text", "address", "phone", "category", "their_due")
LENGTHS = {"number": 60, "text": LONGEST_TEXT, "address": 200, "phone": 30, "category": 200, "their_due": 60}


@dataclass(slots=True)
class Orders:
    """Good rows, those known already, and what is wrong with the others."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    known: int = 0
    errors: list[RowError] = field(default_factory=list)


def read_orders(content: bytes, filename: str) -> Orders:
    """Nothing is written. Refused where it is no spreadsheet or holds more than two thousand rows."""
    own = {one.field: one.title_zh for one in order_columns()}
    columns = tuple(
        Column(name, (own[name],), is_required=name in ("number", "text"), max_length=LENGTHS[name])
        for name in READ
        if name in own
    )
    sheet = read_rows(content, filename, columns)
    if len(sheet.rows) > ORDERS_AT_ONCE:
        raise Refused("too_many", _("Two thousand work orders at most at once."), field="file")
    found = Orders(errors=list(sheet.errors))
    numbers = [row["number"] for row in sheet.rows]
    stored: set[str] = set()
    for start in range(0, len(numbers), 400):
        stored |= set(
            HotlineOrder.objects.filter(number__in=numbers[start : start + 400]).values_list("number", flat=True)
        )
    named: dict[str, Category] = {one.name_zh: one for one in categories()}
    seen: set[str] = set()
    for row in sheet.rows:
        number = row["number"]
        if number in stored:
            found.known += 1
            continue
        reason = _fault(row, number in seen)
        if reason:
            found.errors.append(RowError(sheet.name, row.number, *reason))
            continue
        seen.add(number)
        values = {name: row.get(name) or "" for name in READ}
        found.rows.append({**values, "category": named.get(str(values["category"]))})
    return found


def _fault(row: Any, is_double: bool) -> tuple[str, str] | None:
    if is_double:
        return "number", _("This number stands twice in the file.")
    try:
        text = clean_text(row["text"])
    except ValueError:
        return "text", _("The text holds characters that are no text. Please write it anew.")
    if len(text) < SHORTEST_TEXT:
        return "text", _("Please say in a few words what is wrong.")
    return None


def back_rows(orders: Sequence[OrderBack]) -> tuple[list[str], list[list[str]]]:
    """Titles and rows of the file that goes back."""
    columns = [one for one in order_columns() if one.is_given_back]
    return [one.title_zh for one in columns], [[_cell(order.values[one.field]) for one in columns] for order in orders]


def _cell(value: Any) -> str:
    if isinstance(value, datetime):
        return timezone.localtime(value).strftime("%Y-%m-%d %H:%M")
    return str(value or "")
