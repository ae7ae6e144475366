"""Takes what people wrote out of lines of the log and out of tracebacks: there our own code speaks English, so that
whatever is Chinese is somebody's data, and a number that points to a person or a firm is known by its form."""

import re

from chuangcheng.kit.tokens import scrubbed

BLOT = "…"
_HAN = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
PIECES: tuple[re.Pattern[str], ...] = (
    re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),  # e-mail
    re.compile(r"(?<![0-9A-Za-z])[0-9ANY][0-9A-Z]\d{6}[0-9A-Z]{10}(?![0-9A-Za-z])", re.IGNORECASE),  # credit code
    re.compile(r"(?<![0-9])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![0-9])"),  # mobile telephone
    re.compile(rf"[{_HAN}][A-Za-z][·•.\s-]?[A-Za-z0-9]{{4,6}}[{_HAN}]?(?![A-Za-z0-9])"),  # number plate
    re.compile(rf"[{_HAN}](?:[{_HAN}0-9·]*[{_HAN}])?"),
    re.compile(r"(?:%[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2})+"),  # the same, in another writing
)
DATABASE = re.compile(r"(?m)^(\s*(?:DETAIL|LINE \d+):).*$")
"""PostgreSQL repeats the row that it refuses, and the words of the query."""


def blotted(text: str) -> str:
    """The text without tokens, personal numbers, and whatever somebody wrote."""
    text = DATABASE.sub(rf"\1 {BLOT}", scrubbed(text))
    for piece in PIECES:
        text = piece.sub(BLOT, text)
    return text
