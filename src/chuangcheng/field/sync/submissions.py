"""Records in, receipts out."""

from typing import Any

from django.http import HttpResponse

from chuangcheng.field.sync.answers import answer, device_of, json_view, object_of, uuid_of
from chuangcheng.inspections.record import read_record
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.receipts import queries
from chuangcheng.receipts.actions import receive_submission
from chuangcheng.receipts.queries import Submission
from chuangcheng.receipts.rules import MOST_RECORD_BYTES


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
    record = read_record(content)
    received = receive_submission(
        by=request.actor,
        at=request.at,
        uid=uid,
        kind=record.kind,
        content=content,
        device=device,
        sent_at=record.sent_at,
    )
    row = received.submission
    is_rival = row.rival_of_id is not None
    return answer(_receipt(row), 409 if is_rival else 201 if received.is_new else 200)


@json_view("GET")
def submission(request: StaffRequest, uid: Any) -> HttpResponse:
    """What became of one's own record."""
    return answer(_receipt(queries.submission_by_id(request.actor, uid)))
