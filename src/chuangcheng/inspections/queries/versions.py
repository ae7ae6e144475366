"""What several records, and the visit as entered, say of the same stop: for a person to compare."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from chuangcheng.frameworks.models import CheckPoint
from chuangcheng.inspections.models import Observation, Verdict, Visit
from chuangcheng.inspections.queries.rounds import get_visit_for, reading_of
from chuangcheng.inspections.record import Malformed, Record, read_record
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound
from chuangcheng.receipts.models import Submission
from chuangcheng.units.queries import actor_for

Key = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Said:
    """One answer in words."""

    name: str
    verdict: str
    words: str


@dataclass(frozen=True, slots=True)
class Version:
    """One column: whose words these are, since when, and what they say. `submission` None: the visit as entered."""

    title: str
    at: datetime | None
    submission: Submission | None
    visit: Visit | None
    note: str
    findings: tuple[str, ...] = ()
    answers: dict[Key, Said] = field(default_factory=dict)


def versions(reader: Actor, at: datetime, submission: Submission, others: Sequence[Submission]) -> list[Version]:
    """The record, every other content under its number, and the visit that it is about as it is entered, if the reader
    may see that visit: a record can name any. A few queries for any number of answers.
    """
    rows = [submission, *others]
    records = {row.pk: _record(row) for row in rows}
    visit = _visit(reader, at, records[submission.pk])
    sender = actor_for(submission.person, submission.received_at)
    rows_there = Observation.objects.filter(visit=visit, reading=reading_of(sender, visit)) if visit else None
    entered = list(rows_there.select_related("check_point")) if rows_there is not None else []
    wanted = {one.check_point for record in records.values() if record for one in record.answers}
    points = CheckPoint.objects.in_bulk(wanted)
    found = [_of_record(row, records[row.pk], points) for row in rows]
    if visit is not None and entered:
        answers = {(row.check_point_id, row.repetition): _of_row(row) for row in entered}
        found.append(Version(_("As entered"), visit.visited_at, None, visit, visit.note_zh, (), answers))
    return found


def _record(row: Submission) -> Record | None:
    try:
        return read_record(row.content) if row.content else None
    except Malformed:
        return None


def _visit(reader: Actor, at: datetime, record: Record | None) -> Visit | None:
    wanted = record.visit or record.reserve_of if record else None
    try:
        return get_visit_for(reader, wanted, at) if wanted else None
    except NotFound:
        return None


def _of_record(row: Submission, record: Record | None, points: dict[int, CheckPoint]) -> Version:
    title = row.person.name
    if record is None:
        return Version(title, row.received_at, row, None, _("The contents have been emptied."))
    answers = {}
    for one in record.answers:
        point = points.get(one.check_point)
        counted = _counted(one.number, one.total, one.unit_label)
        words = " ".join(part for part in (str(Verdict(one.verdict).label), counted, one.note) if part)
        answers[one.check_point, one.repetition] = Said(point.name if point else "—", one.verdict, words)
    note = record.reason or record.note
    return Version(title, row.received_at, row, None, note, tuple(one.text for one in record.findings), answers)


def _of_row(row: Observation) -> Said:
    counted = _counted(row.number, row.total, row.unit_label)
    words = " ".join(part for part in (str(row.get_verdict_display()), counted, row.note_zh) if part)
    return Said(row.check_point.name, row.verdict, words)


def _counted(number: Any, total: Any, unit: str) -> str:
    if number is None:
        return ""
    return f"{number.normalize():f}{f'/{total.normalize():f}' if total is not None else ''}{unit}"
