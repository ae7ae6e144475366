"""Counts that never read a whole table, several of them in one query."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

MOST = 1000
"""A count says at most "more than this"."""


def counts_capped(lists: Mapping[str, QuerySet[Any]]) -> dict[str, int]:
    """Name -> how many rows, but never more than MOST + 1 each; one query for all that are not empty by themselves."""
    found = dict.fromkeys(lists, 0)
    asked: list[tuple[str, str, tuple[Any, ...]]] = []
    for name, rows in lists.items():
        try:
            asked.append((name, *rows.order_by().values("pk")[: MOST + 1].query.sql_with_params()))
        except EmptyResultSet:
            continue
    if asked:
        # Text of Django's own compiler with its places for parameters: nothing that a reader typed stands in it.
        columns = ", ".join(f"(SELECT COUNT(*) FROM ({sql}) counted)" for _name, sql, _parameters in asked)  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {columns}", [value for *_, parameters in asked for value in parameters])
            found.update(zip((name for name, *_ in asked), cursor.fetchone(), strict=True))
    return found


def count_capped(rows: QuerySet[Any]) -> int:
    """How many rows, but never more than MOST + 1."""
    return rows.order_by().values("pk")[: MOST + 1].count()


def capped_text(count: int) -> Any:
    """A capped count as it is shown."""
    return f"{MOST:,}+" if count > MOST else count
