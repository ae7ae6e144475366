"""Tokens of one-time links, names that people sign in with, and how long things last."""

import hashlib
import re
import secrets
from datetime import datetime, timedelta

INVITATION_LASTS = timedelta(days=7)
PASSWORD_LINK_LASTS = timedelta(hours=24)
SUPERUSER_SESSION_LASTS = timedelta(minutes=30)

_USERNAME = re.compile(r"[a-z][a-z0-9._-]{1,38}[a-z0-9]")


def new_token() -> str:
    """A URL-safe token of 192 random bits. Shown once; only its hash is stored."""
    return secrets.token_urlsafe(24)


def token_hash(token: str) -> str:
    """SHA-256 (hex) under which a token is looked up. A random token needs no salt and no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


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
