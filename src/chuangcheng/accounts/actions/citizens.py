"""Citizens: a code by telephone, a session, a name, and the way out. Nothing of it is ever a right of the staff."""

import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from chuangcheng.accounts import citizen_keys as keys
from chuangcheng.accounts import rules
from chuangcheng.accounts.models import CitizenAccount, CitizenCode, CitizenSession
from chuangcheng.journal.acts import act
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.citizen import forget_everywhere
from chuangcheng.kit.refused import NotFound, Refused
from chuangcheng.kit.tokens import new_token, token_hash


class TooMany(Refused):
    """More codes than a number or a connection may ask for."""

    status = 429


@dataclass(frozen=True, slots=True)
class Asked:
    """A code to be sent, once; what is stored of it cannot give it back."""

    uid: UUID
    phone: str
    code: str
    expires_at: datetime


def ask_citizen_code(*, by: Actor, at: datetime, phone: str, address: str) -> Asked:
    """A new code for a number; earlier ones of it end. `address`: where the request came from, kept as a hash.

    The answer is the same whether an account exists or not. Refused `bad_phone`, `too_soon`, `too_many`.
    """
    by.must("accounts.ask_citizen_code")
    number, origin = rules.plain_mobile(phone), keys.origin_hash(address)
    if not number:
        raise Refused("bad_phone", _("Give a mobile telephone number of eleven digits."), field="phone")
    _must_be_slow(keys.hashes_of(number), origin, at)
    code = f"{secrets.randbelow(10**rules.CODE_DIGITS):0{rules.CODE_DIGITS}}"
    with act("accounts.ask_citizen_code", by=by, at=at):
        CitizenCode.objects.filter(asked_at__lt=at - rules.CODES_KEPT).delete()
        earlier = CitizenCode.objects.filter(phone_hash__in=keys.hashes_of(number), used_at=None, expires_at__gt=at)
        earlier.update(expires_at=at)
        made = CitizenCode(uid=uuid4(), phone_hash=keys.hash_of(number), phone_sealed=keys.seal_phone(number))
        made.origin_hash, made.code_hash = origin, keys.code_hash(made.uid, code)
        made.asked_at, made.expires_at = at, at + rules.CODE_LASTS
        made.save()
    return Asked(made.uid, number, code, made.expires_at)


def _must_be_slow(phone_hashes: list[str], origin: str, at: datetime) -> None:
    of_phone = CitizenCode.objects.filter(phone_hash__in=phone_hashes)
    if of_phone.filter(asked_at__gt=at - rules.CODE_PAUSE).exists():
        raise TooMany("too_soon", _("A code was sent less than a minute ago. Please wait for it."), field="phone")
    of_origin = CitizenCode.objects.filter(origin_hash=origin)
    for rows, limits in ((of_phone, rules.CODES_PER_PHONE), (of_origin, rules.CODES_PER_ADDRESS)):
        if any(rows.filter(asked_at__gt=at - span).count() >= most for span, most in limits):
            raise TooMany("too_many", _("Too many codes were asked for. Please try again later."), field="phone")


def sign_in_citizen(*, by: Actor, at: datetime, uid: UUID, code: str, agent: str = "") -> tuple[CitizenSession, str]:
    """(the session, its token, shown this once) for the right code; the first time it makes the account.

    Every try counts, before it is compared. Refused `code_over`, `wrong_code`.
    """
    by.must("accounts.sign_in_citizen")
    open_codes = CitizenCode.objects.filter(uid=uid, used_at=None, expires_at__gt=at, try_count__lt=rules.CODE_TRIES)
    if not open_codes.update(try_count=F("try_count") + 1):
        raise Refused("code_over", _("This code is no longer valid. Please ask for another one."))
    asked = CitizenCode.objects.get(uid=uid)
    if not hmac.compare_digest(asked.code_hash, keys.code_hash(uid, code)):
        raise Refused("wrong_code", _("This is not the code that was sent."), field="code")
    token = new_token()
    with act("accounts.sign_in_citizen", by=by, at=at) as record:
        if not CitizenCode.objects.filter(uid=uid, used_at=None).update(used_at=at):
            raise Refused("code_over", _("This code is no longer valid. Please ask for another one."))
        account = _account(keys.open_phone(asked.phone_sealed), at)
        session = CitizenSession.objects.create(
            account=account,
            token_hash=token_hash(token),
            device=rules.device_name(agent),
            signed_in_at=at,
            seen_at=at,
            expires_at=at + rules.CITIZEN_SESSION_LASTS,
        )
        record.on(account)
    return session, token


def _account(phone: str, at: datetime) -> CitizenAccount:
    """The number's account, made where there is none; sealed anew under the present key of the city."""
    found = CitizenAccount.objects.filter(phone_hash__in=keys.hashes_of(phone)).first()
    if found is None:
        try:
            with transaction.atomic():
                return CitizenAccount.objects.create(
                    phone_hash=keys.hash_of(phone), phone_sealed=keys.seal_phone(phone), joined_at=at
                )
        except IntegrityError:
            return CitizenAccount.objects.get(phone_hash=keys.hash_of(phone))
    if found.phone_hash != keys.hash_of(phone):
        found.phone_hash, found.phone_sealed = keys.hash_of(phone), keys.seal_phone(phone)
        found.name_sealed = keys.seal_name(keys.name_of(found))
        found.save()
    return found


def _own(by: Actor) -> CitizenAccount:
    found = CitizenAccount.objects.filter(pk=by.citizen_id).first() if by.citizen_id else None
    if found is None:
        raise NotFound("citizen")
    return found


def end_citizen_session(*, by: Actor, at: datetime, session_id: int) -> None:
    """Sign out here or elsewhere: one's own sessions only."""
    by.must("accounts.end_citizen_session")
    account = _own(by)
    with act("accounts.end_citizen_session", by=by, at=at, on=account):
        if not account.sessions.filter(pk=session_id, ended_at=None).update(ended_at=at):
            raise NotFound("session")


def name_citizen(*, by: Actor, at: datetime, name: str) -> CitizenAccount:
    """The name one is called by. Refused `missing`, `too_long`."""
    by.must("accounts.name_citizen")
    account, said = _own(by), " ".join(name.split())
    if not said:
        raise Refused("missing", _("Please give your name."), field="name")
    if len(said) > rules.LONGEST_CITIZEN_NAME:
        raise Refused("too_long", _("Thirty characters at most."), field="name")
    with act("accounts.name_citizen", by=by, at=at, on=account):
        account.name_sealed = keys.seal_name(said)
        account.save(update_fields=["name_sealed"])
    return account


def delete_citizen(*, by: Actor, at: datetime) -> None:
    """The account, its sign-ins and codes are gone, and every room forgets the person, in one transaction."""
    by.must("accounts.delete_citizen")
    account = _own(by)
    with act("accounts.delete_citizen", by=by, at=at, on=account):
        forget_everywhere(account.pk, at)
        CitizenCode.objects.filter(phone_hash__in=keys.hashes_of(keys.open_phone(account.phone_sealed))).delete()
        account.delete()
