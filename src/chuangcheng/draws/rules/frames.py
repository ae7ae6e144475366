"""Frames byte for byte: what is drawn from, in one canonical form that can be hashed and repeated."""

import hashlib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

OPEN = "open"
VEILED = "veiled"


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that can be drawn. `salt` (hex, 16 bytes) only in a veiled frame."""

    code: str
    name: str
    salt: str = ""


@dataclass(frozen=True, slots=True)
class StratumSpec:
    """A stratum: `count` items are drawn (None: all, in random order), `reserve` more stand by in draw order."""

    code: str
    name: str
    items: tuple[Item, ...]
    count: int | None = None
    reserve: int = 0


@dataclass(frozen=True, slots=True)
class FrameSpec:
    """A frame of strata. Open: codes and names are published at the end. Veiled: only salted hashes."""

    code: str
    name: str
    publication: str
    strata: tuple[StratumSpec, ...]


def plain(text: str) -> str:
    """NFC; raises ValueError for characters that would break a line of a frame."""
    if any(unicodedata.category(character) == "Cc" for character in text):
        raise ValueError("codes and names in a frame carry no tabs or line breaks")
    return unicodedata.normalize("NFC", text)


def ordered(items: Iterable[Item]) -> tuple[Item, ...]:
    """The items of one stratum in canonical order: by code (code points); ordinals count from 1 in this order."""
    return tuple(sorted((Item(plain(i.code), plain(i.name), i.salt) for i in items), key=lambda item: item.code))


def frame_line(ordinal: int, code: str, name: str, stratum: int) -> bytes:
    """`ordinal TAB code TAB name TAB stratum LF` in UTF-8, NFC. `stratum` is the stratum's ordinal."""
    return f"{ordinal}\t{plain(code)}\t{plain(name)}\t{stratum}\n".encode()


def entry_hash(salt: bytes, line: bytes) -> str:
    """SHA-256(salt of 16 bytes ‖ line) in lower-case hex: what a veiled frame shows instead of the line."""
    return hashlib.sha256(salt + line).hexdigest()


def veiled_line(ordinal: int, digest: str, stratum: int) -> bytes:
    """`ordinal TAB entry hash TAB stratum LF`: one line of a veiled frame as it is published."""
    return f"{ordinal}\t{digest}\t{stratum}\n".encode()


def frame_hash(salt: bytes, lines: Sequence[bytes]) -> str:
    """SHA-256(salt of 32 bytes ‖ frame) in lower-case hex, over the lines as they will be published."""
    digest = hashlib.sha256(salt)
    for line in lines:
        digest.update(line)
    return digest.hexdigest()
