"""Joining by invitation only: whoever holds the link may choose a password, once, before it ends."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from chuangcheng.accounts import rules
from chuangcheng.accounts.actions.people import check_password, check_username
from chuangcheng.accounts.models import Invitation, Language, Person
from chuangcheng.accounts.queries import open_invitation
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotFound, Refused


def invite_person(
    *, by: Actor, at: datetime, username: str, name: str, phone: str = "", language: str = Language.SIMPLIFIED
) -> tuple[Invitation, str]:
    """(the invitation, its token). The token is shown this once; only its hash is kept."""
    by.must("accounts.invite_person")
    with act("accounts.invite_person", by=by, at=at) as record:
        check_username(username)
        if not name.strip():
            raise Refused("name_missing", _("Give the person's full name."), field="name")
        token = rules.new_token()
        invitation = Invitation(
            token_hash=rules.token_hash(token),
            username=username,
            name=name.strip(),
            phone=phone,
            language=language,
            invited_by_id=by.person_id,
            invited_at=at,
            expires_at=at + rules.INVITATION_LASTS,
        )
        _make_way(username, at)
        try:
            with transaction.atomic():
                invitation.save(force_insert=True)
        except IntegrityError as error:
            raise Refused(
                "already_invited",
                _("An open invitation holds this username; withdraw it first or choose another."),
                field="username",
            ) from error
        record.on(invitation, username=username, name=invitation.name, phone=phone, expires_at=invitation.expires_at)
    return invitation, token


def _make_way(username: str, at: datetime) -> None:
    """An invitation that ran out no longer holds its username."""
    Invitation.objects.filter(username=username, accepted_at=None, revoked_at=None, expires_at__lte=at).update(
        revoked_at=at
    )


def revoke_invitation(*, by: Actor, at: datetime, invitation: Invitation) -> Invitation:
    """Withdraw an invitation that nobody has accepted yet."""
    by.must("accounts.revoke_invitation")
    with act("accounts.revoke_invitation", by=by, at=at, on=invitation, name=invitation.name):
        done = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None).update(revoked_at=at)
        if not done:
            raise Refused("not_open", _("This invitation is no longer open."))
        invitation.revoked_at = at
    return invitation


def accept_invitation(*, by: Actor, at: datetime, token: str, password: str) -> Person:
    """The invited person joins. The token is the authority: `by` is nobody yet."""
    invitation = open_invitation(token, at)
    if invitation is None:
        raise NotFound("invitation")
    with act("accounts.accept_invitation", by=by, at=at) as record:
        check_username(invitation.username)
        person = Person(
            username=invitation.username,
            name=invitation.name,
            phone=invitation.phone,
            language=invitation.language,
            date_joined=at,
        )
        check_password(password, person)
        person.set_password(password)
        person.save(force_insert=True)
        done = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None).update(
            accepted_at=at, person=person
        )
        if not done:
            raise NotFound("invitation")
        record.on(person, invitation=invitation.pk, name=person.name, username=person.username)
    return person
