"""Checks of `operations`' doctor: a room registers its own at start-up, so the doctor need not know the room."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Check:
    """`run(at)` answers (is it well, detail)."""

    name: Any
    run: Callable[[datetime], tuple[bool, str]]


CHECKS: list[Check] = []


def register(check: Check) -> None:
    """Add a check once."""
    if all(known.name != check.name for known in CHECKS):
        CHECKS.append(check)
