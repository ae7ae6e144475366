"""What pages read: sums of cells, and whether they rest on all that has been visited."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Sum

from chuangcheng.scoring.estimating import Stratum
from chuangcheng.scoring.models import RoundSummary, SummaryCell
from chuangcheng.scoring.rules import Tally, weighted
from chuangcheng.scoring.summaries.facets import DAY, POINT, SUMMED
from chuangcheng.scoring.summaries.keeping import current_marks


@dataclass(frozen=True, slots=True)
class Freshness:
    """What the cells of some rounds rest on. `behind`: visits finished since, that no cell holds yet."""

    as_of: datetime | None
    visits: int
    behind: int
    is_current: bool
    strata: tuple[Stratum, ...]
    summaries: Mapping[int, int]
    """summary id -> round id"""


def freshness(round_ids: Collection[int]) -> Freshness:
    """Three queries; no observation is read. Current only if every round's mark is today's."""
    rows = list(RoundSummary.objects.filter(round_id__in=list(round_ids)))
    kept = {row.round_id: row for row in rows}
    now = current_marks(round_ids)
    missing = sum(visits - (kept[pk].visits if pk in kept else 0) for pk, (_mark, visits) in now.items())
    return Freshness(
        as_of=min((row.counted_at for row in rows), default=None),
        visits=sum(row.visits for row in rows),
        behind=missing,
        is_current=all(pk in kept and kept[pk].mark == mark for pk, (mark, _visits) in now.items()),
        strata=tuple(
            Stratum(row.round_id, ordinal, code, population, visited)
            for row in rows
            for ordinal, code, _name, population, visited in row.strata
        ),
        summaries={row.pk: row.round_id for row in rows},
    )


def cells_of(
    fresh: Freshness, facet: str, edition: int, columns: Sequence[str], **narrowed: Any
) -> list[tuple[tuple[Any, ...], dict[str, int]]]:
    """(round, stratum, *columns) with the sums of their cells, added up by the database in one query."""
    rows = SummaryCell.objects.filter(summary_id__in=fresh.summaries, facet=facet, edition=edition, **narrowed)
    grouped = rows.order_by().values_list("summary_id", "stratum_ordinal", *columns)
    found = []
    for row in grouped.annotate(*(Sum(name) for name in SUMMED)):
        summary, *key = row[: -len(SUMMED)]
        found.append(((fresh.summaries[summary], *key), dict(zip(SUMMED, row[-len(SUMMED) :], strict=True))))
    return found


def _weights(fresh: Freshness) -> dict[tuple[int, int], tuple[int, int]]:
    return {(one.round, one.ordinal): (one.population, one.visited) for one in fresh.strata}


def point_tallies(fresh: Freshness, edition: int) -> dict[tuple[Any, ...], Tally]:
    """(standard, check point) -> weighted tally, as `scoring.queries.tallies` counts from the rows."""
    weights, found = _weights(fresh), defaultdict[tuple[Any, ...], Tally](Tally)
    for (number, ordinal, *key), sums in cells_of(fresh, POINT, edition, ("standard_id", "check_point_id")):
        if sums["observed"]:
            population, visited = weights[number, ordinal]
            found[tuple(key)] += weighted(sums["observed"], sums["passed"], population=population, visited=visited)
    return dict(found)


def days(fresh: Freshness, edition: int, since: date) -> dict[date, tuple[int, int, int]]:
    """Day -> sites visited, judgements, of them met. One query."""
    found: dict[date, list[int]] = defaultdict(lambda: [0, 0, 0])
    for (_round, _ordinal, day), sums in cells_of(fresh, DAY, edition, ("day",), day__gte=since):
        for place, name in enumerate(("sites", "observed", "passed")):
            found[day][place] += sums[name]
    return {day: (one[0], one[1], one[2]) for day, one in found.items()}


def keys_of(fresh: Freshness, edition: int, dimension: str) -> list[int | None]:
    """The ids that the cells hold of a dimension. One query."""
    facet = {"item": "item", "unit": "unit"}.get(dimension, "whole")
    rows = SummaryCell.objects.filter(summary_id__in=fresh.summaries, facet=facet, edition=edition, observed__gt=0)
    return list(rows.order_by().values_list(f"{dimension}_id", flat=True).distinct())
