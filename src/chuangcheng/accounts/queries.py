"""Reads of people, their sign-in and their saved filters."""

from collections.abc import Iterable
from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import Q, QuerySet

from chuangcheng.accounts import rules
from chuangcheng.accounts.citizen_keys import hash_of as phone_hash
from chuangcheng.accounts.citizen_reads import citizen_by_token, citizen_phone, citizen_sessions, citizens_by_id
from chuangcheng.accounts.models import (
    Device,
    Invitation,
    KeptUpload,
    Language,
    Link,
    PasswordLink,
    Person,
    SavedFilter,
)
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.names import search_text
from chuangcheng.kit.refused import NotFound

__all__ = [
    "Device",
    "Invitation",
    "KeptUpload",
    "Language",
    "Link",
    "PasswordLink",
    "Person",
    "SavedFilter",
    "UserSession",
    "citizen_by_token",
    "citizen_phone",
    "citizen_sessions",
    "citizens_by_id",
    "devices_of",
    "get_device_for",
    "get_link_for",
    "kept_upload",
    "links",
    "names_of",
    "open_invitation",
    "open_password_link",
    "own_filter",
    "own_filters",
    "passkey_count",
    "people",
    "person_by_username",
    "phone_hash",
    "saved_filters",
    "second_factors_of",
    "sessions_of",
]


def names_of(ids: Iterable[int | None]) -> dict[int, str]:
    """person id -> name, in one query; unknown ids are missing."""
    wanted = {pk for pk in ids if pk}
    return dict(Person.objects.filter(pk__in=wanted).values_list("pk", "name")) if wanted else {}


def person_by_username(username: str) -> Person | None:
    """The person who signs in under this name."""
    return Person.objects.filter(username=username).first()


def people(text: str = "") -> QuerySet[Person]:
    """All people, or those whose name or username contains the text."""
    rows = Person.objects.all()
    return rows.filter(search_text__contains=search_text(text)) if text.strip() else rows


def open_invitation(token: str, at: datetime) -> Invitation | None:
    """The invitation that this token opens now."""
    return Invitation.objects.filter(
        token_hash=rules.token_hash(token), accepted_at=None, revoked_at=None, expires_at__gt=at
    ).first()


def open_password_link(token: str, at: datetime) -> PasswordLink | None:
    """The one-time password link that this token opens now; none for a closed account."""
    return (
        PasswordLink.objects.filter(
            token_hash=rules.token_hash(token), used_at=None, revoked_at=None, expires_at__gt=at, person__is_active=True
        )
        .select_related("person")
        .first()
    )


def sessions_of(person: Person) -> list[UserSession]:
    """The sessions that are still alive, newest first."""
    alive: list[UserSession] = UserSession.objects.purge_and_list(person)
    return sorted(alive, key=lambda session: session.last_seen_at, reverse=True)


def devices_of(person: Person) -> list[Device]:
    """The phones that a person works on and has worked on, the last seen first; at most 50."""
    return list(Device.objects.filter(person=person)[:50])


def get_device_for(actor: Actor, pk: int) -> Device:
    """One's own phone, or anybody's for who may revoke it. NotFound otherwise."""
    found = Device.objects.select_related("person").filter(pk=pk).first()
    if found is None or (found.person_id != actor.person_id and not actor.may("accounts.revoke_device")):
        raise NotFound("device")
    return found


def second_factors_of(person: Person) -> list[str]:
    """Kinds of second factor a person has set up: totp, webauthn, recovery_codes."""
    return sorted(set(Authenticator.objects.filter(user=person).values_list("type", flat=True)))


def passkey_count(person: Person) -> int:
    """How many passkeys a person has."""
    count: int = Authenticator.objects.filter(user=person, type=Authenticator.Type.WEBAUTHN).count()
    return count


def own_filters(actor: Actor) -> list[SavedFilter]:
    """All of one's own filters, of every list, at most 200."""
    return list(SavedFilter.objects.filter(person_id=actor.person_id or 0).order_by("page", "name")[:200])


def saved_filters(actor: Actor, page: str) -> list[SavedFilter]:
    """One's own filters of a list (its URL name) and those that colleagues share, at most 100."""
    mine_or_shared = Q(person_id=actor.person_id or 0) | Q(is_shared=True)
    return list(SavedFilter.objects.filter(mine_or_shared, page=page).select_related("person")[:100])


def own_filter(actor: Actor, pk: int) -> SavedFilter:
    """One of the actor's own filters, or NotFound."""
    found = SavedFilter.objects.filter(pk=pk, person_id=actor.person_id or 0).first()
    if found is None:
        raise NotFound("filter")
    return found


def kept_upload(actor: Actor, page: str, pk: int | str) -> KeptUpload:
    """A file that this actor uploaded on this page for preview, or NotFound."""
    found = None
    if str(pk).isdecimal():
        found = KeptUpload.objects.filter(pk=int(pk), page=page, person_id=actor.person_id or 0).first()
    if found is None:
        raise NotFound("upload")
    return found


def links(actor: Actor, *, purpose: str = "", subject_id: int | None = None) -> QuerySet[Link]:
    """One's own links, everybody's for those who may see them; of one subject if given. To be paged by id."""
    rows = Link.objects.select_related("made_by")
    if purpose:
        rows = rows.filter(purpose=purpose)
    if subject_id is not None:
        rows = rows.filter(subject_id=subject_id)
    return rows if actor.may_anywhere("accounts.see_link") else rows.filter(made_by=actor.person_id or 0)


def get_link_for(actor: Actor, pk: int) -> Link:
    """A link of one's own, or anybody's for those who may see them. NotFound otherwise."""
    found = links(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("link")
    return found
