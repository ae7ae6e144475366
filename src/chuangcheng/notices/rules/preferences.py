"""Whose word counts: a person's own choice, else the unit's, else what the kind of news brings."""

from collections.abc import Mapping

from chuangcheng.notices.rules.timing import AT_ONCE, DIGEST, NEVER, WAYS

CHOICES = (AT_ONCE, DIGEST, NEVER)
Choices = Mapping[str, Mapping[str, str]]
"""Kind of news -> way -> when."""


def decide(kind: str, way: str, defaults: Mapping[str, str], *layers: Choices) -> str:
    """When news of this kind goes out this way: the first layer that says so (own, then the units'), else default."""
    for layer in layers:
        chosen = layer.get(kind, {}).get(way)
        if chosen in CHOICES:
            return chosen
    return defaults.get(way, NEVER)


def cleaned(choices: Choices, kinds: Mapping[str, Mapping[str, str]]) -> dict[str, dict[str, str]]:
    """What differs from `kinds`, which says what would come without it, of known kinds and ways only: what the unit
    or the product changes later reaches everybody who has not chosen otherwise."""
    kept: dict[str, dict[str, str]] = {}
    for kind, defaults in kinds.items():
        for way in WAYS:
            chosen = choices.get(kind, {}).get(way, "")
            if chosen in CHOICES and chosen != defaults.get(way, NEVER):
                kept.setdefault(kind, {})[way] = chosen
    return kept


def is_silent(kind: str, defaults: Mapping[str, str], *layers: Choices) -> bool:
    """True if news of this kind leaves on no way at all."""
    return all(decide(kind, way, defaults, *layers) == NEVER for way in WAYS)
