"""What is left of a name, a plate or a number when everybody may read it. Pure: text in, text out.

Every mask keeps less than it takes, whatever it is given: what has not the form it expects is blotted out.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping

BLOT = "*"
COMPOUND = frozenset(
    "欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 令狐 宇文 长孙 司徒 司空 夏侯 端木 百里 拓跋 呼延 完颜".split()
)
"""Surnames of two characters."""
_PLATE = re.compile(r"([\u4e00-\u9fff][A-Z])[·•. ]?([A-Z0-9]{4,6}[A-Z0-9学警挂港澳]?)")
_NUMBER_IN_TEXT = re.compile(r"[0-9A-Za-z]{6,}")


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip()


def _middle(text: str, first: int, last: int) -> str:
    """The ends of a text; all of it blotted out if the ends would leave less than half of it hidden."""
    if len(text) < 2 * (first + last):
        return BLOT * len(text)
    return text[:first] + BLOT * (len(text) - first - last) + (text[-last:] if last else "")


def name(text: str) -> str:
    """张**: the surname; of a name in other letters the first letter."""
    given = _plain(text)
    kept = 2 if given[:2] in COMPOUND and len(given) > 2 else 1
    return given[:kept] + BLOT * max(1, min(len(given) - kept, 3)) if given else ""


def plate(text: str) -> str:
    """甘B·1**45: the issuing place, the first and the last two signs."""
    found = _PLATE.fullmatch(_plain(text).upper())
    if found is None:
        return BLOT * len(_plain(text))
    signs = found[2]
    return f"{found[1]}·{signs[0]}{BLOT * (len(signs) - 3)}{signs[-2:]}"


def identity(text: str) -> str:
    """**************1234: the last four signs of a citizen's number; never the birthday."""
    given = _plain(text)
    return BLOT * (len(given) - 4) + given[-4:] if len(given) >= 15 else BLOT * len(given)


def credit_code(text: str) -> str:
    """9162**********1X23: both ends of a firm's number."""
    return _middle(_plain(text), 4, 4)


def phone(text: str) -> str:
    """138******21."""
    return _middle(_plain(text), 3, 2)


def month(text: str) -> str:
    """2026-05 of 2026-05-17: a day is more than is needed."""
    found = re.match(r"\d{4}-\d{2}", _plain(text))
    return found[0] if found else ""


def words(text: str) -> str:
    """A text without the long numbers that may stand in it."""
    return _NUMBER_IN_TEXT.sub(lambda found: BLOT * min(len(found[0]), 6), _plain(text))


def plain(text: str) -> str:
    """As it is: what has to be read in full (a document's number, the authority), or what somebody agreed to."""
    return text.strip()


MASKS: Mapping[str, Callable[[str], str]] = {
    "plain": plain,
    "words": words,
    "name": name,
    "plate": plate,
    "identity": identity,
    "credit_code": credit_code,
    "phone": phone,
    "month": month,
}


def masked(rule: str, text: str) -> str:
    """A text under the mask of this name."""
    return MASKS[rule](text)


def shown(published: Iterable[tuple[str, str, str, str]], facts: Mapping[str, str]) -> dict[str, str]:
    """What everybody will read of these facts: of the kind's fields only, each under its mask; blank ones left out."""
    found = {code: masked(rule, str(facts.get(code, "") or "")) for code, rule, *_names in published}
    return {code: text for code, text in found.items() if text}
