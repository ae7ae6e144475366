"""Whose hands were in a draft: they do not approve it."""

from chuangcheng.documents.models import Document


def writers_of(document: Document) -> set[int]:
    """Ids of the persons who drafted it, changed a word of it or sent it."""
    hands = {document.drafted_by_id, document.sent_by_id}
    hands |= set(document.revisions.values_list("made_by", flat=True))
    return {pk for pk in hands if pk is not None}
