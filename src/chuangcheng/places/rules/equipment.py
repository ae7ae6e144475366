"""Equipment of a facility is data: each kind says which attributes it has, each value is checked against its type."""

import math
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

TYPES = ("int", "decimal", "bool", "text", "date", "choice")
YES = {"是", "有", "1", "true", "yes", "y", "√"}
NO = {"否", "无", "無", "0", "false", "no", "n", "×"}
MAX_TEXT = 500

Attribute = Mapping[str, Any]


class BadAttributes(Exception):
    """A list of attributes that no facility could be described by; `code` names what is wrong with `attribute`."""

    def __init__(self, code: str, attribute: str) -> None:
        super().__init__(code, attribute)
        self.code = code
        self.attribute = attribute


class BadValue(Exception):
    """A value that its attribute does not allow. `code` is one of unknown_attribute, not_a_<type>, not_a_choice."""

    def __init__(self, code: str, attribute: str, value: Any) -> None:
        super().__init__(code, attribute, value)
        self.code = code
        self.attribute = attribute
        self.value = str(value)[:60]


def check_attributes(attributes: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The attributes in one plain form, or BadAttributes naming the first that is wrong."""
    plain: list[dict[str, Any]] = []
    seen: set[str] = set()
    for given in attributes:
        code, name = str(given.get("code", "")).strip(), str(given.get("name_zh", "")).strip()
        if not code or not name:
            raise BadAttributes("unnamed", code or name)
        if code in seen:
            raise BadAttributes("twice", code)
        seen.add(code)
        if given.get("type") not in TYPES:
            raise BadAttributes("unknown_type", code)
        choices = [str(c).strip() for c in given.get("choices") or [] if str(c).strip()]
        if given["type"] == "choice" and not choices:
            raise BadAttributes("no_choices", code)
        plain.append(
            {
                "code": code,
                "name_zh": name,
                "name_en": str(given.get("name_en") or ""),
                "type": given["type"],
                "unit": str(given.get("unit") or ""),
                "choices": choices,
            }
        )
    return plain


def _whole(value: Any) -> int:
    number = float(value)
    if not math.isfinite(number) or number != int(number) or abs(number) > 10**9:
        raise ValueError
    return int(number)


def _decimal(value: Any) -> float:
    number = float(value)
    if not math.isfinite(number) or abs(number) > 10**9:
        raise ValueError
    return number


def _yes_or_no(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    word = str(_whole(value)) if isinstance(value, float) else str(value).strip().lower()
    if word in YES or word in NO:
        return word in YES
    raise ValueError


def _day(value: Any) -> str:
    return date.fromisoformat(str(value).strip().replace("/", "-")[:10]).isoformat()


def _read(attribute: Attribute, value: Any) -> Any:
    kind = attribute["type"]
    if kind == "choice":
        word = str(value).strip()
        if word not in attribute["choices"]:
            raise ValueError
        return word
    if kind == "text":
        return str(value).strip()[:MAX_TEXT]
    readers = {"int": _whole, "decimal": _decimal, "bool": _yes_or_no, "date": _day}
    return readers[kind](value)


def check_equipment(attributes: Iterable[Attribute], values: Mapping[str, Any]) -> dict[str, Any]:
    """attribute code -> value in its plain form; blank values are left out. BadValue names the first wrong one."""
    known = {attribute["code"]: attribute for attribute in attributes}
    plain: dict[str, Any] = {}
    for code, value in values.items():
        if value is None or (isinstance(value, str) and not value.strip()):
            continue
        if code not in known:
            raise BadValue("unknown_attribute", code, value)
        try:
            plain[code] = _read(known[code], value)
        except (ValueError, TypeError, OverflowError) as error:
            raise BadValue(f"not_a_{known[code]['type']}", code, value) from error
    return dict(sorted(plain.items()))
