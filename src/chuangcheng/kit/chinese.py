"""Simplified and Traditional Chinese: one converter for the interface's texts and for the city's data."""

from functools import lru_cache

from opencc import OpenCC

# OpenCC's Taiwan standard writes 臺 and 佈; the sector's own Traditional texts write 台賬, 發布, and quote in 「」.
_PREFERRED = str.maketrans({"臺": "台", "佈": "布", "“": "「", "”": "」"})


@lru_cache(maxsize=2)
def _converter(kind: str) -> OpenCC:
    return OpenCC(kind)


@lru_cache(maxsize=20_000)
def to_traditional(text: str) -> str:
    """Traditional Chinese of a Simplified text, phrase by phrase (OpenCC s2tw: 群眾, not 羣衆)."""
    return str(_converter("s2tw").convert(text)).translate(_PREFERRED)


@lru_cache(maxsize=20_000)
def to_simplified(text: str) -> str:
    """Simplified Chinese of a Traditional text (OpenCC t2s)."""
    return str(_converter("t2s").convert(text))
