"""Records from phones are entered once all of them is here; what cannot be entered goes before a person."""

from django.db.models import QuerySet
from django.utils.translation import override

from chuangcheng.evidence.queries import File, FileState
from chuangcheng.inspections.actions import apply_submission, note_signal
from chuangcheng.inspections.actions.applying import NotYet
from chuangcheng.inspections.models import SignalKind, Visit
from chuangcheng.inspections.record import KINDS, Malformed
from chuangcheng.kit import clock
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.jobs import job
from chuangcheng.kit.refused import Refused, Stale
from chuangcheng.receipts import queries as receipts
from chuangcheng.receipts.actions import question_submission
from chuangcheng.receipts.models import Submission, SubmissionState, Upload


@job()
def apply(submission_id: int) -> None:
    """Enter one record. After one that says "not possible" those that stood in for it, which may have come first."""
    row = _waiting().filter(pk=submission_id).first()
    if row is None or not _applied(row) or row.kind != "not_possible":
        return
    following = list(_waiting().filter(person=row.person_id, content__reserve__isnull=False).order_by("pk")[:50])
    while entered := [other for other in following if _applied(other)]:
        following = [other for other in following if other not in entered and other.state == SubmissionState.WAITING]


@job()
def apply_waiting(upload_id: int) -> None:
    """A picture has arrived: enter the records that waited for it."""
    upload = Upload.objects.filter(pk=upload_id).first()
    for pk in receipts.waiting_for(upload) if upload else []:
        apply.call(submission_id=pk)


def _waiting() -> QuerySet[Submission]:
    rows = Submission.objects.filter(state=SubmissionState.WAITING, kind__in=KINDS)
    return rows.select_related("person")


def _applied(row: Submission) -> bool:
    """True if it was entered. What cannot be entered waits, or is put before a person in the sender's language."""
    at = clock.now()
    try:
        apply_submission(by=SYSTEM, at=at, submission=row)
    except (NotYet, Stale):
        return False
    except Malformed as malformed:
        question_submission(by=SYSTEM, at=at, submission=row, code="malformed", message=str(malformed))
        return False
    except Refused as refused:
        with override(row.person.language):
            message = str(refused.message)
        question_submission(by=SYSTEM, at=at, submission=row, code=refused.code, message=message)
        return False
    return True


@job()
def note_broken(file_id: int) -> None:
    """A picture of a visit that does not open becomes a signal there."""
    file = File.objects.filter(pk=file_id, state=FileState.BROKEN).first()
    if file is None:
        return
    shown = Visit.objects.filter(observations__photos__file=file) | Visit.objects.filter(
        findings__case__photos__file=file
    )
    for visit in shown.distinct().select_related("site"):
        note_signal(by=SYSTEM, at=clock.now(), visit=visit, kind=SignalKind.BROKEN_PICTURE, photo=file)
