"""Numbers, dates and places on the page: plain arithmetic of GB/T 9704-2012. No database, no clock."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Any

SERIES = re.compile(r"[\u4e00-\u9fff]{2,12}")
"""發文機關代字: Chinese characters only."""
DATE_INDENT = 4.0
"""成文日期: four characters from the right (7.3.5.1)."""
LINE_CHARACTERS = 28


def document_number(series: str, year: int, serial: int) -> str:
    """发文字号: 雄创办发〔2026〕3号. Brackets of six corners, no leading zeros, no 第 (7.2.5)."""
    return f"{series}〔{year}〕{serial}号"


def issue_text(year: int, of_year: int, of_all: int) -> str:
    """期号: 2026年第9期（总第41期）."""
    return f"{year}年第{of_year}期（总第{of_all}期）"


def full_date(day: date) -> str:
    """2026年11月27日, Arabic, without leading zeros (7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def short_date(day: date) -> str:
    """11月27日."""
    return f"{day.month}月{day.day}日"


def span_text(first: date, last: date) -> str:
    """2026年11月23日至27日, as far as day, month and year need to be said again."""
    if first == last:
        return full_date(first)
    if first.year != last.year:
        return f"{full_date(first)}至{full_date(last)}"
    return f"{full_date(first)}至{short_date(last) if first.month != last.month else f'{last.day}日'}"


def width(text: str) -> float:
    """How many Chinese characters wide a text is; Latin letters and digits are half as wide."""
    return sum(1.0 if unicodedata.east_asian_width(one) in "WF" else 0.5 for one in text)


def signature_indents(unit: str, day: str) -> tuple[float, float]:
    """Indents from the right of 署名 and 成文日期 in characters: the unit is centred over the date.

    A unit that is too long for that ends two characters from the right, and the date is centred under it.
    """
    unit_width, date_width = min(width(unit), float(LINE_CHARACTERS)), width(day)
    middle = DATE_INDENT + date_width / 2
    beside = middle - unit_width / 2
    if beside >= 2:
        return beside, DATE_INDENT
    return min(2.0, LINE_CHARACTERS - unit_width), max(2.0 + unit_width / 2 - date_width / 2, DATE_INDENT)


def lines_of_title(text: str, most: float = 18.0) -> list[str]:
    """A title in lines of at most about `most` characters, as even as the words allow (7.3.1).

    Broken after 于, 日, 的 and closing marks where one is near; never inside a number or before a closing mark.
    """
    lines, rest = [], text
    count = -(-int(width(text) + 0.5) // int(most))
    while count > 1 and width(rest) > most:
        at = _break(rest, width(rest) / count, most)
        lines.append(rest[:at])
        rest, count = rest[at:], count - 1
    return [*lines, rest] if rest else lines


def _break(text: str, wanted: float, most: float) -> int:
    """The best place to break off a line of about the wanted width."""
    best, least = len(text), float("inf")
    for at in range(1, len(text)):
        far = width(text[:at])
        if far > most:
            break
        cost = abs(far - wanted) + (
            0 if text[at - 1] in "于的、》）」，" or (text[at - 1] == "日" and not text[at:].startswith("至")) else 4
        )
        before, after = text[at - 1], text[at]
        if after in "》）」』】，。、；：”’年月日" or (before.isascii() and after.isascii()):
            cost += 40
        if cost < least:
            best, least = at, cost
    return best


def head_size(authority: str, room_pt: float, largest: float = 56.0, least: float = 22.0) -> float:
    """Size of 發文機關標誌 in points: as large as fits into one line, within reason (7.2.4)."""
    return max(least, min(largest, room_pt / max(width(authority), 1.0)))


def digest(value: Any) -> str:
    """SHA-256 of JSON in its one canonical form."""
    said = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()


def listed(names: Sequence[str], most: int = 40) -> str:
    """主送 and 抄送: names with 、 between; beyond `most` the rest is counted."""
    if len(names) <= most:
        return "、".join(names)
    return "、".join(names[:most]) + f"等{len(names)}家单位"
