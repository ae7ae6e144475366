"""Records in, receipts out."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.http import HttpResponse

from chuangcheng.field.sync.answers import answer, device_of, json_view, object_of, uuid_of
from chuangcheng.inspections.record import read_record
from chuangcheng.kit.refused import NotAllowed
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.receipts import queries
from chuangcheng.receipts.actions import receive_submission
from chuangcheng.receipts.queries import Submission
from chuangcheng.receipts.rules import MOST_RECORD_BYTES
from chuangcheng.surveys.entering import veiled
from chuangcheng.surveys.record import INTERVIEW, read_interview


def _receipt(submission: Submission) -> dict[str, Any]:
    return {
        "receipt": str(submission.receipt),
        "id": str(submission.uid),
        "sha256": submission.sha256,
        "received_at": submission.received_at.isoformat(),
        "state": submission.state,
        "missing": queries.missing(submission) if submission.state in ("waiting", "conflict") else [],
        "code": submission.code,
        "message": submission.message,
    }


@json_view("POST")
def submissions(request: StaffRequest) -> HttpResponse:
    """Keep a record; the receipt says that it is safe, and which pictures are still missing."""
    device = device_of(request)
    content = object_of(request, MOST_RECORD_BYTES)
    uid = uuid_of(content.get("id"), "id")
    kind, sent_at, kept = _taken_apart(request, content)
    received = receive_submission(
        by=request.actor,
        at=request.at,
        uid=uid,
        kind=kind,
        content=content,
        device=device,
        sent_at=sent_at,
        kept=kept,
    )
    row = received.submission
    is_rival = row.rival_of_id is not None
    return answer(_receipt(row), 409 if is_rival else 201 if received.is_new else 200)


def _taken_apart(
    request: StaffRequest, content: Mapping[str, Any]
) -> tuple[str, datetime | None, dict[str, Any] | None]:
    """(kind, when it was sent, what is kept in place of it). Whoever may not send this kind is told nothing of it."""
    if content.get("kind") == INTERVIEW:
        _must(request, "surveys.record_interview")
        return INTERVIEW, read_interview(content).sent_at, veiled(content)
    _must(request, "inspections.record_observations")
    record = read_record(content)
    return record.kind, record.sent_at, None


def _must(request: StaffRequest, verb: str) -> None:
    if not request.actor.may_anywhere(verb):
        raise NotAllowed(verb)


@json_view("GET")
def submission(request: StaffRequest, uid: Any) -> HttpResponse:
    """What became of one's own record."""
    return answer(_receipt(queries.submission_by_id(request.actor, uid)))
