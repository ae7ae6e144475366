"""What an uploaded content is, and why it may be refused: its bytes decide, never its name. And what a camera's
claims leave in doubt.

Pictures are opened in `pictures.py`; here are the signatures, office archives and PDF. No Django.
"""

import io
import re
import unicodedata
import zipfile
import zlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from chuangcheng.places.rules.geometry import distance_m

MOST_ENTRIES = 5_000
MOST_UNPACKED = 200 * 1024 * 1024
MOST_INFLATED = 16 * 1024 * 1024

JPEG, PNG, WEBP, PDF = "image/jpeg", "image/png", "image/webp", "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXTENSIONS = {JPEG: "jpg", PNG: "png", WEBP: "webp", PDF: "pdf", XLSX: "xlsx", DOCX: "docx"}
KINDS = {JPEG: "image", PNG: "image", WEBP: "image", PDF: "pdf", XLSX: "sheet", DOCX: "document"}

APPLE_BRANDS = {b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1", b"avif", b"avis"}
ACTIVE = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA)(?![A-Za-z0-9])")
STREAM = re.compile(rb"stream\r?\n.*?endstream", re.DOTALL)
PACKED = re.compile(rb"/ObjStm.{0,400}?stream\r?\n(.*?)endstream", re.DOTALL)
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")


class Hostile(Exception):
    """A content that is not taken in. `code` is stable; the sentence for people stands beside the action."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def media_type_of(content: bytes) -> str:
    """The media type by signature. Hostile: `empty`, `kind_heic`, `kind_gif`, `kind_old_office`, `kind_unknown`."""
    if not content:
        raise Hostile("empty")
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return WEBP
    if content.startswith(b"%PDF-"):
        return PDF
    if content.startswith(b"PK\x03\x04"):
        return office_type_of(content)
    raise Hostile(_code_of_unwanted(content))


def _code_of_unwanted(content: bytes) -> str:
    if content[4:8] == b"ftyp" and content[8:12] in APPLE_BRANDS:
        return "kind_heic"
    if content.startswith((b"GIF87a", b"GIF89a")):
        return "kind_gif"
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "kind_old_office"
    return "kind_unknown"


def check_pdf(content: bytes) -> None:
    """Hostile `broken` without an end, `active` with scripts, programs to start or files inside."""
    tail = content[-2048:]
    if b"%%EOF" not in tail or b"startxref" not in tail:
        raise Hostile("broken")
    # Names may be written with escapes (/J#61vaScript); packed objects hide theirs from a plain look.
    for part in (STREAM.sub(b" ", content), *_packed_objects(content)):
        if ACTIVE.search(ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), part)):
            raise Hostile("active")


def _packed_objects(content: bytes) -> list[bytes]:
    parts, left = [], MOST_INFLATED
    for found in PACKED.finditer(content):
        try:
            part = zlib.decompressobj().decompress(found[1], left)
        except zlib.error:
            continue
        parts.append(part)
        left -= len(part)
        if left <= 0:
            raise Hostile("too_large_inside")
    return parts


def office_type_of(content: bytes) -> str:
    """XLSX or DOCX. Hostile: `broken`, `polyglot`, `encrypted`, `too_large_inside`, `active`, `kind_unknown`."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = _checked_names(content, archive)
            if archive.testzip() is not None:
                raise Hostile("broken")
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, ValueError, zlib.error, NotImplementedError, EOFError):
        raise Hostile("broken") from None
    if "[Content_Types].xml" in names and "xl/workbook.xml" in names:
        return XLSX
    if "[Content_Types].xml" in names and "word/document.xml" in names:
        return DOCX
    raise Hostile("kind_unknown")


def _checked_names(content: bytes, archive: zipfile.ZipFile) -> set[str]:
    entries = archive.infolist()
    if not entries or min(entry.header_offset for entry in entries) != 0 or archive.comment:
        raise Hostile("polyglot")
    if content.rfind(b"PK\x05\x06") != len(content) - 22:
        raise Hostile("polyglot")
    if any(entry.flag_bits & 1 for entry in entries):
        raise Hostile("encrypted")
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
        raise Hostile("too_large_inside")
    names = {entry.filename for entry in entries}
    if any(name.lower().endswith(("vbaproject.bin", ".exe", ".dll", ".js", ".vbs")) for name in names):
        raise Hostile("active")
    return names


def clean_name(name: str, media_type: str) -> str:
    """A file name that can be shown and saved anywhere: no folders, no controls, the extension of its content."""
    last = re.split(r"[\\/]", name)[-1]
    plain = "".join(c for c in unicodedata.normalize("NFC", last) if unicodedata.category(c)[0] != "C")
    stem = plain.rsplit(".", 1)[0].strip(" .")[:120] or "file"
    return f"{stem}.{EXTENSIONS[media_type]}"


LONG_BEFORE = timedelta(hours=24)
CLOCKS_DIFFER = timedelta(minutes=10)
FAR_METRES = 500.0

Point = tuple[float, float]
"""Longitude and latitude in degrees, WGS-84."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something in a picture's metadata that does not fit its record: a hint to look, never a proof of anything.

    `amount`: seconds for `taken_long_before` and `taken_after_receipt`, metres for `taken_elsewhere`, else None.
    """

    code: str
    amount: float | None = None


def doubts(
    *,
    taken_at: datetime | None,
    taken_where: Point | None,
    record_at: datetime,
    record_where: Point | None,
    received_at: datetime,
    allowed_before: timedelta = LONG_BEFORE,
    far_metres: float = FAR_METRES,
) -> list[Doubt]:
    """What the camera claims against what the record says and when the server received the picture.

    `taken_long_before`: more than `allowed_before` ahead of the record's moment. `taken_after_receipt`: later than
    the server had it, clocks being ten minutes apart. `taken_elsewhere`: more than `far_metres` away from the
    record's place. `no_metadata`: neither time nor place, which screenshots and chat programs leave of a photo.
    """
    if taken_at is None and taken_where is None:
        return [Doubt("no_metadata")]
    found = []
    if taken_at is not None and record_at - taken_at > allowed_before:
        found.append(Doubt("taken_long_before", (record_at - taken_at).total_seconds()))
    if taken_at is not None and taken_at - received_at > CLOCKS_DIFFER:
        found.append(Doubt("taken_after_receipt", (taken_at - received_at).total_seconds()))
    if taken_where is not None and record_where is not None:
        apart = distance_m(*taken_where, *record_where)
        if apart > far_metres:
            found.append(Doubt("taken_elsewhere", apart))
    return found
