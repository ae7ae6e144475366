"""Issuing: the number is taken, the text frozen, both files written and hashed, the units told."""

import io
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chuangcheng.documents.actions.approving import text_hash
from chuangcheng.documents.actions.keeping import replace_document
from chuangcheng.documents.blocks import to_json
from chuangcheng.documents.kinds import spec_of
from chuangcheng.documents.models import Document, NumberCounter
from chuangcheng.documents.papers import files_of, letterhead, whole, wording_of
from chuangcheng.documents.rules import digest, document_number
from chuangcheng.documents.wholes import whole_table
from chuangcheng.documents.workflow import check, moved
from chuangcheng.evidence.actions import store_file
from chuangcheng.journal.acts import act
from chuangcheng.journal.queries import head as newest_seal
from chuangcheng.kit.actor import SYSTEM, Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.serials import next_number


def issue_document(*, by: Actor, at: datetime, document: Document) -> Document:
    """The next number of its series and year, without a gap: whatever fails gives the number back.

    Refused: `wrong_state`, `changed` when the text is not the one that was approved.
    """
    by.must("documents.issue_document")
    move = check("documents.issue_document", document, {})
    if document.approved_hash != text_hash(document):
        raise Refused("changed", _("The text is not the one that was approved. Take it back and send it again."))
    with act("documents.issue_document", by=by, at=at, on=document) as record:
        moved(document, move, issued_at=at, issued_by_id=by.person_id, **_numbers(document, at))
        _freeze(document, at)
        document.recipients.update(issued_at=at)
        record.note(number=document.number, title=document.title_zh, content=document.content_hash)
        assert document.docx is not None and document.pdf is not None
        record.note(docx=document.docx.sha256, pdf=document.pdf.sha256)
        record.note(sheet=document.sheet.sha256 if document.sheet else "")
        if document.replaces is not None:
            replace_document(by=by, at=at, document=document.replaces, later=document)
    return document


def _numbers(document: Document, at: datetime) -> dict[str, object]:
    """発文字號 and, for periodicals, the issue within the year and of all. Inside the act's transaction.

    The hash is a place-holder of the right length until the text is frozen: the number itself is part of the text.
    """
    year, series = timezone.localtime(at).year, wording_of(document.kind).series_zh
    serial = next_number(NumberCounter.objects.all(), f"{series}:{year}")
    found: dict[str, object] = {
        "year": year,
        "series_zh": series,
        "serial": serial,
        "number": document_number(series, year, serial),
        "content_hash": document.approved_hash,
    }
    if spec_of(document.kind).is_periodical:
        found["issue_of_year"] = next_number(NumberCounter.objects.all(), f"issue:{document.kind}:{year}")
        found["issue_of_all"] = next_number(NumberCounter.objects.all(), f"issue:{document.kind}")
    return found


def _freeze(document: Document, at: datetime) -> None:
    """What is printed, its hash, and the files. The newest seal of the record is printed at the foot."""
    seal, head = newest_seal(), letterhead()
    foot = f"记录封签第{seal.number}号 {seal.hash}" if seal else ""
    blocks = whole(document, head, seal=foot, day=timezone.localtime(at).date())
    files = files_of(document, blocks, head)
    document.frozen = to_json(blocks)
    document.content_hash = digest(document.frozen)
    document.seal_hash = seal.hash if seal else ""
    for form, content in (("docx", files.docx), ("pdf", files.pdf)):
        name = f"{document.number} {document.title_zh}.{form}"
        setattr(document, form, store_file(by=SYSTEM, at=at, name=name, content=io.BytesIO(content)))
    if sheet := whole_table(document):
        name = f"{document.number} {document.title_zh}.xlsx"
        document.sheet = store_file(by=SYSTEM, at=at, name=name, content=io.BytesIO(sheet))
    document.save(update_fields=["frozen", "content_hash", "seal_hash", "docx", "pdf", "sheet"])
