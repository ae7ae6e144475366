"""Takes what people wrote out of lines of the log and out of tracebacks: there our own code speaks English, so that
whatever is Chinese is somebody's data, and a number that points to a person or a firm is known by its form. In what an
exception says, whatever stands in quotation marks is a value, in any script, unless it is said to be a name of code."""

import re

from chuangcheng.kit.tokens import scrubbed

BLOT = "…"
_HAN = r"\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
PIECES: tuple[re.Pattern[str], ...] = (
    re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),  # e-mail
    re.compile(r"(?<![0-9A-Za-z])[0-9ANY][0-9A-Z]\d{6}[0-9A-Z]{10}(?![0-9A-Za-z])", re.IGNORECASE),  # credit code
    re.compile(r"(?<![0-9])(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}(?![0-9])"),  # mobile telephone
    re.compile(r"(?<![0-9A-Za-z])[A-Z]{1,2}\d{7,9}(?![0-9A-Za-z])"),  # passport, permit
    re.compile(rf"[{_HAN}][A-Za-z][·•.\s-]?[A-Za-z0-9]{{4,6}}[{_HAN}]?(?![A-Za-z0-9])"),  # number plate
    re.compile(rf"[{_HAN}](?:[{_HAN}0-9·]*[{_HAN}])?"),
    re.compile(r"(?:%[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2})+"),  # the same, in another writing
)
DATABASE = re.compile(r"(?m)^(\s*(?:DETAIL|LINE \d+):).*$")
"""PostgreSQL repeats the row that it refuses, and the words of the query."""
RAISED = re.compile(
    r"(?ms)^(?!Traceback )([A-Za-z_][\w.]*: .*?)(?=^Traceback |^During handling |^The above exception |\Z)"
)
"""What exceptions say, to the end of each: behind the last of the indented lines of a traceback."""
OF_CODE = r"(?:column|relation|table|constraint|index|function|argument|attribute|module|[Ff]ield) "
QUOTED = re.compile(
    rf"({OF_CODE}['\"][\w.]+['\"]|'[\w.]+' object(?!\w))"
    r"|(?<!\w)'(?:[^'\\\n]|\\.|'(?=\w))*'(?!\w)"
    r'|(?<!\w)"(?:[^"\\\n]|\\.)*"'
)


def _without_values(said: re.Match[str]) -> str:
    return QUOTED.sub(lambda found: found[1] or f"'{BLOT}'", said[1])


def blotted(text: str) -> str:
    """The text without tokens, personal numbers, and whatever somebody wrote."""
    text = DATABASE.sub(rf"\1 {BLOT}", scrubbed(text))
    if "Traceback (most recent call last)" in text:
        text = RAISED.sub(_without_values, text)
    for piece in PIECES:
        text = piece.sub(BLOT, text)
    return text
