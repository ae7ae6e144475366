"""Tokens of links: 192 random bits, looked up by their hash, and taken out of whatever is logged."""

import hashlib
import re
import secrets

TOKEN = re.compile(r"(?<=/)(?=[\w-]*[A-Z0-9])[A-Za-z0-9_-]{30,}(?=(?:\.ics)?(?:[/?#&\s\"'`)>\],:]|$))")
"""A part of an address that is long and has no word's shape: a token (also of a calendar), or the hash of a file."""


def new_token() -> str:
    """A URL-safe token of 192 random bits. Shown once; only its hash is stored."""
    return secrets.token_urlsafe(24)


def token_hash(token: str) -> str:
    """SHA-256 (hex) under which a token is looked up. A random token needs no salt and no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


IDENTITY = re.compile(r"(?<![0-9A-Za-z])[1-9]\d{5}(?:19|20)\d{2}[01]\d[0-3]\d{4}[0-9Xx](?![0-9A-Za-z])")
"""A citizen's number: whoever types one into a search has put it into an address."""


def scrubbed(text: str) -> str:
    """The text with every token in an address, and every citizen's number, replaced."""
    return IDENTITY.sub("…", TOKEN.sub("…", text))
