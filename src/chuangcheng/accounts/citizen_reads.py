"""Reads of citizens' accounts. Whoever asks by id gets a name; a telephone number only to send something there."""

from collections.abc import Iterable
from datetime import datetime

from chuangcheng.accounts import citizen_keys as keys
from chuangcheng.accounts import rules
from chuangcheng.accounts.models import CitizenAccount, CitizenSession
from chuangcheng.kit.citizen import Citizen
from chuangcheng.kit.tokens import token_hash


def citizen_by_token(token: str, at: datetime) -> tuple[Citizen, CitizenSession] | None:
    """Whose session this token opens now, noted as seen at most once an hour; None for one that is over."""
    session = (
        CitizenSession.objects.select_related("account")
        .filter(token_hash=token_hash(token), ended_at=None, expires_at__gt=at)
        .first()
    )
    if session is None:
        return None
    if at - session.seen_at >= rules.CITIZEN_SEEN_EVERY:
        CitizenSession.objects.filter(pk=session.pk).update(seen_at=at)
    return Citizen(session.account_id, keys.name_of(session.account)), session


def citizens_by_id(ids: Iterable[int | None]) -> dict[int, Citizen]:
    """id -> citizen, in one query; accounts that were deleted are missing."""
    wanted = {pk for pk in ids if pk}
    rows = CitizenAccount.objects.filter(pk__in=wanted) if wanted else ()
    return {row.pk: Citizen(row.pk, keys.name_of(row)) for row in rows}


def citizen_phone(citizen_id: int) -> str:
    """The number to send something to; '' where the account is gone. Not for any page but the citizen's own."""
    found = CitizenAccount.objects.filter(pk=citizen_id).first()
    return keys.open_phone(found.phone_sealed) if found else ""


def citizen_sessions(citizen_id: int) -> list[CitizenSession]:
    """A citizen's sign-ins, newest first, at most fifty; those that ended too."""
    return list(CitizenSession.objects.filter(account=citizen_id)[:50])
