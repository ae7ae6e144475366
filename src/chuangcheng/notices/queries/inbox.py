"""Reads of the inbox and of complaints."""

from django.db.models import QuerySet

from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound
from chuangcheng.notices.models import Complaint, Message

__all__ = ["Complaint", "Message", "complaints", "get_complaint_for", "inbox", "unread_count"]

CAP = 99


def inbox(actor: Actor) -> QuerySet[Message]:
    """Messages of the posts that the actor holds, to be paged by id."""
    return Message.objects.filter(post_id__in=actor.post_ids).select_related("entry__personal", "post")


def unread_count(actor: Actor) -> int:
    """Unread messages, counted to 99: one cheap query for every page."""
    if not actor.post_ids:
        return 0
    return Message.objects.filter(post_id__in=actor.post_ids, read_at=None).order_by()[: CAP + 1].count()


def complaints(actor: Actor) -> QuerySet[Complaint]:
    """Everybody's for those who may see them, else one's own."""
    rows = Complaint.objects.select_related("person", "answered_by")
    return rows if actor.may_anywhere("notices.see_complaint") else rows.filter(person_id=actor.person_id or 0)


def get_complaint_for(actor: Actor, pk: int) -> Complaint:
    """The only door to one complaint; raises NotFound for what may not be seen."""
    found = complaints(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("complaint")
    return found
