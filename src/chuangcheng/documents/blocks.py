"""What a document consists of: plain values that two writers print and a page shows. No database, no layout.

A block is a frozen dataclass; as JSON it is a dict with its `kind`. Text inside a block is a tuple of spans: words, or
a `Figure` that knows which rows it counts.
"""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, ClassVar

Json = dict[str, Any]
LEVELS = 4
DIGITS = "零一二三四五六七八九"
BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the order of what follows: a hostile name could make a sentence read otherwise than it is stored."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in the text. `key` is its name within the document, `rows` says what it counts (see `behind`)."""

    text: str
    key: str
    rows: Mapping[str, Any] = field(default_factory=dict)


Span = str | Figure
Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class RedHead:
    """發文機關標誌 over the red line. `note` stands where the number is not yet, or beside an issue (总第41期)."""

    kind: ClassVar[str] = "red_head"
    authority: str
    number: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Title:
    """標題, centred; long ones are broken by the writer."""

    kind: ClassVar[str] = "title"
    text: str


@dataclass(frozen=True, slots=True)
class MainRecipients:
    """主送機關: flush left, with a colon."""

    kind: ClassVar[str] = "main_recipients"
    text: str


@dataclass(frozen=True, slots=True)
class Heading:
    """Levels 1 to 4: 一、 （一） 1. （1）. The number is counted when printed. `only_with`: left out while the text of
    that slot is empty."""

    kind: ClassVar[str] = "heading"
    level: int
    text: Spans
    only_with: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text from data. `is_flush`: without the indent of two characters."""

    kind: ClassVar[str] = "paragraph"
    text: Spans
    is_flush: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """A slot that people write: every line becomes a paragraph. Nothing in it is ever a figure."""

    kind: ClassVar[str] = "words"
    slot: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """`widths` are shares of the line; `numbers`: columns set right. Without a head, odd columns name the next."""

    kind: ClassVar[str] = "table"
    head: tuple[str, ...]
    rows: tuple[tuple[Spans, ...], ...]
    widths: tuple[int, ...]
    numbers: tuple[int, ...] = ()
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A stored picture by the id of its file, at most `width_mm` wide."""

    kind: ClassVar[str] = "picture"
    file: int
    caption: str = ""
    width_mm: int = 70


@dataclass(frozen=True, slots=True)
class AttachmentNote:
    """附件說明 beneath the text."""

    kind: ClassVar[str] = "attachment_note"
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """署名 and 成文日期; the seal is put on paper over both."""

    kind: ClassVar[str] = "signature"
    unit: str
    date: str


@dataclass(frozen=True, slots=True)
class Remark:
    """附註 in brackets: contact and telephone."""

    kind: ClassVar[str] = "remark"
    text: str


@dataclass(frozen=True, slots=True)
class Attachment:
    """附件 on a page of its own; what follows belongs to it. `is_wide`: on a page turned by a quarter."""

    kind: ClassVar[str] = "attachment"
    number: str
    title: str
    is_wide: bool = False


@dataclass(frozen=True, slots=True)
class Imprint:
    """版記 at the foot of the last page: copies, who issued it and when."""

    kind: ClassVar[str] = "imprint"
    copies: str
    issuer: str
    date: str


@dataclass(frozen=True, slots=True)
class Foot:
    """Small at the foot of every page: the newest seal of the record when the document was issued."""

    kind: ClassVar[str] = "foot"
    text: str


Block = (
    RedHead
    | Title
    | MainRecipients
    | Heading
    | Paragraph
    | Words
    | Table
    | Picture
    | AttachmentNote
    | Signature
    | Remark
    | Attachment
    | Imprint
    | Foot
)
KINDS: dict[str, type[Any]] = {
    one.kind: one
    for one in (
        RedHead,
        Title,
        MainRecipients,
        Heading,
        Paragraph,
        Words,
        Table,
        Picture,
        AttachmentNote,
        Signature,
        Remark,
        Attachment,
        Imprint,
        Foot,
    )
}


def spans(*parts: Span) -> Spans:
    """Words and figures in order, empty words left out."""
    return tuple(part for part in parts if part != "")


