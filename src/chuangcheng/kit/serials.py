"""Serial numbers without gaps: a counter row is raised inside the caller's transaction, so a rollback leaves none.

A room derives its own counter table from `Counter`; two transactions that want the same name wait for each other.
"""

from typing import TypeVar

from django.db import models, transaction
from django.db.models import F, QuerySet


class Counter(models.Model):
    """One series of numbers: `name` such as "case:2026", `last` the number given out last."""

    name = models.CharField(max_length=60, unique=True)
    last = models.PositiveBigIntegerField(default=0)

    class Meta:
        abstract = True


Row = TypeVar("Row", bound=Counter)


def next_number(counters: QuerySet[Row], name: str) -> int:
    """The next number of the series, from 1. Must be called inside a transaction: the row stays locked until its end.

    Usually two queries. Raises TransactionManagementError outside a transaction, where a gap could arise.
    """
    if not transaction.get_connection(counters.db).in_atomic_block:
        raise transaction.TransactionManagementError("serial numbers are given out inside a transaction only")
    series = counters.filter(name=name)
    if not series.update(last=F("last") + 1):
        counters.bulk_create([counters.model(name=name)], ignore_conflicts=True)
        series.update(last=F("last") + 1)
    number: int = series.values_list("last", flat=True).get()
    return number
