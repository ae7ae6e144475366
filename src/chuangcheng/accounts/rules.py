"""Tokens of one-time links, names that people sign in with, and how long things last."""

import re
import unicodedata
from datetime import datetime, timedelta

from chuangcheng.kit.tokens import new_token as new_token
from chuangcheng.kit.tokens import token_hash as token_hash

INVITATION_LASTS = timedelta(days=7)
PASSWORD_LINK_LASTS = timedelta(hours=24)
SUPERUSER_SESSION_LASTS = timedelta(minutes=30)

CODE_LASTS = timedelta(minutes=5)
CODE_DIGITS = 6
CODE_TRIES = 5
CODE_PAUSE = timedelta(minutes=1)
CODES_PER_PHONE = ((timedelta(hours=1), 5), (timedelta(days=1), 10))
CODES_PER_ADDRESS = ((timedelta(hours=1), 20), (timedelta(days=1), 60))
CODES_KEPT = timedelta(days=2)
CITIZEN_SESSION_LASTS = timedelta(days=30)
CITIZEN_SEEN_EVERY = timedelta(hours=1)
LONGEST_CITIZEN_NAME = 30

_MOBILE = re.compile(r"1[3-9]\d{9}")
_USERNAME = re.compile(r"[a-z][a-z0-9._-]{1,38}[a-z0-9]")


def is_username(text: str) -> bool:
    """3 to 40 of a-z, 0-9, `.`, `_`, `-`, starting with a letter and ending with a letter or digit."""
    return _USERNAME.fullmatch(text) is not None


def superuser_session_ends(since: datetime) -> datetime:
    """The moment after which a superuser must sign in again."""
    return since + SUPERUSER_SESSION_LASTS


def without_cursor(query: str) -> str:
    """The query string of a list without its paging cursor, so that a saved filter opens on the first page."""
    kept = [part for part in query.lstrip("?").split("&") if part and part.split("=", 1)[0] != "cursor"]
    return "&".join(kept)


def plain_mobile(text: str) -> str:
    """The eleven digits of a mainland mobile number as people write it, '' for anything else."""
    digits = re.sub(r"[\s()-]", "", unicodedata.normalize("NFKC", text))
    digits = re.sub(r"^(?:\+?86|0086)(?=1)", "", digits)
    return digits if digits.isascii() and _MOBILE.fullmatch(digits) else ""


def masked_mobile(phone: str) -> str:
    """As its owner recognises it: 139****0001."""
    return f"{phone[:3]}****{phone[-4:]}"


def device_name(agent: str) -> str:
    """What a browser calls itself, in two words: which sign-in was which."""
    systems = (("HarmonyOS", "HarmonyOS"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"))
    systems += (("Windows", "Windows"), ("Mac OS", "macOS"), ("Linux", "Linux"))
    browsers = (("MicroMessenger", "WeChat"), ("Edg", "Edge"), ("Firefox", "Firefox"), ("Chrome", "Chrome"))
    browsers += (("Safari", "Safari"),)
    found = (next((name for sign, name in known if sign in agent), "") for known in (browsers, systems))
    return " · ".join(part for part in found if part)
