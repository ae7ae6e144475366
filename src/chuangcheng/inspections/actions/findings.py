"""Findings become cases: of an answer that was not met, or of anything else an inspector sees."""

from collections.abc import Sequence
from datetime import datetime

from chuangcheng.cases.actions import dispatch_case, open_case
from chuangcheng.cases.models import Case, Category, Source
from chuangcheng.evidence.models import File
from chuangcheng.frameworks.models import Indicator
from chuangcheng.inspections.actions.authorising import must_judge
from chuangcheng.inspections.models import (
    Finding,
    Observation,
    ObservationPhotoKind,
    Visit,
    VisitKind,
)
from chuangcheng.inspections.workflow import VISITS, check
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import SYSTEM, Actor
from chuangcheng.kit.refused import Refused


def raise_finding(
    *,
    by: Actor,
    at: datetime,
    visit: Visit,
    text: str,
    photos: Sequence[File] = (),
    severity: int = 2,
    category: Category | None = None,
    standard: Indicator | None = None,
    corrected_photos: Sequence[File] = (),
    measure: str = "",
) -> Finding:
    """A free finding: anything that no check point asks about. It becomes a case and never enters a rate."""
    reading = must_judge(by, "inspections.raise_finding", visit, at)
    text = text.strip()
    check(VISITS, "inspections.raise_finding", visit, {"text": text})
    with act("inspections.raise_finding", by=by, at=at, on=visit, site=visit.where_zh, text=text[:200]) as record:
        case = open_case(
            by=by,
            at=at,
            source=Source.RECHECK if visit.kind == VisitKind.RECHECK else Source.FREE_FINDING,
            description=text,
            place=visit.place,
            category=category,
            standard=standard,
            severity=severity,
            photos=photos,
            corrected_photos=corrected_photos,
            measure=measure,
        )
        if not corrected_photos:
            send_on(case, at)
        record.note(case=case.number)
        return Finding.objects.create(visit=visit, case=case, text_zh=text, found_at=at, reading=reading)


def open_cases(visit: Visit, failed: Sequence[Observation], *, by: Actor, at: datetime) -> list[Finding]:
    """One case for every answer that was not met. Corrected on the spot, it waits for verification at once.

    Where two judged apart, the cases are the first inspector's, whoever of the two came last.
    """
    source = Source.FREE_FINDING if visit.kind == VisitKind.FREE else Source.INSPECTION
    place = visit.place
    found = []
    for row in failed:
        photos = list(row.photos.all())
        corrected = [photo.file for photo in photos if photo.kind == ObservationPhotoKind.CORRECTED]
        case = open_case(
            by=by,
            at=at,
            source=source,
            description=described(row),
            place=place,
            check_point=row.check_point,
            severity=row.check_point.severity,
            photos=[photo.file for photo in photos if photo.kind == ObservationPhotoKind.FOUND],
            found_at=row.observed_at,
            corrected_photos=corrected if row.is_corrected_on_spot else (),
            measure=row.note_zh if row.is_corrected_on_spot else "",
            found_by_id=row.recorded_by_id if visit.is_double else None,
        )
        if not row.is_corrected_on_spot:
            send_on(case, at)
        said = case.description
        found.append(Finding(visit=visit, observation=row, case=case, text_zh=said, found_at=at, reading=row.reading))
    return Finding.objects.bulk_create(found)


def described(row: Observation) -> str:
    """What the case says: the inspector's own words, else that the check point was not met; with the number."""
    counted = ""
    if row.number is not None:
        counted = f"（{row.number.normalize():f}{f'/{row.total.normalize():f}' if row.total else ''}{row.unit_label}）"
    words = row.note_zh or "不符合"
    return f"{row.check_point.name_zh}：{words}{counted}"


def send_on(case: Case, at: datetime) -> None:
    """The product itself passes an inspector's finding to whom the table of duties names first.

    Where it names nobody, the case waits for the office to choose a unit.
    """
    try:
        dispatch_case(by=SYSTEM, at=at, case=case)
    except Refused as refused:
        if refused.code != "nobody_responsible":
            raise
