"""Names of data in three languages, and the text that search looks in.

Simplified Chinese is always stored. Traditional Chinese is converted where no own text is stored, English
falls back to the Chinese, which the page then marks with its language.
"""

import unicodedata

from django.db import models
from django.utils.translation import get_language

from chuangcheng.kit.chinese import to_simplified as to_simplified
from chuangcheng.kit.chinese import to_traditional as to_traditional


def search_text(*parts: str) -> str:
    """The normalised text that `search_text__contains` looks in: NFKC, lower case, Simplified, no zero bytes."""
    joined = " ".join(part for part in parts if part).replace("\0", "")
    return to_simplified(unicodedata.normalize("NFKC", joined).lower())


def localised(name_zh: str, name_zh_hant: str = "", name_en: str = "") -> tuple[str, str]:
    """(text, its language code) for the language in force."""
    language = (get_language() or "zh-hans").lower()
    if language.startswith("en"):
        return (name_en, "en") if name_en else (name_zh, "zh-Hans")
    if language in ("zh-hant", "zh-tw", "zh-hk"):
        return name_zh_hant or to_traditional(name_zh), "zh-Hant"
    return name_zh, "zh-Hans"


class Named(models.Model):
    """A noun with a name in up to three languages."""

    name_zh = models.CharField(max_length=200)
    name_zh_hant = models.CharField(max_length=200, blank=True)
    name_en = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the language in force."""
        return self.name_and_language[0]

    @property
    def name_and_language(self) -> tuple[str, str]:
        return localised(self.name_zh, self.name_zh_hant, self.name_en)
