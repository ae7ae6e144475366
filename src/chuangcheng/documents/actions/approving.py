"""Approval by another person: whoever wrote a draft, or changed a word of it, does not approve it."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from chuangcheng.documents.hands import writers_of
from chuangcheng.documents.models import Document
from chuangcheng.documents.rules import digest
from chuangcheng.documents.workflow import check, moved
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused


def text_hash(document: Document) -> str:
    """What an approver says yes to: title, text, recipients, copies."""
    units = sorted(document.recipients.values_list("unit", flat=True))
    return digest([document.kind, document.title_zh, document.blocks, units, document.copies_zh])


def send_document(*, by: Actor, at: datetime, document: Document) -> Document:
    """For approval. Refused: `missing` without a recipient, `wrong_state`."""
    by.must("documents.send_document")
    units = list(document.recipients.values_list("unit", flat=True))
    move = check("documents.send_document", document, {"recipients": units})
    with act("documents.send_document", by=by, at=at, on=document, title=document.title_zh):
        moved(document, move, sent_at=at, sent_by_id=by.person_id, reason_zh="")
    return document


def take_back_document(*, by: Actor, at: datetime, document: Document) -> Document:
    """Back into draft, before it is issued; an approval falls. Refused: `wrong_state`."""
    by.must("documents.take_back_document")
    move = check("documents.take_back_document", document, {})
    with act("documents.take_back_document", by=by, at=at, on=document, title=document.title_zh):
        moved(document, move, approved_at=None, approved_by_id=None, approved_hash="")
    return document


def _must_be_another(by: Actor, document: Document) -> None:
    if by.person_id is None or by.person_id in writers_of(document):
        raise Refused("own_document", _("Whoever wrote a document does not approve it: another person must."))


def return_document(*, by: Actor, at: datetime, document: Document, reason: str) -> Document:
    """Not so: with a reason. Refused: `missing`, `wrong_state`, `own_document`."""
    by.must("documents.return_document")
    reason = reason.strip()
    move = check("documents.return_document", document, {"reason": reason})
    _must_be_another(by, document)
    with act("documents.return_document", by=by, at=at, on=document, title=document.title_zh, reason=reason):
        moved(document, move, reason_zh=reason[:500])
    return document


def approve_document(*, by: Actor, at: datetime, document: Document) -> Document:
    """Yes, to exactly this text. Refused: `wrong_state`, `own_document`."""
    by.must("documents.approve_document")
    move = check("documents.approve_document", document, {})
    _must_be_another(by, document)
    with act("documents.approve_document", by=by, at=at, on=document, title=document.title_zh) as record:
        moved(document, move, approved_at=at, approved_by_id=by.person_id, approved_hash=text_hash(document))
        record.note(text=document.approved_hash)
    return document
