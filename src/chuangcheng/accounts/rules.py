"""Tokens of one-time links, names that people sign in with, and how long things last."""

import re
from datetime import datetime, timedelta

from chuangcheng.kit.tokens import new_token as new_token
from chuangcheng.kit.tokens import token_hash as token_hash

INVITATION_LASTS = timedelta(days=7)
PASSWORD_LINK_LASTS = timedelta(hours=24)
SUPERUSER_SESSION_LASTS = timedelta(minutes=30)

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
