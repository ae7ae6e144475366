"""What a report may say, who sent too many, whether the work was done, how alike two texts are. Plain values only."""

import hashlib
import unicodedata
from datetime import timedelta

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""Without 0, O, 1, I, L: a code is read out over the telephone."""
CODE_LENGTH = 10
LONGEST_TEXT, SHORTEST_TEXT = 2000, 5
LONGEST_PASSED_ON = 4000
"""Characters of a report from another system, as Open311 GeoReport v2 allows."""
MOST_PHOTOS = 6
WORK_BITS = 14
"""About sixteen thousand hashes: a third of a second on an old phone, a nuisance for whoever sends thousands."""
A_DAY, DOUBTFUL_A_DAY = 20, 8
"""Reports from one address on one day: from here on refused, from here on held until a person looks."""
FOLLOWS_A_DAY = 60
ORDERS_AT_ONCE = 2000
TRIAGE_LIMIT, ANSWER_LIMIT, REVIEW_LIMIT = "8 working_hours", "1 working_days", "3 working_days"
CONTACT_KEPT = timedelta(days=180)
"""After the matter has ended. Long enough to ask back, short enough to be forgotten."""
ALERT_ASKED_FOR, ALERT_LASTS = timedelta(days=2), timedelta(days=365)
"""An address that never said yes is forgotten; an area is listened to for a year, then asked for anew."""
ALERT_RADII = (300, 500, 1000, 2000)
ALERTS_A_DAY = 20
EMAIL_EVERY, PUSH_EVERY = timedelta(days=1), timedelta(hours=1)
LEARN_EVERY = timedelta(days=28)
UPLOAD_KEPT = timedelta(days=2)
"""A picture whose report was never sent."""
NEAR_M = 200.0
ALIKE = 0.45
INVISIBLE = {0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}


def clean_text(text: str) -> str:
    """The text in one normal form, without marks that nobody sees. ValueError where it carries control characters."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")).strip()
    text = "".join(sign for sign in text if ord(sign) not in INVISIBLE)
    if any(unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\n\t" for sign in text):
        raise ValueError("control characters")
    return text


def plain_code(text: str) -> str:
    """A tracking code as it is stored, from what somebody typed: `k7m2p-9q4xy` → `K7M2P9Q4XY`; '' if it is none."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKC", text).upper() if sign.isalnum())
    return plain if len(plain) == CODE_LENGTH and set(plain) <= set(ALPHABET) else ""


def shown_code(code: str) -> str:
    """`K7M2P-9Q4XY`."""
    return f"{code[:5]}-{code[5:]}"


def is_solved(challenge: str, solution: str, bits: int = WORK_BITS) -> bool:
    """True if SHA-256 of `challenge:solution` begins with so many zero bits (Hashcash, Back 2002)."""
    if not solution.isascii() or not solution.isdecimal() or len(solution) > 12:
        return False
    digest = hashlib.sha256(f"{challenge}:{solution}".encode()).digest()
    return int.from_bytes(digest, "big") >> (256 - bits) == 0


def _pairs(text: str) -> set[str]:
    plain = "".join(sign for sign in unicodedata.normalize("NFKC", text).lower() if sign.isalnum())
    return {plain[n : n + 2] for n in range(len(plain) - 1)}


def likeness(one: str, other: str) -> float:
    """From 0 to 1: Dice's coefficient over pairs of neighbouring signs, which needs no word boundaries."""
    left, right = _pairs(one), _pairs(other)
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0
