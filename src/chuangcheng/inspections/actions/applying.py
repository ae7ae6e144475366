"""A record from a phone becomes a visit: in one transaction, or not at all and a person decides."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from chuangcheng.evidence.actions import receive_file
from chuangcheng.evidence.models import File
from chuangcheng.frameworks.models import CheckPoint
from chuangcheng.inspections import queries
from chuangcheng.inspections.actions.findings import raise_finding
from chuangcheng.inspections.actions.observing import Observed, record_observations
from chuangcheng.inspections.actions.rechecking import Seen
from chuangcheng.inspections.actions.visiting import finish_visit, mark_not_possible
from chuangcheng.inspections.actions.visits import start_free_visit
from chuangcheng.inspections.doubting import signals_of
from chuangcheng.inspections.models import Observation, Signal, SignalKind, Visit, VisitState
from chuangcheng.inspections.record import Answer, Photo, Rechecked, Record, read_record
from chuangcheng.inspections.rules import may_have_photo, real_moment
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound, Refused
from chuangcheng.places.models import Site
from chuangcheng.receipts import queries as receipts
from chuangcheng.receipts.actions import drop, settle_submission
from chuangcheng.receipts.models import Submission
from chuangcheng.units.queries import actor_for


class NotYet(Refused):
    """What the record rests on has not come yet; it goes on waiting."""


def apply_submission(*, by: Actor, at: datetime, submission: Submission) -> Visit:
    """Enter a record as the person who sent it. NotYet while pictures, or the record it follows, are on their way.

    Refused with the codes of the visit's actions, and: `unknown_stop`, `other_site`, `reserve_taken`, `already_done`
    (a colleague has finished the stop with other answers).
    """
    if not by.is_system:
        by.must("inspections.apply_submission")
    if receipts.missing(submission):
        raise NotYet("pictures_missing", _("Some pictures of this record have not arrived yet."))
    record = read_record(submission.content)
    sender = actor_for(submission.person, at)
    # Pictures first, each for itself: reading and writing bytes must not hold the database's one writer.
    points = {
        point.pk: point for point in CheckPoint.objects.filter(pk__in=[one.check_point for one in record.answers])
    }
    files = _files(sender, at, submission, record, points)
    with act("inspections.apply_submission", by=by, at=at, device_at=record.finished_at) as entry:
        visit, is_same = _entered(sender, at, record, submission, points, files)
        signals = [] if is_same else _signalled(visit, record, submission, files, points, at)
        settle_submission(by=by, at=at, submission=submission)
        entry.on(visit, site=visit.where_zh, record=submission.uid, signals=[one.kind for one in signals])
        transaction.on_commit(lambda: _let_go(submission))
    return visit


def _files(
    sender: Actor, at: datetime, submission: Submission, record: Record, points: Mapping[int, CheckPoint]
) -> dict[str, File]:
    """hash -> stored picture, of those that a check point asks for or a finding shows."""
    wanted = {photo.sha256 for one in record.answers for photo in _asked(one, points)}
    wanted |= {photo.sha256 for one in record.findings for photo in one.photos}
    wanted |= {photo.sha256 for photo in record.recheck.photos} if record.recheck else set()
    uploads = receipts.uploads_for(submission.person_id, wanted)
    return {
        sha256: receive_file(by=sender, at=at, name=f"{sha256[:12]}.jpg", content=receipts.content_of(upload))
        for sha256, upload in uploads.items()
    }


def _asked(answer: Answer, points: Mapping[int, CheckPoint]) -> list[Photo]:
    point = points.get(answer.check_point)
    asks = point is not None and may_have_photo(point.photo, answer.verdict)
    return [photo for photo in answer.photos if asks or photo.kind == "corrected"]


def _entered(
    sender: Actor,
    at: datetime,
    record: Record,
    submission: Submission,
    points: Mapping[int, CheckPoint],
    files: Mapping[str, File],
) -> tuple[Visit, bool]:
    """The visit, and whether a colleague had entered the same already."""
    if record.kind == "free_visit":
        visit = start_free_visit(by=sender, at=at, site=_site(record.site))
    else:
        visit = _stop(record, sender, at)
    if record.kind == "not_possible":
        if visit.state == VisitState.NOT_POSSIBLE:
            return visit, True
        mark_not_possible(by=sender, at=at, visit=visit, reason=record.reason)
        return visit, False
    reading = queries.reading_of(sender, visit)
    if visit.state == VisitState.DONE:
        _must_say_the_same(visit, record, reading)
        return visit, True
    when = real_moment(record.finished_at, record.sent_at, submission.received_at)
    observed = [_observed(one, points, files, record, submission) for one in record.answers]
    if observed:
        record_observations(by=sender, at=at, visit=visit, observations=observed, device_at=record.finished_at)
    for found in record.findings:
        photos = _kept(found.photos, "found", files)
        corrected = _kept(found.photos, "corrected", files)
        raise_finding(
            by=sender,
            at=at,
            visit=visit,
            text=found.text,
            severity=found.severity,
            photos=photos,
            corrected_photos=corrected,
        )
    said = _said(record, files)
    return finish_visit(by=sender, at=at, visit=visit, note=record.note, recheck=said, visited_at=when), False


def _said(record: Record, files: Mapping[str, File]) -> Seen | None:
    """What the record says outright of a closed case."""
    if record.recheck is None:
        return None
    return Seen(record.recheck.outcome, record.recheck.note, _kept(record.recheck.photos, "found", files))


def _site(pk: int | None) -> Site:
    site = Site.objects.select_related("area").filter(pk=pk or 0, is_active=True).first()
    if site is None:
        raise Refused("unknown_site", _("This site does not exist any more."))
    return site


def _stop(record: Record, sender: Actor, at: datetime) -> Visit:
    """The stop that the record names; a reserve stop by the stop whose place it takes, however many times. Of anybody
    else's stop, or one whose day has not come, nothing is told: not even where it lies.
    """
    of_case = ("case__area", "case__segment", "case__facility", "case__unit")
    rows = Visit.objects.select_related("round", "site__area", "site__segment", "site__facility", *of_case)
    if record.reserve_of is None:
        found = rows.filter(pk=record.visit or 0).first()
        if found is None or not _is_own(sender, found.pk, at):
            raise Refused("unknown_stop", _("This stop does not exist."))
        if record.site is not None and record.site != found.site_id:
            raise Refused("other_site", _("This stop lies at another site."))
        return found
    here = rows.filter(pk=record.reserve_of).first()
    if here is None or not _is_own(sender, here.pk, at):
        raise Refused("unknown_stop", _("This stop does not exist."))
    while True:
        following = rows.filter(replaces=here).first()
        if following is None and here.state == VisitState.PLANNED:
            raise NotYet("reserve_not_yet", _("The record that the site could not be visited has not arrived yet."))
        if following is None:
            raise Refused("reserve_taken", _("Another visit has taken this site of the reserve list."))
        if not _is_own(sender, following.pk, at):
            raise Refused("unknown_stop", _("This stop does not exist."))
        if record.site == following.site_id or (record.site is None and record.reserve_rank == following.rank):
            return following
        here = following


def _is_own(sender: Actor, pk: int, at: datetime) -> bool:
    """True if the sender inspects there and may know of it by now."""
    try:
        return queries.is_inspector_of(sender, queries.get_visit_for(sender, pk, at))
    except NotFound:
        return False


def _must_say_the_same(visit: Visit, record: Record, reading: int) -> None:
    """Two inspectors of one stop may send the same; other answers are for a person to compare."""
    rows = Observation.objects.filter(visit=visit, reading=reading).values_list(
        "check_point", "repetition", "verdict", "number"
    )
    there = {(point, repetition): (verdict, number) for point, repetition, verdict, number in rows}
    sent = {(one.check_point, one.repetition): (one.verdict, one.number) for one in record.answers}
    if there != sent or record.findings or (record.recheck and not _is_as_recorded(visit, record.recheck)):
        raise Refused("already_done", _("A colleague has finished this stop already, with other answers."))


def _is_as_recorded(visit: Visit, said: Rechecked) -> bool:
    return visit.recheck is not None and visit.recheck.outcome == said.outcome


def _observed(
    answer: Answer, points: Mapping[int, CheckPoint], files: Mapping[str, File], record: Record, row: Submission
) -> Observed:
    if answer.check_point not in points:
        raise Refused("wrong_check_point", _("This check point does not belong to this kind of site."))
    photos = _asked(answer, points)
    return Observed(
        check_point=points[answer.check_point],
        verdict=answer.verdict,
        number=answer.number,
        total=answer.total,
        unit_label=answer.unit_label,
        note=answer.note,
        is_corrected_on_spot=answer.is_corrected_on_spot,
        photos=_kept(photos, "found", files),
        corrected_photos=_kept(photos, "corrected", files),
        repetition=answer.repetition,
        observed_at=real_moment(answer.observed_at, record.sent_at, row.received_at),
    )


def _kept(photos: Iterable[Photo], kind: str, files: Mapping[str, File]) -> list[File]:
    return [files[photo.sha256] for photo in photos if photo.kind == kind and photo.sha256 in files]


def _signalled(
    visit: Visit,
    record: Record,
    submission: Submission,
    files: Mapping[str, File],
    points: Mapping[int, CheckPoint],
    at: datetime,
) -> list[Signal]:
    where = visit.point
    noted = signals_of(record, submission.received_at, where)
    signals = [
        Signal(visit=visit, kind=one.kind, photo=files.get(one.sha256), detail=one.detail, noted_at=at) for one in noted
    ]
    unasked = sum(len(one.photos) - len(_asked(one, points)) for one in record.answers)
    if unasked:
        signals.append(Signal(visit=visit, kind=SignalKind.NOT_ASKED, detail={"count": unasked}, noted_at=at))
    return Signal.objects.bulk_create(signals, ignore_conflicts=True)


def _let_go(submission: Submission) -> None:
    """The bytes now belong to the evidence, or nobody asked for them."""
    for upload in receipts.uploads_for(
        submission.person_id, submission.wanted.values_list("sha256", flat=True)
    ).values():
        if not receipts.is_wanted(upload):
            drop(upload)


def note_signal(*, by: Actor, at: datetime, visit: Visit, kind: str, photo: File | None = None) -> Signal:
    """Something that came to light after the visit was entered, such as a picture that does not open. Noted once."""
    by.must("inspections.note_signal")
    with act("inspections.note_signal", by=by, at=at, on=visit, site=visit.where_zh, kind=kind):
        signal, _made = Signal.objects.get_or_create(visit=visit, kind=kind, photo=photo, defaults={"noted_at": at})
    return signal
