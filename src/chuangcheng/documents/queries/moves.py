"""What this actor may do with this document now."""

from chuangcheng.documents.hands import writers_of
from chuangcheng.documents.models import Document
from chuangcheng.documents.workflow import DOCUMENTS
from chuangcheng.kit.actor import Actor

BY_ANOTHER = ("documents.approve_document", "documents.return_document")
BY_THE_PRODUCT = ("documents.replace_document",)


def document_moves(actor: Actor, document: Document) -> list[str]:
    """Verbs that the table and the actor's grants allow, in the order of the table."""
    found = [
        move.verb
        for move in DOCUMENTS.leaving(document.state)
        if actor.may_anywhere(move.verb) and move.verb not in BY_THE_PRODUCT
    ]
    if any(verb in BY_ANOTHER for verb in found) and actor.person_id in writers_of(document):
        return [verb for verb in found if verb not in BY_ANOTHER]
    return found
