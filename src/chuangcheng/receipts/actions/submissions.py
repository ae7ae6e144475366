"""Records: kept as they come, then entered by the room that knows their kind, or put before a person."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from chuangcheng.accounts.models import Device
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotAllowed
from chuangcheng.kit.transitions import move_on
from chuangcheng.receipts import rules
from chuangcheng.receipts.access import SEE
from chuangcheng.receipts.models import Submission, SubmissionState, Wanted
from chuangcheng.receipts.workflow import SUBMISSIONS

RIVAL = "other_content"


@dataclass(frozen=True, slots=True)
class Received:
    """The row that stands for the record, and whether this call made it."""

    submission: Submission
    is_new: bool


def receive_submission(
    *,
    by: Actor,
    at: datetime,
    uid: uuid.UUID,
    kind: str,
    content: Mapping[str, Any],
    device: Device | None = None,
    sent_at: datetime | None = None,
    kept: Mapping[str, Any] | None = None,
) -> Received:
    """Keep a record durably, whatever it says. The same id and content gives the row that is there; the same id with
    other content is kept beside it as a conflict. `kept`: what is stored in place of the content, where parts of it
    must not lie open; the hash is the content's.
    """
    if not by.person_id:
        raise NotAllowed("receipts.receive_submission")
    sha256 = rules.content_hash(content)
    if known := _known(uid, sha256):
        return Received(known, False)
    stored = dict(content if kept is None else kept)
    row = Submission(uid=uid, kind=kind, content=stored, sha256=sha256, person_id=by.person_id, device=device)
    row.sent_at, row.received_at, row.receipt = sent_at, at, uuid.uuid4()
    try:
        with act("receipts.receive_submission", by=by, at=at, device_at=sent_at, kind=kind, sha256=sha256) as record:
            _keep(row)
            record.on(row, uid=uid, is_rival=row.rival_of_id is not None)
    except IntegrityError:
        # The same record came through another process at the same moment: theirs stands.
        known = _known(uid, sha256)
        if known is None:
            more: Any = {"device": device, "sent_at": sent_at, "kept": kept}
            return receive_submission(by=by, at=at, uid=uid, kind=kind, content=content, **more)
        return Received(known, False)
    return Received(row, True)


def _known(uid: uuid.UUID, sha256: str) -> Submission | None:
    return Submission.objects.filter(uid=uid, sha256=sha256).first()


def _keep(row: Submission) -> None:
    row.rival_of = Submission.objects.filter(uid=row.uid, rival_of=None).first()
    if row.rival_of is not None:
        row.state, row.code = SubmissionState.CONFLICT, RIVAL
        row.message = str(_("This record came before with other contents. Both are kept; a person decides."))[:500]
    with transaction.atomic():
        row.save(force_insert=True)
    Wanted.objects.bulk_create(Wanted(submission=row, sha256=one) for one in rules.photo_hashes(row.content))


def settle_submission(*, by: Actor, at: datetime, submission: Submission, keeps_content: bool = True) -> Submission:
    """It has been entered: called by the room that did so, in the same transaction. Stale if somebody was faster.

    `keeps_content` False: emptied at once, for what must not be found beside its sender.
    """
    if not by.is_system:
        by.must(SEE)
    with act("receipts.settle_submission", by=by, at=at, on=submission):
        more = {} if keeps_content else {"content": {}}
        _moved(submission, "receipts.settle_submission", {}, settled_at=at, code="", message="", **more)
    return submission


def question_submission(*, by: Actor, at: datetime, submission: Submission, code: str, message: str) -> Submission:
    """It cannot be entered as it is, and a person must decide. `code` says why, `message` in words."""
    if not by.is_system:
        by.must(SEE)
    with act("receipts.question_submission", by=by, at=at, on=submission, code=code):
        _moved(submission, "receipts.question_submission", {"code": code}, code=code, message=message[:500])
    return submission


def discard_submission(*, by: Actor, at: datetime, submission: Submission, reason: str) -> Submission:
    """Set a record aside for good, with a reason: who decides on all, or its sender.

    Refused `wrong_state`, `missing`.
    """
    if by.person_id != submission.person_id:
        by.must(SEE)
        by.must("receipts.discard_submission")
    reason = reason.strip()
    with act("receipts.discard_submission", by=by, at=at, on=submission, reason=reason):
        _moved(submission, "receipts.discard_submission", {"reason": reason}, settled_at=at, message=reason[:500])
    return submission


def _moved(submission: Submission, verb: str, carried: Mapping[str, Any], **changes: Any) -> None:
    wrong = _("This record has been settled already.")
    move = SUBMISSIONS.check(
        verb, submission.state, carried, wrong=wrong, missing=lambda name: _("Please give a reason.")
    )
    move_on(submission, move, _("Somebody else was faster. Look at it again."), **changes)
