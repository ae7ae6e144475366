"""Tokens of links: 192 random bits, looked up by their hash, and taken out of whatever is logged."""

import hashlib
import re
import secrets

TOKEN = re.compile(r"(?<=/)(?=[\w-]*[A-Z0-9])[A-Za-z0-9_-]{30,}(?=[/?#&\s\"'`)>\],:]|$)")
"""A part of an address that is long and has no word's shape: a token, or the hash of a file."""


def new_token() -> str:
    """A URL-safe token of 192 random bits. Shown once; only its hash is stored."""
    return secrets.token_urlsafe(24)


def token_hash(token: str) -> str:
    """SHA-256 (hex) under which a token is looked up. A random token needs no salt and no slow hash."""
    return hashlib.sha256(token.encode()).hexdigest()


def scrubbed(text: str) -> str:
    """The text with every token in an address replaced."""
    return TOKEN.sub("…", text)
