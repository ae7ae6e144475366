"""After the issue: withdrawn or replaced, its number kept and shown with the reason; acknowledged by the units."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from chuangcheng.documents.models import Document, Recipient
from chuangcheng.documents.workflow import check, moved
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotAllowed, Refused
from chuangcheng.units.models import Post


def withdraw_document(*, by: Actor, at: datetime, document: Document, reason: str) -> Document:
    """It no longer holds. The number is not given out again. Refused: `missing`, `wrong_state`."""
    by.must("documents.withdraw_document")
    reason = reason.strip()
    move = check("documents.withdraw_document", document, {"reason": reason})
    with act("documents.withdraw_document", by=by, at=at, on=document, number=document.number, reason=reason):
        moved(document, move, ended_at=at, reason_zh=reason[:500])
    return document


def replace_document(*, by: Actor, at: datetime, document: Document, later: Document) -> Document:
    """A later document has been issued in its place. Refused: `wrong_state`."""
    by.must("documents.replace_document")
    move = check("documents.replace_document", document, {"later": later.number})
    with act("documents.replace_document", by=by, at=at, on=document, number=document.number, later=later.number):
        moved(document, move, ended_at=at, reason_zh=f"由{later.number}替换")
    return document


def acknowledge_document(*, by: Actor, at: datetime, recipient: Recipient) -> Recipient:
    """簽收: one of the unit's posts says that the document has arrived. Once. Refused: `done_already`, `not_issued`."""
    unit = recipient.unit
    by.must("documents.acknowledge_document", unit_path=unit.path)
    own = Post.objects.filter(pk__in=by.post_ids).order_by("-is_liaison", "-is_head", "pk")
    post = own.filter(unit__path__startswith=unit.path).first() or own.first()
    if post is None:
        raise NotAllowed("documents.acknowledge_document")
    if recipient.issued_at is None:
        raise Refused("not_issued", _("This document has not been issued."))
    document = recipient.document
    with act("documents.acknowledge_document", by=by, at=at, on=document, post_id=post.pk) as record:
        if not Recipient.objects.filter(pk=recipient.pk, acknowledged_at=None).update(
            acknowledged_at=at, acknowledged_by=post
        ):
            raise Refused("done_already", _("This has been done already."))
        recipient.acknowledged_at, recipient.acknowledged_by = at, post
        record.note(number=document.number, unit=unit.name_zh, unit_code=unit.code)
    return recipient
