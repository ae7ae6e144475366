"""A second person looks: accepts, returns with a reason, confirms further uses. Never of the supplying unit, never
who submitted."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.materials import queries
from chuangcheng.materials.models import Document, DocumentState, Link
from chuangcheng.materials.workflow import DOCUMENTS, check, moved


def _must_be_second(by: Actor, document: Document, *people: int | None) -> None:
    if by.belongs_to([document.unit.path]):
        raise Refused("own_unit", _("Your own unit supplied it: somebody from another unit reviews it."))
    if by.person_id is not None and by.person_id in people:
        raise Refused("own_work", _("You handed it in yourself: somebody else reviews it."))


def accept_document(*, by: Actor, at: datetime, document: Document) -> Document:
    """It counts from now on for everything it is linked to.

    Refused: `own_unit`, `own_work`, `wrong_state`, or a fault that came up since it was submitted.
    """
    by.must("materials.accept_document", unit_path=document.unit.path)
    _must_be_second(by, document, document.submitted_by_id, document.made_by_id)
    move = check(DOCUMENTS, "materials.accept_document", document, {})
    if wrong := queries.faults_of(document):
        raise Refused(wrong[0].code, queries.fault_sentence(wrong[0]))
    with act("materials.accept_document", by=by, at=at, on=document, number=document.number) as record:
        moved(document, move, decided_at=at, decided_by_id=by.person_id, reason_zh="")
        unconfirmed = document.links.filter(confirmed_at=None)
        unconfirmed.update(confirmed_at=at, confirmed_by_id=by.person_id)
        record.note(title=document.title_zh, version=document.version_count)
    return document


def return_document(*, by: Actor, at: datetime, document: Document, reason: str) -> Document:
    """It goes back to the unit with the reason; what was accepted before no longer counts.

    Refused: `own_unit`, `own_work`, `wrong_state`, `missing`.
    """
    by.must("materials.return_document", unit_path=document.unit.path)
    _must_be_second(by, document, document.submitted_by_id, document.made_by_id)
    move = check(DOCUMENTS, "materials.return_document", document, {"reason": reason.strip()})
    with act("materials.return_document", by=by, at=at, on=document, number=document.number) as record:
        moved(document, move, decided_at=at, decided_by_id=by.person_id, reason_zh=reason.strip()[:1000])
        document.links.update(confirmed_at=None, confirmed_by=None)
        record.note(reason=reason.strip(), unit=document.unit.code)
    return document


def confirm_link(*, by: Actor, at: datetime, link: Link) -> Link:
    """An accepted document answers one more demand. Refused: `own_unit`, `own_work`, `wrong_state`, a fault."""
    document = link.document
    by.must("materials.confirm_link", unit_path=document.unit.path)
    _must_be_second(by, document, link.linked_by_id)
    if document.state != DocumentState.ACCEPTED or link.confirmed_at is not None:
        raise Refused("wrong_state", _("Only a further use of accepted material waits to be confirmed."))
    if wrong := queries.faults_for(document, [link.demand]):
        raise Refused(wrong[0].code, queries.fault_sentence(wrong[0]))
    with act("materials.confirm_link", by=by, at=at, on=document, number=document.number, demand=link.demand.code):
        if not Link.objects.filter(pk=link.pk, confirmed_at=None).update(confirmed_at=at, confirmed_by_id=by.person_id):
            raise Refused("wrong_state", _("Somebody else was faster. Look at it again."))
        link.confirmed_at = at
    return link
