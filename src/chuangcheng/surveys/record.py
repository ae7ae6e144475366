"""A record of an interview from a phone, taken apart with distrust. No Django models."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.refused import Refused

INTERVIEW = "interview"
ANSWERED, ABSENT, REPLACED = OUTCOMES = ("answered", "absent", "replaced")
MOST_ANSWERS = 100


@dataclass(frozen=True, slots=True)
class Interview:
    """What happened at an address or in a cell. `held_at`: by the phone's clock, to the minute it ended."""

    outcome: str
    address: int | None
    cell: int | None
    given_up: str
    reason: str
    answers: Mapping[str, Any]
    seconds: float | None
    held_at: datetime | None
    sent_at: datetime | None


def _wrong(field: str) -> Refused:
    return Refused("malformed", _("The record cannot be read."), field=field)


def _whole(content: Mapping[str, Any], name: str, most: int = 2**53) -> int | None:
    value = content.get(name)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= most:
        raise _wrong(name)
    return value


def _moment(content: Mapping[str, Any], name: str) -> datetime | None:
    value = content.get(name)
    if value is None:
        return None
    try:
        found = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise _wrong(name) from None
    if found.tzinfo is None:
        raise _wrong(name)
    return found


def _text(content: Mapping[str, Any], name: str, most: int) -> str:
    value = content.get(name) or ""
    if not isinstance(value, str) or len(value) > most:
        raise _wrong(name)
    return value


def read_interview(content: Mapping[str, Any]) -> Interview:
    """The record as values; Refused `malformed` naming the field."""
    outcome, answers = content.get("outcome"), content.get("answers") or {}
    if outcome not in OUTCOMES:
        raise _wrong("outcome")
    if not isinstance(answers, dict) or len(answers) > MOST_ANSWERS:
        raise _wrong("answers")
    if len(_text(content, "salt", 64)) < 32:
        # Without it the record's hash, which stays, could be tried against every possible answer.
        raise _wrong("salt")
    address, cell = _whole(content, "address"), _whole(content, "cell")
    if (address is None) == (cell is None) or (cell is not None and outcome != ANSWERED):
        raise _wrong("address")
    return Interview(
        outcome=str(outcome),
        address=address,
        cell=cell,
        given_up=_text(content, "given_up", 20),
        reason=_text(content, "reason", 200),
        answers=answers,
        seconds=_whole(content, "seconds", 10**6),
        held_at=_moment(content, "finished_at"),
        sent_at=_moment(content, "sent_at"),
    )
