"""The search across the city: few rows of each kind, each kind with a way to its full list."""

from dataclasses import dataclass
from typing import Any

from chuangcheng.kit.actor import Actor

EACH = 8


@dataclass(frozen=True, slots=True)
class Hit:
    """One row found."""

    title: Any
    detail: Any
    url: str


@dataclass(frozen=True, slots=True)
class Hits:
    """Rows of one kind, and the list with all of them."""

    label: Any
    rows: list[Hit]
    more_url: str


def find(actor: Actor, words: str) -> list[Hits]:
    """Groups with at least one row; nothing for blank words."""
    if not words:
        return []
    groups: list[Hits] = []
    return [group for group in groups if group.rows]
