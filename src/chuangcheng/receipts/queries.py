"""Reads of what came in."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet

from chuangcheng.kit import storage
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound
from chuangcheng.receipts.access import visible
from chuangcheng.receipts.models import Part, Submission, SubmissionState, Upload, Wanted

__all__ = [
    "Part",
    "Submission",
    "SubmissionState",
    "Upload",
    "Wanted",
    "content_of",
    "is_wanted",
    "missing",
    "submission_by_id",
    "submissions_for",
    "upload_of",
    "uploads_for",
    "waiting_for",
]


def submissions_for(actor: Actor) -> QuerySet[Submission]:
    """Records that the actor may see, newest first."""
    return Submission.objects.filter(visible(actor)).select_related("person", "device", "rival_of")


def submission_by_id(actor: Actor, uid: UUID) -> Submission:
    """The actor's own record by the client's id; the first that came. NotFound otherwise."""
    found = Submission.objects.filter(uid=uid, person=actor.person_id or 0).order_by("pk").first()
    if found is None:
        raise NotFound("submission")
    return found


def missing(submission: Submission) -> list[str]:
    """Hashes of the pictures that the record names and that are not here yet. Two queries."""
    named = list(submission.wanted.order_by("pk").values_list("sha256", flat=True))
    here = Upload.objects.filter(person=submission.person_id, sha256__in=named, completed_at__isnull=False)
    have = set(here.values_list("sha256", flat=True)) if named else set()
    return [one for one in named if one not in have]


def waiting_for(upload: Upload) -> list[int]:
    """Ids of the waiting records of the same person that name this picture."""
    named = Submission.objects.filter(
        person=upload.person_id, state=SubmissionState.WAITING, wanted__sha256=upload.sha256
    )
    return list(named.order_by("pk").values_list("pk", flat=True)[:100])


def is_wanted(upload: Upload) -> bool:
    """True while a record that is not settled names this picture."""
    open_states = (SubmissionState.WAITING, SubmissionState.CONFLICT)
    return Wanted.objects.filter(
        sha256=upload.sha256, submission__person=upload.person_id, submission__state__in=open_states
    ).exists()


def upload_of(actor: Actor, sha256: str) -> Upload | None:
    """The actor's own upload of these bytes; nobody else's is told."""
    return Upload.objects.filter(person=actor.person_id or 0, sha256=sha256).first()


def uploads_for(person_id: int, hashes: Iterable[str]) -> dict[str, Upload]:
    """The person's complete uploads by hash."""
    rows = Upload.objects.filter(person=person_id, sha256__in=list(hashes), completed_at__isnull=False)
    return {row.sha256: row for row in rows}


def content_of(upload: Upload) -> bytes:
    """The bytes of a complete upload; OSError where the storage has lost them."""
    return storage.read(upload.path)
