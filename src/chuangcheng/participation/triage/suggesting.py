"""What a message is about: ranked categories, each with its probability and the words that speak for it.

A city's own model speaks where it has one; until then the keywords of its categories. Both answer in one shape.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from chuangcheng.participation.triage.grams import folded
from chuangcheng.participation.triage.model import Model

MOST = 5
NONE_OF_THEM = 1.0
"""Weight of "none of these" beside the keywords found: one word alone never makes a thing certain."""


@dataclass(frozen=True, slots=True)
class Category:
    """A category that a message may be of: its code, its names as a model may have learnt them, its keywords."""

    code: str
    names: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """A word of the message that speaks for a category, and how much against the other reasons."""

    words: str
    weight: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A category with its probability. `is_calibrated`: learnt from closed reports; else a share of the keywords."""

    code: str
    probability: float
    reasons: tuple[Reason, ...]
    is_calibrated: bool


def suggest(
    text: str | Sequence[str], *, model: Model | None = None, categories: Iterable[Category] = (), most: int = MOST
) -> list[Suggestion]:
    """The most probable categories, best first.

    `text`: one text, or one per column of the model; a model of title and details takes one text as the details.
    Classes of the model that are no longer categories are left out; without `categories` its classes are the codes.
    Nothing is suggested for a text without words.
    """
    parts = [text] if isinstance(text, str) else list(text)
    if not folded(" ".join(parts)).strip():
        return []
    known = list(categories)
    return _learnt(parts, model, known, most) if model else _by_keywords(" ".join(parts), known, most)


def _learnt(parts: list[str], model: Model, categories: list[Category], most: int) -> list[Suggestion]:
    short = len(model.columns) - len(parts)
    message = [*[""] * short, *parts][-len(model.columns) :]
    codes = {name: one.code for one in categories for name in (*one.names, one.code)}
    shares = model.probabilities([message])[0]
    found: list[Suggestion] = []
    for index in shares.argsort()[::-1]:
        label = model.classes[index]
        code = codes.get(label) if categories else label
        if code is not None and len(found) < most:
            reasons = tuple(Reason(*one) for one in model.reasons(message, label))
            found.append(Suggestion(code, round(float(shares[index]), 4), reasons, is_calibrated=True))
    return found


def _by_keywords(text: str, categories: list[Category], most: int) -> list[Suggestion]:
    """A keyword counts by its length over the number of categories that share it; longer words tell more."""
    words = {one.code: {folded(word) for word in one.keywords if word.strip()} for one in categories}
    shared: dict[str, int] = {}
    for own in words.values():
        for word in own:
            shared[word] = shared.get(word, 0) + 1
    said = folded(text)
    hits = {
        code: sorted((Reason(word, round(len(word) / shared[word], 4)) for word in own if word in said), key=_rank)
        for code, own in words.items()
    }
    weights = {code: sum(reason.weight for reason in reasons) for code, reasons in hits.items() if reasons}
    whole = sum(weights.values()) + NONE_OF_THEM
    ranked = sorted(weights, key=lambda code: (-weights[code], code))[:most]
    return [
        Suggestion(code, round(weights[code] / whole, 4), tuple(hits[code][:5]), is_calibrated=False) for code in ranked
    ]


def _rank(reason: Reason) -> tuple[float, str]:
    return (-reason.weight, reason.words)
