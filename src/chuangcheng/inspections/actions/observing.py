"""Observations: visit × check point × repetition × reading. Saved one by one or many at once, until it is finished."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from chuangcheng.evidence.models import File
from chuangcheng.frameworks.models import CheckPoint
from chuangcheng.inspections import queries
from chuangcheng.inspections.actions.authorising import must_judge
from chuangcheng.inspections.models import (
    Observation,
    ObservationPhoto,
    ObservationPhotoKind,
    Verdict,
    Visit,
)
from chuangcheng.inspections.rules import may_have_photo
from chuangcheng.inspections.workflow import VISITS, check
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused

WRITTEN = ("verdict", "number", "total", "unit_label", "note_zh", "is_corrected_on_spot", "observed_at")


@dataclass(frozen=True, slots=True)
class Observed:
    """What an inspector answers at one check point. Photos are added to those already there, without doubles."""

    check_point: CheckPoint
    verdict: str
    number: Decimal | None = None
    total: Decimal | None = None
    unit_label: str = ""
    note: str = ""
    is_corrected_on_spot: bool = False
    photos: Sequence[File] = ()
    corrected_photos: Sequence[File] = ()
    removed_photo_ids: Sequence[int] = ()
    repetition: int = 1
    observed_at: datetime | None = None


Key = tuple[int, int]


def record_observations(
    *, by: Actor, at: datetime, visit: Visit, observations: Sequence[Observed], device_at: datetime | None = None
) -> list[Observation]:
    """Write answers of one stop; an answer given again replaces the earlier one until the visit is finished.

    Where two judge apart, each writes an own reading and touches nothing of the other's. Refused: `already_finished`,
    `not_your_stop`, `round_not_open`, `wrong_state`, `wrong_check_point`, `unknown_verdict`,
    `photo_not_asked`, `corrected_needs_failure`.
    """
    reading = must_judge(by, "inspections.record_observations", visit, at)
    check(VISITS, "inspections.record_observations", visit, {})
    for one in observations:
        _check(visit, one)
    with act("inspections.record_observations", by=by, at=at, on=visit, device_at=device_at) as record:
        units = queries.responsible_units(visit.place, [one.check_point for one in observations], at)
        rows = _write(visit, reading, observations, units, by, at)
        _attach(rows, observations)
        record.note(
            site=visit.where_zh,
            count=len(rows),
            reading=reading,
            verdicts=[[one.check_point.code, one.repetition, str(one.verdict)] for one in observations],
        )
    return rows


def _check(visit: Visit, one: Observed) -> None:
    point = one.check_point
    if visit.site is None or point.edition_id not in visit.edition_ids or point.site_type_id != visit.site.site_type_id:
        raise Refused("wrong_check_point", _("This check point does not belong to this kind of site."))
    if one.verdict not in Verdict.values:
        raise Refused("unknown_verdict", _("Choose one of the four verdicts."), field="verdict")
    if one.photos and not may_have_photo(point.photo, one.verdict):
        raise Refused("photo_not_asked", _("No photo is asked for here, so none is kept."), field="photos")
    if (one.is_corrected_on_spot or one.corrected_photos) and one.verdict != Verdict.FAIL:
        raise Refused(
            "corrected_needs_failure",
            _("Only what was not met can be corrected on the spot; the verdict stays “not met”."),
            field="is_corrected_on_spot",
        )


def _write(
    visit: Visit,
    reading: int,
    observations: Sequence[Observed],
    units: Mapping[int, int | None],
    by: Actor,
    at: datetime,
) -> list[Observation]:
    """One query to look, one to make the new rows, one to change the old ones."""
    own = Observation.objects.filter(visit=visit, reading=reading)
    known: dict[Key, Observation] = {(row.check_point_id, row.repetition): row for row in own}
    rows, new = [], []
    for one in observations:
        key = (one.check_point.pk, one.repetition)
        row = known.get(key)
        if row is None:
            where = {"visit": visit, "check_point": one.check_point, "repetition": one.repetition}
            row = Observation(reading=reading, **where)
            row.unit_id, row.recorded_by_id = units.get(one.check_point.pk), by.person_id
            new.append(row)
        row.verdict, row.number, row.total = one.verdict, one.number, one.total
        row.unit_label, row.note_zh = one.unit_label, one.note.strip()
        row.is_corrected_on_spot, row.observed_at = one.is_corrected_on_spot, one.observed_at or at
        rows.append(row)
    changed = [row for row in rows if row not in new]
    Observation.objects.bulk_create(new)
    if changed:
        Observation.objects.bulk_update(changed, WRITTEN)
    return rows


def _attach(rows: Sequence[Observation], observations: Sequence[Observed]) -> None:
    """Adds and removes photos; pictures of an answer that asks for none any more go with it."""
    removed = [pk for one in observations for pk in one.removed_photo_ids]
    ids = {row.pk for row in rows}
    gone = {
        ObservationPhotoKind.FOUND: [
            row.pk
            for row, one in zip(rows, observations, strict=True)
            if not may_have_photo(one.check_point.photo, one.verdict)
        ],
        ObservationPhotoKind.CORRECTED: [row.pk for row in rows if row.verdict != Verdict.FAIL],
    }
    if removed:
        ObservationPhoto.objects.filter(pk__in=removed, observation__in=ids).delete()
    for kind, stale in gone.items():
        if stale:
            ObservationPhoto.objects.filter(observation__in=stale, kind=kind).delete()
    photos = [
        ObservationPhoto(observation=row, file=file, kind=kind)
        for row, one in zip(rows, observations, strict=True)
        for kind, files in (
            (ObservationPhotoKind.FOUND, one.photos),
            (ObservationPhotoKind.CORRECTED, one.corrected_photos),
        )
        for file in files
    ]
    if photos:
        ObservationPhoto.objects.bulk_create(photos, ignore_conflicts=True)
