"""Secrets of addresses stay out of the log: whoever reads it must not be able to open somebody's link."""

import logging
import re

SECRET = re.compile(r"(?<=/)[A-Za-z0-9_-]{22,}(?=[/?\s'\"]|$)")
"""A part of a path with at least 128 random bits in URL-safe letters: the token of a link of any kind."""


def scrubbed(text: str) -> str:
    """The text with the secret parts of paths taken out."""
    return SECRET.sub("…", text)


class SecretsFilter(logging.Filter):
    """Takes the secrets out of every line before a handler writes it."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = scrubbed(record.getMessage()), ()
        return True
