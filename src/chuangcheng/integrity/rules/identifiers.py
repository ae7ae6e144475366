"""Check digits of the two numbers that name a firm and a citizen. Pure."""

import re
import unicodedata
from datetime import date

_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""GB 32100-2015: 31 signs, without I, O, S, V, Z."""
_IDENTITY = re.compile(r"[1-9]\d{16}[\dX]")
_CREDIT_CODE = re.compile(rf"[{_SIGNS}]{{2}}\d{{6}}[{_SIGNS}]{{10}}")


def normalised(text: str) -> str:
    """Without blanks and hyphens, half-width, capital."""
    return re.sub(r"[\s-]", "", unicodedata.normalize("NFKC", text)).upper()


def is_credit_code(text: str) -> bool:
    """統一社會信用代碼, GB 32100-2015: weights 3^i mod 31, check sign 31 − sum mod 31 (0 for 31)."""
    if not _CREDIT_CODE.fullmatch(text):
        return False
    total = sum(_SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(text[:17]))
    return _SIGNS[-total % 31] == text[17]


def is_identity_number(text: str) -> bool:
    """公民身份號碼, GB 11643-1999: ISO 7064 MOD 11-2, and a birthday that exists."""
    if not _IDENTITY.fullmatch(text) or birthday(text) is None:
        return False
    total = sum(int(sign) * pow(2, 17 - place, 11) for place, sign in enumerate(text[:17]))
    return "10X98765432"[total % 11] == text[17]


def birthday(identity: str) -> date | None:
    """The day of birth in a citizen's number; None if there is no such day."""
    try:
        return date(int(identity[6:10]), int(identity[10:12]), int(identity[12:14]))
    except ValueError:
        return None


def is_of_age(identity: str, on: date) -> bool:
    """Whether the person was 18 on a day."""
    born = birthday(identity)
    return born is not None and (on.year - born.year - ((on.month, on.day) < (born.month, born.day))) >= 18
