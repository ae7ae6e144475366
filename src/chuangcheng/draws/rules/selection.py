"""The selection of RFC 3797, and the key string it is made from."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

NUMBERS = "numbers"
HEXADECIMAL = "hexadecimal"
MOST_STEPS = 65_536
_NUMBER = re.compile(r"[0-9]{1,80}")
_HEXADECIMAL = re.compile(r"[0-9A-F]{16,1024}")


@dataclass(frozen=True, slots=True)
class Source:
    """A public source of entropy, announced before its value exists.

    `kind`: numbers (a lottery result) or hexadecimal (a randomness beacon). `where`: what a reader looks up.
    """

    code: str
    name: str
    kind: str
    where: str
    known_at: datetime


def select(key: str, pool: int, count: int) -> list[int]:
    """`count` numbers out of 1…`pool` in the order drawn, by RFC 3797 section 4.

    Step i (from 0) takes MD5(uint16(i) ‖ key ‖ uint16(i)) as a 128-bit integer modulo the number of items left;
    that item is chosen and removed. The first k of a longer selection are the selection of k.
    Raises ValueError if `count` is not within 0…`pool` or needs more steps than 16 bits can number.
    """
    if not 0 <= count <= pool:
        raise ValueError("count must lie between 0 and the size of the pool")
    if count > MOST_STEPS:
        raise ValueError("RFC 3797 numbers its steps with 16 bits")
    text = key.encode("ascii")
    left = list(range(1, pool + 1))
    chosen = []
    for step in range(count):
        edge = step.to_bytes(2, "big")
        digest = hashlib.md5(edge + text + edge, usedforsecurity=False).digest()
        chosen.append(left.pop(int.from_bytes(digest, "big") % len(left)))
    return chosen


def canonical_values(kind: str, values: Iterable[str]) -> tuple[str, ...]:
    """The one form in which a source's values enter the key: RFC 3797 section 4.1, no free text.

    Numbers lose leading zeros and are sorted ascending; a hexadecimal value is one word in upper case.
    Raises ValueError for anything else.
    """
    given = [str(value).strip() for value in values]
    if kind == NUMBERS:
        if not given or not all(_NUMBER.fullmatch(value) for value in given):
            raise ValueError("a source of numbers takes whole numbers only")
        return tuple(str(number) for number in sorted(int(value) for value in given))
    if kind == HEXADECIMAL:
        if len(given) != 1 or not _HEXADECIMAL.fullmatch(given[0].upper()):
            raise ValueError("a beacon's value is one word of at least 16 hexadecimal digits")
        return (given[0].upper(),)
    raise ValueError(f"unknown kind of source: {kind}")


def key_string(entropy: Iterable[Sequence[str]], secret: bytes, serial: int, stratum: int) -> str:
    """The key of one stratum: `9319./2.5.8./3F9A…E1./12./3./`.

    Canonical values of the public sources in the announced order, the secret in upper-case hex, the draw's
    serial number, the stratum's ordinal; each of them ended by `./`.
    """
    parts = [".".join(values) for values in entropy]
    parts += [secret.hex().upper(), str(serial), str(stratum)]
    return "".join(part + "./" for part in parts)
