"""Check digits and periods as plain values."""

from chuangcheng.integrity.rules.identifiers import (
    birthday,
    is_credit_code,
    is_identity_number,
    is_of_age,
    normalised,
)
from chuangcheng.integrity.rules.terms import (
    GENERAL,
    LIMITS,
    MINOR,
    SERIOUS,
    Term,
    is_sound,
    longest,
    months_after,
    term,
)

__all__ = [
    "GENERAL",
    "LIMITS",
    "MINOR",
    "SERIOUS",
    "Term",
    "birthday",
    "is_credit_code",
    "is_identity_number",
    "is_of_age",
    "is_sound",
    "longest",
    "months_after",
    "normalised",
    "term",
]
