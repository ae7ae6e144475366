"""Files attached to a case by the act that brings them."""

from collections.abc import Sequence
from datetime import datetime

from chuangcheng.cases.models import Case, CasePhoto, PhotoKind
from chuangcheng.evidence.models import File


def attach(
    case: Case, files: Sequence[File], kind: PhotoKind, *, by: int | None, moment: datetime, attempt: int = 0
) -> None:
    """One row per file, in the order given, in one query."""
    if files:
        CasePhoto.objects.bulk_create(
            CasePhoto(case=case, file=file, kind=kind, attempt=attempt, added_at=moment, added_by_id=by)
            for file in files
        )
