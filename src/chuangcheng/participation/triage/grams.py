"""Texts to counted character n-grams, thousands of messages a second.

A gram of one to three characters is one unsigned number (21 bits per character), so that a vocabulary is a sorted
array that needs no words of its own and can be read back. Widths, letters' case and Traditional forms are folded
first (NFKC, then OpenCC's characters), digits become 0 and runs of digits or blanks one.
"""

import unicodedata
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from chuangcheng.kit.chinese import to_simplified

MOST_CHARACTERS = 20_000
"""Of a text so many characters count; nobody describes a fault at greater length."""
SIZES = (1, 2, 3)
BITS = np.uint64(21)
END, BLANK, ZERO = 0, 0x20, 0x30
_folded = np.zeros(0x110000, dtype=np.uint32)
"""What each character is folded to; 0: not asked for yet."""

Codes = NDArray[np.uint32]
Keys = NDArray[np.uint64]
Rows = NDArray[np.int64]


def folded(text: str) -> str:
    """One text as the grams see it."""
    return "".join(map(chr, _codes([text])[:-1]))


def _codes(texts: Sequence[str]) -> Codes:
    """All texts one after the other, each followed by END, folded and with runs taken together."""
    joined = "\0".join(text[:MOST_CHARACTERS].replace("\0", " ") for text in texts) + "\0"
    raw = unicodedata.normalize("NFKC", joined).encode("utf-32-le", "surrogatepass")
    codes = np.frombuffer(raw, dtype=np.uint32)
    _learn(codes)
    codes = np.where(codes == END, np.uint32(END), _folded[codes])
    run = np.zeros(len(codes), dtype=bool)
    run[1:] = (codes[1:] == codes[:-1]) & ((codes[1:] == BLANK) | (codes[1:] == ZERO))
    return np.asarray(codes[~run], dtype=np.uint32)


def _learn(codes: Codes) -> None:
    present = np.unique(codes)
    for code in present[(_folded[present] == 0) & (present != END)]:
        _folded[code] = _fold(chr(code))


def _fold(character: str) -> int:
    kind = unicodedata.category(character)
    if kind[0] in "ZC":
        return BLANK
    if kind == "Nd":
        return ZERO
    lowered = character.lower()
    simple = to_simplified(lowered) if ord(character) > 0x2E00 else lowered
    return ord(simple) if len(simple) == 1 else ord(character)


def occurrences(texts: Sequence[str], sizes: Sequence[int] = SIZES) -> Iterator[tuple[Rows, Keys]]:
    """For each size: the number of the text and the gram, for every place where one begins."""
    codes = _codes(texts).astype(np.uint64)
    ends = codes == END
    row = np.cumsum(ends) - ends
    whole = ~ends
    key = np.zeros(len(codes), dtype=np.uint64)
    for size in range(1, max(sizes) + 1):
        shift = size - 1
        reach = len(codes) - shift
        if reach <= 0:
            return
        key = (key[:reach] << BITS) | codes[shift:]
        whole = whole[:reach] & ~ends[shift:]
        if size in sizes:
            yield row[:reach][whole], key[whole]


def gram(key: int) -> str:
    """The characters of a gram."""
    mask, found = (1 << int(BITS)) - 1, ""
    while key:
        found, key = chr(key & mask) + found, key >> int(BITS)
    return found


def vocabulary(texts: Sequence[str], *, least: int, sizes: Sequence[int] = SIZES) -> tuple[Keys, NDArray[np.int64]]:
    """Grams that stand in at least so many texts, sorted, and in how many each stands."""
    kept, counts = [], []
    for rows, keys in occurrences(texts, sizes):
        order = np.lexsort((rows, keys))
        rows, keys = rows[order], keys[order]
        new = np.ones(len(keys), dtype=bool)
        new[1:] = (keys[1:] != keys[:-1]) | (rows[1:] != rows[:-1])
        found, count = np.unique(keys[new], return_counts=True)
        kept.append(found[count >= least])
        counts.append(count[count >= least])
    if not kept:
        return np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64)
    grams, count = np.concatenate(kept), np.concatenate(counts)
    order = np.argsort(grams)
    return grams[order], count[order]


def counted(texts: Sequence[str], grams: Keys, sizes: Sequence[int] = SIZES) -> sparse.csr_matrix:
    """How often each gram of a sorted vocabulary stands in each text: texts × grams."""
    rows, columns = [], []
    for row, keys in occurrences(texts, sizes):
        if len(grams):
            place = np.minimum(np.searchsorted(grams, keys), len(grams) - 1)
            known = grams[place] == keys
            rows.append(row[known])
            columns.append(place[known])
    if not rows:
        return sparse.csr_matrix((len(texts), len(grams)), dtype=np.float32)
    row, column = np.concatenate(rows), np.concatenate(columns)
    shape = (len(texts), len(grams))
    return sparse.csr_matrix((np.ones(len(row), dtype=np.float32), (row, column)), shape=shape)


def weighted(counts: sparse.csr_matrix, idf: NDArray[np.float32]) -> sparse.csr_matrix:
    """TF-IDF of each row: (1 + ln tf) · idf, of length one; a row of nothing stays nothing."""
    found = counts.copy()
    found.data = (1 + np.log(found.data)) * idf[found.indices]
    lengths = np.sqrt(np.asarray(found.multiply(found).sum(axis=1)).ravel())
    found.data /= np.repeat(np.where(lengths > 0, lengths, 1), np.diff(found.indptr))
    return found
