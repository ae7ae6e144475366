"""What is not needed any more goes on schedule, with a record that it went."""

from datetime import datetime, timedelta

from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.receipts.actions.uploads import drop
from chuangcheng.receipts.models import Submission, SubmissionState, Upload
from chuangcheng.receipts.queries import is_wanted

UPLOADS_LAST = timedelta(days=14)
"""A picture that no waiting record names after that is nobody's: the phone keeps its own until it has the receipt."""
CONTENTS_LAST = timedelta(days=90)
AT_ONCE = 500


def sweep_uploads(*, by: Actor, at: datetime) -> int:
    """Delete uploads older than two weeks that no open record names. How many; nothing is written for none."""
    by.must("receipts.sweep_uploads")
    old = list(Upload.objects.filter(begun_at__lt=at - UPLOADS_LAST).order_by("begun_at")[:AT_ONCE])
    gone = [upload for upload in old if not is_wanted(upload)]
    if not gone:
        return 0
    with act("receipts.sweep_uploads", by=by, at=at, count=len(gone)):
        for upload in gone:
            drop(upload)
    return len(gone)


def forget_contents(*, by: Actor, at: datetime) -> int:
    """Empty records settled three months ago (the position of a visit is in them); id, hash and receipt stay."""
    by.must("receipts.forget_contents")
    settled = (SubmissionState.APPLIED, SubmissionState.DISCARDED)
    old = Submission.objects.filter(state__in=settled, settled_at__lt=at - CONTENTS_LAST).exclude(content={})
    ids = list(old.values_list("pk", flat=True)[:AT_ONCE])
    if not ids:
        return 0
    with act("receipts.forget_contents", by=by, at=at, count=len(ids)):
        Submission.objects.filter(pk__in=ids).update(content={})
    return len(ids)
