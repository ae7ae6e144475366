"""How a stop is closed: everything answered, and one case for every answer of the reading that counts."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from chuangcheng.inspections import queries
from chuangcheng.inspections.actions.findings import open_cases
from chuangcheng.inspections.models import FIRST, Observation, Verdict, Visit, VisitKind
from chuangcheng.inspections.rules import ANSWERED
from chuangcheng.inspections.workflow import moved
from chuangcheng.journal.acts import Record
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.transitions import Move


def must_be_complete(visit: Visit, reading: int) -> None:
    """Refused `incomplete` while the reading lacks a verdict, a number or a photo; a free visit may leave out."""
    answers_all = visit.kind != VisitKind.FREE
    lacking = [line for line in queries.checklist(visit, reading) if line.missing and (answers_all or line.observation)]
    if lacking:
        raise Refused(
            "incomplete",
            _("%(count)s check points still lack something; the first is “%(first)s”.")
            % {"count": len(lacking), "first": lacking[0].check_point.name},
        )


def close(
    visit: Visit, move: Move, record: Record, *, by: Actor, at: datetime, note: str, visited_at: datetime | None = None
) -> None:
    """Inside the act of the move: the stop is done, what was not met becomes cases, the counts go into the record."""
    moved(visit, move, visited_at=visited_at or at, note_zh=note.strip())
    rows = list(counted(visit))
    failed = [row for row in rows if row.verdict == Verdict.FAIL]
    found = open_cases(visit, failed, by=by, at=at)
    record.note(
        observed=sum(row.verdict in ANSWERED for row in rows),
        failed=len(failed),
        corrected=sum(row.is_corrected_on_spot for row in failed),
        cases=[finding.case.number for finding in found],
    )


def counted(visit: Visit) -> QuerySet[Observation]:
    """The answers that count at a stop: those of the first reading."""
    rows = Observation.objects.filter(visit=visit, reading=FIRST).select_related("check_point__standard__parent")
    return rows.prefetch_related("photos__file").order_by("check_point__position", "repetition")
