"""What the public may check of bulletins: number, issue and fingerprints. Never the text, the title or who signed."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from chuangcheng.documents.models import Document, Kind, State

FIXED = (State.ISSUED, State.WITHDRAWN, State.REPLACED)
"""Once issued a number stays in the register, whatever became of it."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """One issued bulletin: whoever holds a copy can compare it."""

    number: str
    issue: int | None
    issued_at: datetime | None
    state: str
    state_name: str
    pdf: str
    docx: str


def public_bulletins() -> QuerySet[Document]:
    """Bulletins that were issued; the face pages them and shows each through `fingerprints`."""
    rows = Document.objects.filter(kind=Kind.BULLETIN, state__in=FIXED, issued_at__isnull=False)
    return rows.select_related("pdf", "docx")


def fingerprints(rows: list[Document]) -> list[Fingerprint]:
    """SHA-256 of the files as they were issued."""
    return [
        Fingerprint(
            row.number,
            row.issue_of_all,
            row.issued_at,
            row.state,
            str(row.get_state_display()),
            row.pdf.sha256 if row.pdf else "",
            row.docx.sha256 if row.docx else "",
        )
        for row in rows
    ]
