"""Registering people, keeping their details, closing and reopening their accounts."""

from datetime import datetime

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from chuangcheng.accounts import rules
from chuangcheng.accounts.actions.sessions import end_all_sessions_of
from chuangcheng.accounts.models import Language, Person
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import NotAllowed, Refused


def check_username(username: str) -> None:
    """Refuse what nobody can sign in with, or what is taken."""
    if not rules.is_username(username):
        raise Refused(
            "username_form",
            _("A username has 3 to 40 small letters, digits, dots or dashes and begins with a letter."),
            field="username",
        )
    if Person.objects.filter(username=username).exists():
        raise Refused("username_taken", _("This username is taken; choose another."), field="username")


def check_password(password: str, person: Person) -> None:
    """Refuse a weak password with the reasons of the configured validators."""
    try:
        validate_password(password, person)
    except ValidationError as error:
        raise Refused("weak_password", " ".join(error.messages), field="password") from error


def _check_name(name: str) -> str:
    if not name.strip():
        raise Refused("name_missing", _("Give the person's full name."), field="name")
    return name.strip()


def _check_email(email: str) -> str:
    """Blank, or one address that can be written to."""
    if email.strip():
        try:
            validate_email(email.strip())
        except ValidationError:
            raise Refused("email_form", _("Write one e-mail address."), field="email") from None
    return email.strip()


def register_person(
    *,
    by: Actor,
    at: datetime,
    username: str,
    name: str,
    phone: str = "",
    language: str = Language.SIMPLIFIED,
    password: str | None = None,
) -> Person:
    """A person who may sign in. Without a password the account waits for a one-time link."""
    by.must("accounts.register_person")
    with act("accounts.register_person", by=by, at=at) as record:
        check_username(username)
        person = Person(username=username, name=_check_name(name), phone=phone, language=language, date_joined=at)
        if password is None:
            person.set_unusable_password()
        else:
            check_password(password, person)
            person.set_password(password)
        person.save(force_insert=True)
        record.on(person, username=username, name=person.name, phone=phone)
    return person


def change_person(
    *, by: Actor, at: datetime, person: Person, name: str, phone: str, language: str, email: str | None = None
) -> Person:
    """Correct the name, telephone number, language and, where given, the e-mail address of a person."""
    by.must("accounts.change_person")
    with act("accounts.change_person", by=by, at=at, on=person) as record:
        person.name, person.phone, person.language = _check_name(name), phone, language
        person.email = person.email if email is None else _check_email(email)
        person.save(update_fields=["name", "phone", "language", "email", "search_text"])
        record.note(name=person.name, phone=phone, language=language, email=person.email)
    return person


def change_own_details(
    *, by: Actor, at: datetime, person: Person, phone: str, language: str, email: str | None = None
) -> Person:
    """What people may change about themselves: telephone number, language and e-mail address, not the name."""
    if by.person_id != person.pk:
        raise NotAllowed("accounts.change_own_details")
    with act("accounts.change_own_details", by=by, at=at, on=person) as record:
        if language not in Language.values:
            raise Refused("unknown_language", _("Choose one of the three languages."), field="language")
        person.phone, person.language = phone.strip(), language
        person.email = person.email if email is None else _check_email(email)
        person.save(update_fields=["phone", "language", "email", "search_text"])
        record.note(phone=person.phone, language=language, email=person.email)
    return person


def deactivate_person(*, by: Actor, at: datetime, person: Person, reason: str = "") -> Person:
    """Close an account: no sign-in, all sessions end. What the person held stays with the posts."""
    by.must("accounts.deactivate_person")
    with act("accounts.deactivate_person", by=by, at=at, on=person, name=person.name, reason=reason):
        if by.person_id == person.pk:
            raise Refused("own_account", _("Nobody closes their own account; ask a colleague."))
        if person.is_superuser and not by.is_superuser and by.person_id is not None:
            raise Refused("superuser", _("Only another superuser may do this for a superuser."))
        if not Person.objects.filter(pk=person.pk, is_active=True).update(is_active=False):
            raise Refused("already_closed", _("This account is closed already."))
        person.is_active = False
        end_all_sessions_of(person)
    return person


def reactivate_person(*, by: Actor, at: datetime, person: Person) -> Person:
    """Open a closed account again. Posts are not given back by this."""
    by.must("accounts.reactivate_person")
    with act("accounts.reactivate_person", by=by, at=at, on=person, name=person.name):
        if not Person.objects.filter(pk=person.pk, is_active=False).update(is_active=True):
            raise Refused("not_closed", _("This account is not closed."))
        person.is_active = True
    return person
