"""Rounds are counted into cells, as a whole and again, whenever their mark has changed; and compared with the rows."""

import hashlib
import json
from collections.abc import Collection, Iterator
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate

from chuangcheng.frameworks.models import Indicator
from chuangcheng.inspections import queries as inspections
from chuangcheng.inspections.models import Round
from chuangcheng.inspections.queries import SeenSite
from chuangcheng.places.models import Area
from chuangcheng.scoring.models import RoundSummary, SummaryCell
from chuangcheng.scoring.queries import subdistricts
from chuangcheng.scoring.summaries.facets import SUMMED, Answer, Counter, Key, Place, Sums

BATCH = 2000


def ground() -> str:
    """A mark of the areas' tree: cells are kept by sub-district, and an area may be hung elsewhere. One query."""
    rows = list(Area.objects.order_by("pk").values_list("pk", "path", "level"))
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()[:16]


def current_marks(round_ids: Collection[int] | None = None) -> dict[int, tuple[str, int]]:
    """round id -> the mark that its summary must carry today, and its visits. Two queries, no observation."""
    tree = ground()
    return {pk: (f"{mark}:{tree}", visits) for pk, (mark, visits) in inspections.marks(round_ids).items()}


def stale() -> dict[int, str]:
    """round id -> today's mark, of every round whose cells do not rest on all that was visited."""
    kept = dict(RoundSummary.objects.values_list("round_id", "mark"))
    return {pk: mark for pk, (mark, _visits) in current_marks().items() if kept.get(pk) != mark}


def refresh(at: datetime) -> list[int]:
    """Count anew every round that needs it; returns their ids. Safe to run twice, and twice at once."""
    done = sorted(stale())
    for pk in done:
        with transaction.atomic():
            _store(pk, at)
    return done


def _store(round_id: int, at: datetime) -> RoundSummary:
    """The mark is read first: a visit that is finished while the rows are read makes it look old, never new."""
    row, _made = RoundSummary.objects.select_for_update().get_or_create(
        round_id=round_id, defaults={"mark": "", "visits": 0, "strata": [], "counted_at": at}
    )
    row.mark, row.visits = current_marks([round_id])[round_id]
    row.strata = [
        [one.ordinal, one.code, one.name_zh, one.population_count, one.visited]
        for one in inspections.strata([round_id])
    ]
    row.counted_at = at
    row.cells.all().delete()
    made = (SummaryCell(summary=row, **_columns(key, sums)) for key, sums in counted(round_id).items())
    SummaryCell.objects.bulk_create(made, batch_size=BATCH)
    row.save()
    return row


def _columns(key: Key, sums: Sums) -> dict[str, Any]:
    things = ("edition", "site_type", "area", "item", "standard", "check_point", "unit")
    return {
        "facet": key.facet,
        "stratum_ordinal": key.ordinal,
        "day": key.day,
        **{f"{name}_id": getattr(key, name) for name in things},
        **{name: getattr(sums, name) for name in SUMMED},
    }


def counted(round_id: int) -> dict[Key, Sums]:
    """The cells of a round, from its rows. Memory grows with the cells, not with the observations."""
    sites = {site.pk: site for site in inspections.seen_sites(round_id)}
    upper = {pk: area.pk for pk, area in subdistricts(sorted({site.area_id for site in sites.values()})).items()}
    counter = Counter()
    for visit, answers in groupby(_answers(round_id), key=lambda pair: pair[0]):
        if visit in sites:
            counter.add_site(_place(sites[visit], upper), (answer for _visit, answer in answers))
    return dict(counter.cells)


def _place(site: SeenSite, upper: dict[int, int]) -> Place:
    return Place(site.ordinal, site.site_type_id, upper[site.area_id], localdate(site.visited_at))


def _answers(round_id: int) -> Iterator[tuple[int, Answer]]:
    parents = dict(Indicator.objects.values_list("pk", "parent_id"))
    items: dict[int | None, int | None] = {None: None}
    for pk in parents:
        top = pk
        while (above := parents.get(top)) is not None:
            top = above
        items[pk] = top
    for visit, point, standard, edition, unit, verdict in inspections.answers(round_id):
        yield visit, Answer(point, standard, items[standard], edition, unit, verdict)


def verify(at: datetime, round_ids: list[int] | None = None) -> dict[int, int]:
    """Count rounds a second time and compare: round id -> cells that were wrong. Those are counted anew.

    Rounds that have changed since are left to `refresh`: being behind is no fault.
    """
    behind, found = stale(), {}
    rows = RoundSummary.objects.all() if round_ids is None else RoundSummary.objects.filter(round_id__in=round_ids)
    for row in rows.exclude(round_id__in=list(behind)):
        with transaction.atomic():
            faults = differences(row)
            if faults:
                _store(row.round_id, at)
            RoundSummary.objects.filter(pk=row.pk).update(verified_at=at, fault_count=faults)
        found[row.round_id] = faults
    return found


def compared() -> Iterator[tuple[str, str]]:
    """Code of each round with visits, and how its cells compare with its rows: agrees, behind, or how many differ."""
    kept = {row.round_id: row for row in RoundSummary.objects.all()}
    marks = current_marks()
    for pk, code in Round.objects.filter(pk__in=kept.keys() | marks.keys()).order_by("pk").values_list("pk", "code"):
        if pk not in kept or kept[pk].mark != marks.get(pk, ("", 0))[0]:
            yield code, "behind"
        else:
            wrong = differences(kept[pk])
            yield code, f"{wrong} cells differ" if wrong else "agrees"


def differences(row: RoundSummary) -> int:
    """Cells that are not what the rows say: missing, too many, or other numbers."""
    kept: dict[Key, Sums] = {}
    double = 0
    for cell in row.cells.all().iterator(5000):
        key = Key(
            cell.facet,
            cell.edition_id,
            cell.stratum_ordinal,
            cell.site_type_id,
            cell.area_id,
            cell.item_id,
            cell.standard_id,
            cell.check_point_id,
            cell.unit_id,
            cell.day,
        )
        double += key in kept
        kept[key] = Sums(**{name: getattr(cell, name) for name in SUMMED})
    truth = counted(row.round_id)
    return double + sum(kept.get(key) != truth.get(key) for key in kept.keys() | truth.keys())
