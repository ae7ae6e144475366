"""One-time links for passwords, second factors, locks and sessions."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from axes.utils import reset
from django.utils.translation import gettext_lazy as _

from chuangcheng.accounts import rules
from chuangcheng.accounts.actions.people import check_password
from chuangcheng.accounts.actions.sessions import end_all_sessions_of
from chuangcheng.accounts.models import PasswordLink, Person
from chuangcheng.accounts.queries import open_password_link
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotAllowed, NotFound, Refused


def issue_password_link(*, by: Actor, at: datetime, person: Person) -> tuple[PasswordLink, str]:
    """(the link, its token). Older open links of the person end. The token is shown this once."""
    by.must("accounts.issue_password_link")
    with act("accounts.issue_password_link", by=by, at=at, on=person, name=person.name) as record:
        if not person.is_active:
            raise Refused("account_closed", _("This account is closed; open it again first."))
        if person.is_superuser and by.person_id is not None and not by.is_superuser:
            raise Refused("superuser", _("Only another superuser may issue a link for a superuser."))
        PasswordLink.objects.filter(person=person, used_at=None, revoked_at=None).update(revoked_at=at)
        token = rules.new_token()
        link = PasswordLink.objects.create(
            token_hash=rules.token_hash(token),
            person=person,
            issued_by_id=by.person_id,
            issued_at=at,
            expires_at=at + rules.PASSWORD_LINK_LASTS,
        )
        record.note(expires_at=link.expires_at)
    return link, token


def use_password_link(*, by: Actor, at: datetime, token: str, password: str) -> Person:
    """A new password by one-time link; all sessions end. The token is the authority: `by` is nobody yet."""
    link = open_password_link(token, at)
    if link is None:
        raise NotFound("password link")
    person = link.person
    with act("accounts.use_password_link", by=by, at=at, on=person, name=person.name):
        check_password(password, person)
        if not PasswordLink.objects.filter(pk=link.pk, used_at=None, revoked_at=None).update(used_at=at):
            raise NotFound("password link")
        person.set_password(password)
        person.save(update_fields=["password"])
        end_all_sessions_of(person)
        reset(username=person.username)
    return person


def reset_second_factor(*, by: Actor, at: datetime, person: Person) -> int:
    """Remove one-time codes, passkeys and recovery codes of a person who lost the device. Returns how many."""
    by.must("accounts.reset_second_factor")
    with act("accounts.reset_second_factor", by=by, at=at, on=person, name=person.name) as record:
        if by.person_id == person.pk:
            raise Refused("own_account", _("Ask a colleague: nobody removes their own second factor this way."))
        if person.is_superuser and not by.is_superuser and by.person_id is not None:
            raise Refused("superuser", _("Only another superuser may do this for a superuser."))
        count: int = Authenticator.objects.filter(user=person).delete()[0]
        if not count:
            raise Refused("no_second_factor", _("This person has no second factor."))
        end_all_sessions_of(person)
        record.note(removed=count)
    return count


def release_lock(*, by: Actor, at: datetime, person: Person) -> None:
    """Let a person try again who mistyped the password too often."""
    by.must("accounts.release_lock")
    with act("accounts.release_lock", by=by, at=at, on=person, name=person.name) as record:
        record.note(attempts=reset(username=person.username))


def end_session(*, by: Actor, at: datetime, session: UserSession) -> None:
    """End one session: one's own, or another person's with the verb."""
    if by.person_id != session.user_id:
        by.must("accounts.end_session")
    with act("accounts.end_session", by=by, at=at, on=session.user, name=session.user.name):
        session.end()


def open_superuser_session(*, by: Actor, at: datetime) -> datetime:
    """Note that a superuser works from now on; returns the moment at which the session ends."""
    if not by.is_superuser or by.person_id is None:
        raise NotAllowed("accounts.open_superuser_session")
    with act("accounts.open_superuser_session", by=by, at=at) as record:
        ends_at = rules.superuser_session_ends(at)
        record.on(Person.objects.only("pk").get(pk=by.person_id), ends_at=ends_at)
    return ends_at


def note_security_change(*, by: Actor, at: datetime, change: str) -> None:
    """Write down what the sign-in library did for a person: password changed, passkey added, codes made."""
    if not by.person_id:
        raise NotAllowed("accounts.note_security_change")
    with act("accounts.note_security_change", by=by, at=at) as record:
        record.on(Person.objects.only("pk").get(pk=by.person_id), change=change)
