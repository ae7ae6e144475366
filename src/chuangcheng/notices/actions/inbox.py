"""Telling posts, reading, complaining and answering."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotAllowed, Refused
from chuangcheng.notices.models import Complaint, Message

LONGEST = 4000


def send_messages(*, by: Actor, at: datetime, entry_id: int, post_ids: Iterable[int]) -> int:
    """Tell posts about a journal row; a post that was told already is not told twice. Returns how many are new."""
    by.must("notices.send_messages")
    told = set(Message.objects.filter(entry_id=entry_id).values_list("post_id", flat=True))
    fresh = sorted(set(post_ids) - told)
    if not fresh:
        return 0
    with act("notices.send_messages", by=by, at=at, count=len(fresh), row=entry_id, posts=fresh):
        Message.objects.bulk_create([Message(post_id=post, entry_id=entry_id, sent_at=at) for post in fresh])
    return len(fresh)


def mark_messages_read(*, by: Actor, at: datetime, messages: Iterable[int] = (), everything: bool = False) -> int:
    """Mark one's own messages as read (these, or all that are unread); returns how many."""
    if by.person_id is None:
        raise NotAllowed("notices.mark_messages_read")
    unread = Message.objects.filter(post_id__in=by.post_ids, read_at=None)
    if not everything:
        unread = unread.filter(pk__in=list(messages))
    if not unread.exists():
        return 0
    with act("notices.mark_messages_read", by=by, at=at) as record:
        count = unread.update(read_at=at)
        record.note(count=count)
    return count


def file_complaint(*, by: Actor, at: datetime, text: str, page: str = "") -> Complaint:
    """Every member of staff may complain; the rule of 2026 on staff apps asks for this entry on every page."""
    if by.person_id is None:
        raise NotAllowed("notices.file_complaint")
    if not text.strip():
        raise Refused("missing", _("Write what is wrong."), field="text")
    if len(text) > LONGEST:
        raise Refused("too_long", _("At most 4,000 characters."), field="text")
    with act("notices.file_complaint", by=by, at=at) as record:
        complaint = Complaint.objects.create(person_id=by.person_id, page=page[:300], text=text.strip(), filed_at=at)
        record.on(complaint)
    return complaint


def answer_complaint(*, by: Actor, at: datetime, complaint: Complaint, answer: str) -> None:
    """Answer a complaint once more or for the first time; the last answer is shown."""
    by.must("notices.answer_complaint")
    if not answer.strip():
        raise Refused("missing", _("Write an answer."), field="answer")
    with act("notices.answer_complaint", by=by, at=at, on=complaint):
        Complaint.objects.filter(pk=complaint.pk).update(
            answer=answer.strip()[:LONGEST], answered_at=at, answered_by_id=by.person_id
        )
