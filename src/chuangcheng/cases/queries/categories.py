"""Reads of categories, and which of them a description suggests."""

from django.db.models import QuerySet

from chuangcheng.cases.models import Category
from chuangcheng.kit.names import search_text


def categories() -> QuerySet[Category]:
    """Categories in use with parent and first addressee, in the order of codes."""
    return Category.objects.filter(is_active=True).select_related("parent", "default_unit")


def category_by_code(code: str) -> Category | None:
    """The category with this code, in use or not."""
    return Category.objects.select_related("parent", "default_unit").filter(code=code).first()


def suggested_categories(description: str, most: int = 3) -> list[Category]:
    """Second-level categories whose keywords stand in the text, the longest and most hits first."""
    text = search_text(description)
    scored = []
    for category in categories().filter(parent__isnull=False):
        worth = sum(len(word) for word in category.keywords if search_text(word) in text)
        if worth:
            scored.append((worth, category))
    scored.sort(key=lambda pair: (-pair[0], pair[1].code))
    return [category for _worth, category in scored[:most]]
