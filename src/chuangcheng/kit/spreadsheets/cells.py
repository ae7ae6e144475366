"""Readers of one cell's text. Each takes stripped text and raises ValueError with a translatable reason."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext_lazy as _

TRUE = {"1", "true", "yes", "y", "是", "有", "√", "✓", "对", "對"}
FALSE = {"", "0", "false", "no", "n", "否", "无", "無", "×"}
_DATE = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T ]00:00(?::00)?)?")
_MONTH_DAY = re.compile(r"(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")


def plain(cell: str) -> str:
    """Full-width digits, letters and signs as half-width: what people type in a Chinese input method."""
    return unicodedata.normalize("NFKC", cell).strip()


def text(cell: str) -> str:
    """The text as it stands."""
    return cell


def whole(cell: str) -> int | None:
    """A whole number; blank is None."""
    if not cell:
        return None
    try:
        number = Decimal(plain(cell).replace(",", ""))
    except InvalidOperation:
        raise ValueError(_("is not a whole number")) from None
    if not number.is_finite() or number != number.to_integral_value():
        raise ValueError(_("is not a whole number"))
    return int(number)


def decimal(cell: str) -> Decimal | None:
    """A number; blank is None."""
    if not cell:
        return None
    try:
        number = Decimal(plain(cell).replace(",", ""))
    except InvalidOperation:
        raise ValueError(_("is not a number")) from None
    if not number.is_finite():
        raise ValueError(_("is not a number"))
    return number


def truth(cell: str) -> bool:
    """1, 0, yes, no, 是, 否 …; blank is no."""
    word = plain(cell).lower()
    if word in TRUE:
        return True
    if word in FALSE:
        return False
    raise ValueError(_("is neither yes (1) nor no (0)"))


def day(cell: str) -> date | None:
    """2026-02-13, 2026/2/13, 2026.2.13 or 2026年2月13日; blank is None."""
    if not cell:
        return None
    found = _DATE.fullmatch(plain(cell))
    try:
        if found:
            return date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        pass
    raise ValueError(_("is not a date such as 2026-02-13"))


def month_day(cell: str) -> str:
    """A day of any year as MM-DD, from 6-30, 06-30 or 6月30日; blank stays blank."""
    if not cell:
        return ""
    found = _MONTH_DAY.fullmatch(plain(cell))
    try:
        if found:
            return date(2024, int(found[1]), int(found[2])).strftime("%m-%d")
    except ValueError:
        pass
    raise ValueError(_("is not a day such as 06-30"))


def many(cell: str) -> list[str]:
    """Codes or words separated by `|`, `、`, `，`, `；`, comma, semicolon or line end; each once, in order."""
    parts = (part.strip() for part in re.split(r"[|｜、，,；;\n]", cell))
    return list(dict.fromkeys(part for part in parts if part))


def lines(cell: str) -> list[str]:
    """Texts separated by `|` or line end only: commas belong to the text."""
    parts = (part.strip() for part in re.split(r"[|｜\n]", cell))
    return [part for part in parts if part]


def one_of(words: Mapping[str, str]) -> Callable[[str], Any]:
    """A reader for a fixed choice: maps accepted words (code, Chinese name …) to the stored code."""
    known = {plain(word).lower(): code for word, code in words.items()}

    def read(cell: str) -> str:
        if not cell:
            return ""
        try:
            return known[plain(cell).lower()]
        except KeyError:
            raise ValueError(_("is not one of the known words")) from None

    return read
