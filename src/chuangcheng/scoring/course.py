"""The course of the field score: the estimate of each day, read from what was kept."""

import math
from dataclasses import dataclass
from datetime import date

from chuangcheng.frameworks.queries import Edition
from chuangcheng.scoring.models import ScoreEstimate


@dataclass(frozen=True, slots=True)
class Day:
    """One day's estimate over the rounds of its last twelve months: points earned of `judged`, with both ends."""

    pk: int
    day: date
    value: float
    low: float
    high: float
    judged: float


def course(edition: Edition, since: date) -> list[Day]:
    """One estimate a day, oldest first; of several scopes of a day the one that holds the most rounds. One query.

    Days on which nothing was judged have none: the score stood where it was.
    """
    rows = ScoreEstimate.objects.filter(edition=edition, day__gte=since, value__isnull=False).order_by("day", "pk")
    widest: dict[date, tuple[int, Day]] = {}
    for row in rows.only("pk", "day", "value", "low", "high", "judged", "round_ids"):
        numbers = (row.value, row.low, row.high, row.judged)
        value, low, high, judged = (number if number is not None else math.nan for number in numbers)
        if row.day not in widest or len(row.round_ids) >= widest[row.day][0]:
            widest[row.day] = (len(row.round_ids), Day(row.pk, row.day, value, low, high, judged))
    return [one for _rounds, one in widest.values()]
