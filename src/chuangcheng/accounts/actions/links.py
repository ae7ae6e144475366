"""Links that open something to whoever holds them: made by those who may see it, counted, revoked at any time."""

from datetime import datetime, timedelta

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from chuangcheng.accounts.models import Link
from chuangcheng.journal.acts import act
from chuangcheng.kit import links
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotAllowed, Refused
from chuangcheng.kit.tokens import new_token, token_hash

MOST_OPEN = 20


def make_link(
    *, by: Actor, at: datetime, purpose: str, subject_id: int, lasts: timedelta, name: str = "", said: str = ""
) -> tuple[Link, str]:
    """(the link, its token). The token is shown this once. `name`: what the record calls the subject.

    Raises what the purpose raises for a subject that the actor may not see; Refused `lasts`, `too_many`.
    """
    if not by.person_id:
        raise NotAllowed("accounts.make_link")
    declared = links.purpose(purpose)
    declared.may(by, subject_id)
    with act("accounts.make_link", by=by, at=at, purpose=purpose, name=name) as record:
        if not timedelta(0) < lasts <= declared.lasts:
            raise Refused("lasts", _("A link of this kind lasts {days} days at most.").format(days=declared.lasts.days))
        own = Link.objects.filter(made_by=by.person_id, purpose=purpose, subject_id=subject_id, revoked_at=None)
        if own.filter(expires_at__gt=at).count() >= MOST_OPEN:
            raise Refused("too_many", _("You have 20 open links to this already; revoke one first."))
        token = new_token()
        made = Link.objects.create(
            token_hash=token_hash(token),
            purpose=purpose,
            subject_id=subject_id,
            said=said[:300],
            made_by_id=by.person_id,
            made_at=at,
            expires_at=at + lasts,
        )
        record.on(made, opens=subject_id, expires_at=made.expires_at)
    return made, token


def revoke_link(*, by: Actor, at: datetime, link: Link) -> Link:
    """From now on it opens nothing. One's own, or anybody's for those who see them all."""
    if by.person_id != link.made_by_id and not by.may_anywhere("accounts.see_link"):
        raise NotAllowed("accounts.revoke_link")
    with act("accounts.revoke_link", by=by, at=at, on=link, purpose=link.purpose):
        if not Link.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=at):
            raise Refused("not_open", _("This link is revoked already."))
        link.revoked_at = at
    return link


def open_link(token: str, purpose: str, at: datetime) -> Link | None:
    """The link that this token opens now, counted; None for one that is over, and for one of a closed account."""
    found = (
        Link.objects.select_related("made_by")
        .filter(token_hash=token_hash(token), purpose=purpose, revoked_at=None, expires_at__gt=at)
        .filter(made_by__is_active=True)
        .first()
    )
    if found is not None:
        Link.objects.filter(pk=found.pk).update(opened_count=F("opened_count") + 1, opened_at=at)
    return found
