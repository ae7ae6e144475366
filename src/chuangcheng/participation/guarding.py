"""Where something comes from, hashed with the day; how often; whether the small work was done; what is blocked."""

import hashlib
import hmac
import uuid
from datetime import date, datetime
from typing import Any

from django.core import signing
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.names import search_text
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.sealed import city_keys
from chuangcheng.kit.tokens import token_hash
from chuangcheng.participation.models import Block, BlockKind, Tally
from chuangcheng.participation.rules import A_DAY, ALERTS_A_DAY, DOUBTFUL_A_DAY, FOLLOWS_A_DAY, is_solved

SALT = "participation.work"
CHALLENGE_LASTS_S = 2 * 24 * 3600
LIMITS = {
    "report": A_DAY,
    "upload": A_DAY * 8,
    "follow": FOLLOWS_A_DAY,
    "look_up": 200,
    "alert": ALERTS_A_DAY,
    "objection": 5,
}


class Flood(Refused):
    """Too much from one address today."""

    status = 429


def keyed(text: str, purpose: str) -> str:
    """A hash that only this city can make."""
    return keyed_by_all(text, purpose)[0]


def keyed_by_all(text: str, purpose: str) -> list[str]:
    """The same under every key in use, the newest first: what was stored before a change of the key is found too."""
    keys = [f"{key}/{purpose}".encode() for key in city_keys()]
    return [hmac.new(key, text.encode(), hashlib.sha256).hexdigest() for key in keys]


def token_of(text: str, purpose: str, stored: str = "") -> str:
    """The token that follows from a text, under the key that the stored hash was made with; else the newest one."""
    tokens = [one[:40] for one in keyed_by_all(text, purpose)]
    return next((one for one in tokens if token_hash(one) == stored), tokens[0])


def origin_of(address: str, on: date) -> str:
    """The hash under which an address counts on a day: tomorrow it is another one."""
    return keyed(f"{on.isoformat()}/{address}", "participation.origin")


def counted(deed: str, origin: str, at: datetime) -> int:
    """Count one more and say how many it is now. Raises Flood beyond the limit of the day."""
    day = timezone.localdate(at)
    Tally.objects.get_or_create(day=day, deed=deed, origin_hash=origin)
    row = Tally.objects.filter(day=day, deed=deed, origin_hash=origin)
    row.update(count=F("count") + 1)
    count: int = row.values_list("count", flat=True).get()
    if count > LIMITS[deed]:
        raise Flood(
            "flood",
            _("That was much from one connection today. Please go on tomorrow, or telephone 12345 if it is urgent."),
        )
    return count


def challenge(client_id: uuid.UUID) -> str:
    """What the device has to work on: bound to this one report, so that work cannot be used twice."""
    return signing.dumps(str(client_id), salt=SALT)


def did_work(client_id: uuid.UUID, given: str, solution: str) -> bool:
    """True if the challenge is ours, for this report, young enough and solved."""
    try:
        meant = signing.loads(given, salt=SALT, max_age=CHALLENGE_LASTS_S)
    except signing.BadSignature:
        return False
    return bool(meant == str(client_id)) and is_solved(given, solution)


def plain_phone(phone: str) -> str:
    """Digits alone."""
    return "".join(sign for sign in phone if sign.isascii() and sign.isdigit())


def is_blocked(text: str, phone: str) -> bool:
    """True if a block in force fits. One query."""
    plain = search_text(text)
    numbers = keyed_by_all(plain_phone(phone), "participation.phone") if phone else []
    for kind, value in Block.objects.filter(lifted_at=None).values_list("kind", "value"):
        if kind == BlockKind.WORDS and value in plain:
            return True
        if kind == BlockKind.TELEPHONE and value in numbers:
            return True
    return False


def why_hold(said: dict[str, Any], *, worked: bool, count: int) -> str:
    """The code of why a report is held for a look, or ''."""
    if is_blocked(said.get("description", ""), said.get("phone", "")):
        return "blocked"
    if count > DOUBTFUL_A_DAY:
        return "many"
    return "" if worked else "no_work"


HOLD_REASONS = {
    "blocked": _("It contains words or comes from a number that is blocked"),
    "many": _("Much came from one connection today"),
    "no_work": _("It was sent without the small calculation that keeps machines away"),
    "by_hand": _("Held by a person"),
}


def count_objection(origin: str, at: datetime) -> None:
    """Somebody objects in a proceeding from the public pages. Raises Flood."""
    counted("objection", origin, at)


def count_look_up(origin: str, at: datetime) -> None:
    """Somebody looks a code up; whoever guesses is stopped. Raises Flood."""
    counted("look_up", origin, at)
