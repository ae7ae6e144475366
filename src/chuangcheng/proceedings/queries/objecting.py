"""Who objects without an account: the party by the code of its letter, anybody by a telephone number."""

import hmac

from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.sealed import keyed_hash, keyed_hashes
from chuangcheng.kit.tokens import token_hash
from chuangcheng.proceedings.models import Objection, Proceeding, State

PARTY, OBJECTOR = "proceedings.party", "proceedings.objector"
SIGNS = 10


def party_code(proceeding: Proceeding) -> str:
    """The code that stands in the letter to a party that is no unit; it follows from the number and the city's key."""
    return keyed_hash(proceeding.number, PARTY)[:SIGNS].upper()


def by_party_code(number: str, code: str) -> Proceeding:
    """The proceeding whose party holds this code. Raises NotFound, whatever of the two does not fit."""
    given = code.strip().upper()
    codes = [one[:SIGNS].upper() for one in keyed_hashes(number, PARTY)]
    fits = any(hmac.compare_digest(one.encode(), given.encode()) for one in codes)
    rows = Proceeding.objects.filter(number=number, unit=None, kind__objectors="party")
    found = rows.filter(state__in=[State.NOTICED, State.DECIDED]).first()
    if not fits or found is None:
        raise NotFound("proceeding")
    return found


def objector_keys(phone: str) -> list[str]:
    """Under which keys somebody with this number is known, the newest first: a repeat shows, the number does not."""
    digits = "".join(sign for sign in phone if sign.isascii() and sign.isdigit())[-11:]
    return [f"phone:{one}" for one in keyed_hashes(digits, OBJECTOR)]


def objection_by_token(token: str) -> Objection:
    """One's own objection behind its link. Raises NotFound."""
    rows = Objection.objects.select_related("proceeding")
    found = rows.filter(token_hash=token_hash(token)).first() if token else None
    if found is None:
        raise NotFound("objection")
    return found
