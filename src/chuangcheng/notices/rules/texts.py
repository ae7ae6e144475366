"""Texts with placeholders from a fixed list. No template language: a name in braces is replaced by words, and that
is all, so that nothing typed by an editor can run, read or loop."""

import re
from collections.abc import Collection, Mapping

PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
TITLE, BODY, SMS = "title", "body", "sms"
FORMS = (TITLE, BODY, SMS)
LONGEST = {TITLE: 80, BODY: 1500, SMS: 300}
"""Signs of a text as it is written, before it is filled."""
# GSM 03.38, basic set: what a short message carries at seven bits a sign.
GSM7 = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
GSM7_DOUBLE = frozenset("^{}\\[~]|€\f")


def placeholders(text: str) -> list[str]:
    """Names in braces in the order of the text, each once."""
    return list(dict.fromkeys(PLACEHOLDER.findall(text)))


def unknown(text: str, allowed: Collection[str]) -> list[str]:
    """Names in braces that are not on the list."""
    return [name for name in placeholders(text) if name not in allowed]


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with each placeholder replaced once; what is put in is never read again, a missing value is a dash."""
    return PLACEHOLDER.sub(lambda found: values.get(found.group(1)) or "—", text)


def sms_parts(text: str) -> int:
    """Short messages that a text costs: 160 signs at seven bits or 70 in UCS-2, 153 or 67 each when there are
    several (GSM 03.38, 23.040). An empty text costs nothing."""
    if not text:
        return 0
    if all(sign in GSM7 or sign in GSM7_DOUBLE for sign in text):
        length, one, several = sum(2 if sign in GSM7_DOUBLE else 1 for sign in text), 160, 153
    else:
        length, one, several = len(text.encode("utf-16-be")) // 2, 70, 67
    return 1 if length <= one else -(-length // several)


def clipped(text: str, most_bytes: int) -> str:
    """The text cut to so many bytes of UTF-8 without breaking a sign, with a mark where it was cut."""
    raw = text.encode()
    if len(raw) <= most_bytes:
        return text
    return raw[: most_bytes - 3].decode(errors="ignore") + "…"
