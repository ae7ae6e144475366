"""What a citizen may choose, and what the words suggest. A trained classifier would answer in `suggested` alone."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from chuangcheng.cases.queries import Category, categories
from chuangcheng.kit.names import search_text
from chuangcheng.participation.models import Call
from chuangcheng.participation.rules import hits


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A category and the words that speak for it."""

    category: Category
    words: tuple[str, ...]


def public_categories() -> QuerySet[Category]:
    """Second-level categories that citizens may choose, with their first level."""
    return categories().filter(is_public=True, parent__isnull=False)


def public_category(pk: str | int | None) -> Category | None:
    """The category with this id if citizens may choose it."""
    text = str(pk or "")
    return public_categories().filter(pk=int(text)).first() if text.isdecimal() and len(text) < 12 else None


def suggested(text: str, most: int = 3, *, for_public: bool = True) -> list[Suggestion]:
    """Categories whose keywords stand in the text, most and longest words first, each with those words as reason."""
    plain = search_text(text)
    rows = public_categories() if for_public else categories().filter(parent__isnull=False)
    found = []
    for category in rows:
        words = hits(plain, [search_text(word) for word in category.keywords])
        if words:
            found.append((sum(map(len, words)), Suggestion(category, tuple(words))))
    found.sort(key=lambda pair: (-pair[0], pair[1].category.code))
    return [one for _weight, one in found[:most]]


def current_calls(on: date) -> list[Call]:
    """What the city asks for today."""
    return list(Call.objects.filter(starts_on__lte=on, ends_on__gte=on).select_related("category")[:3])
