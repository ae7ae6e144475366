"""Verbs are the journal's words and the permissions at once; sights are permissions to see, without a row.

Each room declares its own in `verbs.py`; `all_verbs` collects them from the installed rooms.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps


@dataclass(frozen=True, slots=True)
class Verb:
    """`name` is "<room>.<action>"; `sentence` a translatable template filled from the row's payload.

    `link` names the URL of the subject's page and takes its id; `personal` lists payload names that are
    personal data: they stay outside the hashed payload and can be forgotten. `is_public`: every citizen with an
    account may do it.
    """

    name: str
    sentence: Any
    link: str = ""
    personal: tuple[str, ...] = ()
    is_public: bool = False


@dataclass(frozen=True, slots=True)
class Sight:
    """Permission to see a kind of thing: "<room>.see_<noun>"."""

    name: str
    sentence: Any


def _modules() -> Iterator[Any]:
    for config in apps.get_app_configs():
        if config.name.startswith("chuangcheng.") and find_spec(f"{config.name}.verbs"):
            yield import_module(f"{config.name}.verbs")


@cache
def all_verbs() -> dict[str, Verb]:
    """Every verb of every installed room by name. Read once: every row of a timeline asks. Not to be changed."""
    return {verb.name: verb for module in _modules() for verb in getattr(module, "VERBS", ())}


@cache
def all_sights() -> dict[str, Sight]:
    """Every sight of every installed room by name. Read once, not to be changed."""
    return {sight.name: sight for module in _modules() for sight in getattr(module, "SIGHTS", ())}
