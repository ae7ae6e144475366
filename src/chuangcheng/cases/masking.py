"""What in a text points to a person by number: it is found and blotted out, never guessed at by name."""

import re

PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
TRACES: tuple[re.Pattern[str], ...] = (
    re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),  # e-mail
    re.compile(r"(?<![0-9])[1-9]\d{5}(?:19|20)\d{2}[01]\d[0-3]\d{4}[\dXx](?![0-9])"),  # citizen's number
    re.compile(r"(?<![0-9])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![0-9])"),  # mobile telephone
    re.compile(r"(?<![0-9])0\d{2,3}[- ]?\d{7,8}(?![0-9])"),  # fixed telephone
    re.compile(rf"[{PROVINCES}][A-Z][·\s]?[A-Z0-9]{{5,6}}(?![A-Z0-9])"),  # number plate
    re.compile(r"(?<![0-9-])\d{7,}(?![0-9])"),  # bank cards and any other long number
)
BLOT = "＊＊＊"


def traces(text: str) -> list[str]:
    """The pieces of a text that point to a person, in the order of the patterns."""
    return [found.group() for pattern in TRACES for found in pattern.finditer(text)]


def masked(text: str) -> str:
    """The text with every such piece blotted out."""
    for pattern in TRACES:
        text = pattern.sub(BLOT, text)
    return text
