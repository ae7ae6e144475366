"""Where stored pictures are used at visits, for hints about their re-use."""

from collections.abc import Iterable
from datetime import datetime

from chuangcheng.inspections.access import visible_visits
from chuangcheng.inspections.models import Finding, HintDismissal, ObservationPhoto, Visit
from chuangcheng.inspections.queries.rounds import today
from chuangcheng.kit.actor import Actor


def visit_photos_of_files(files: Iterable[int]) -> list[ObservationPhoto]:
    """Where these files are attached to observations, oldest first; at most 200. One query."""
    rows = ObservationPhoto.objects.filter(file__in=list(files)).select_related("observation__visit", "file")
    return list(rows.order_by("observation__observed_at")[:200])


def cases_of_visits(ids: Iterable[int]) -> dict[int, set[int]]:
    """The cases that came of each visit. One query."""
    found: dict[int, set[int]] = {}
    for visit_id, case_id in Finding.objects.filter(visit__in=list(ids)).values_list("visit_id", "case_id"):
        found.setdefault(visit_id, set()).add(case_id)
    return found


def seen_visits(actor: Actor, ids: Iterable[int], at: datetime) -> set[int]:
    """Those of the visits that the actor may open. One query."""
    return set(Visit.objects.filter(visible_visits(actor, today(at)), pk__in=list(ids)).values_list("pk", flat=True))


def visit_dismissals(visit: Visit) -> dict[tuple[int, int], HintDismissal]:
    """What has been looked at, by file and earlier file. One query."""
    rows = HintDismissal.objects.filter(visit=visit).select_related("dismissed_by")[:200]
    return {(row.file_id, row.earlier_id): row for row in rows}