def plain(text: Spans) -> str:
    """What is printed of spans: one line, however it was typed."""
    return "".join(part if isinstance(part, str) else part.text for part in text).replace("\n", " ")


def clean(text: str) -> str:
    """Text that every writer can carry: no controls, no marks of direction, no halves of characters; a tab is a blank.

    Lines stay lines. XML 1.0 could not hold the rest at all (https://www.w3.org/TR/xml/#charsets).
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").replace("\u2028", "\n")
    return "".join(one for one in text if one == "\n" or (unicodedata.category(one) not in UNFIT and one not in BIDI))


UNFIT = frozenset(("Cc", "Cs", "Co", "Cn"))


def to_json(blocks: Iterable[Block]) -> list[Json]:
    """As stored: cleaned, ready for JSON."""
    return [
        {"kind": block.kind, **{one.name: _out(getattr(block, one.name)) for one in fields(block)}} for block in blocks
    ]


def _out(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Figure):
        return {"text": clean(value.text), "key": value.key, "rows": dict(value.rows)}
    if isinstance(value, tuple | list):
        return [_out(one) for one in value]
    return value


def from_json(rows: Iterable[Mapping[str, Any]]) -> list[Block]:
    """The blocks again. KeyError or TypeError for what no version of ours wrote."""
    return [KINDS[row["kind"]](**{name: _in(value) for name, value in row.items() if name != "kind"}) for row in rows]


def _in(value: Any) -> Any:
    if isinstance(value, dict):
        return Figure(value["text"], value["key"], value["rows"])
    if isinstance(value, list):
        return tuple(_in(one) for one in value)
    return value


def with_words(blocks: Sequence[Block], slot: str, text: str) -> list[Block]:
    """The same with other words in one slot."""
    return [Words(slot, text) if isinstance(one, Words) and one.slot == slot else one for one in blocks]


def figures(blocks: Iterable[Block]) -> dict[str, Figure]:
    """Every figure by its key, in the order of the text."""
    return {one.key: one for block in blocks for text in texts(block) for one in text if isinstance(one, Figure)}


def texts(block: Block) -> Iterator[Spans]:
    """Every run of text that a block prints."""
    if isinstance(block, Heading | Paragraph):
        yield block.text
    elif isinstance(block, Words):
        yield from ((line,) for line in block.text.split("\n") if line.strip())
    elif isinstance(block, Table):
        yield from ((title,) for title in (block.caption, *block.head) if title)
        yield from (cell for row in block.rows for cell in row)
    else:
        said = (getattr(block, one.name) for one in fields(block) if one.name not in ("file", "width_mm", "is_wide"))
        yield from ((one,) for value in said for one in (value if isinstance(value, tuple) else (value,)) if one)


def printed(blocks: Sequence[Block], *, with_slots: bool = False) -> list[Block]:
    """As the writers take them: headings numbered, slots cut into paragraphs, what is empty left out.

    `with_slots`: for a page on which people write, slots stay whole, empty ones with their headings too.
    """
    filled = {one.slot for one in blocks if isinstance(one, Words) and (with_slots or one.text.strip())}
    found: list[Block] = []
    count = [0] * LEVELS
    for block in blocks:
        if isinstance(block, Words) and not with_slots:
            found += [Paragraph((line.strip(),)) for line in block.text.split("\n") if line.strip()]
        elif isinstance(block, Heading):
            if block.only_with and block.only_with not in filled:
                continue
            level = min(max(block.level, 1), LEVELS)
            count[level - 1] += 1
            count[level:] = [0] * (LEVELS - level)
            found.append(Heading(level, spans(_numeral(level, count[level - 1]), *block.text)))
        else:
            if isinstance(block, Attachment):
                count = [0] * LEVELS
            found.append(block)
    return found


def _numeral(level: int, number: int) -> str:
    return (f"{chinese(number)}、", f"（{chinese(number)}）", f"{number}. ", f"（{number}）")[level - 1]


def chinese(number: int) -> str:
    """1 to 99 as 一 to 九十九; beyond that digits, as nobody reads 一百二十三、."""
    if not 1 <= number <= 99:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{DIGITS[tens]}十"
    return head + (DIGITS[ones] if ones else "")
