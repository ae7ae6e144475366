"""Records from phones entered; answers stored in shuffled batches; surveys closed when their last day is over."""

from django.db.models import QuerySet
from django.utils.translation import override

from chuangcheng.kit import clock
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.jobs import job
from chuangcheng.kit.refused import Refused, Stale
from chuangcheng.receipts.actions import question_submission
from chuangcheng.receipts.models import Submission, SubmissionState
from chuangcheng.surveys.actions import close_survey, store_answers
from chuangcheng.surveys.entering import NotYet, enter_record
from chuangcheng.surveys.queries import open_samples, surveys_to_close
from chuangcheng.surveys.record import INTERVIEW


@job()
def enter(submission_id: int) -> None:
    """Enter one record; after one that gives an address up, those of the next address that came before it."""
    row = _waiting().filter(pk=submission_id).first()
    if row is None or not _entered(row) or row.kind != INTERVIEW:
        return
    following = list(_waiting().filter(person=row.person_id).order_by("pk")[:50])
    while entered := [other for other in following if _entered(other)]:
        following = [other for other in following if other not in entered and other.state == SubmissionState.WAITING]


def _waiting() -> QuerySet[Submission]:
    return Submission.objects.filter(state=SubmissionState.WAITING, kind=INTERVIEW).select_related("person")


def _entered(row: Submission) -> bool:
    """True if it was entered. What cannot be is put before a person, in the sender's language, without the answers."""
    at = clock.now()
    try:
        enter_record(row, at)
    except (NotYet, Stale):
        return False
    except Refused as refused:
        with override(row.person.language):
            message = str(refused.message)
        question_submission(by=SYSTEM, at=at, submission=row, code=refused.code, message=message)
        return False
    return True


@job()
def store() -> None:
    """Move the answers that may go together; close what is over."""
    at = clock.now()
    for sample in open_samples():
        store_answers(by=SYSTEM, at=at, sample=sample)
    for survey in surveys_to_close(at):
        close_survey(by=SYSTEM, at=at, survey=survey)
