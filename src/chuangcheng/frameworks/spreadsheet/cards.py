"""Standard cards of an edition as one ZIP: pictures, and an index (CSV or XLSX) that says what each of them shows."""

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from chuangcheng.evidence.checking import checked
from chuangcheng.evidence.queries import copies_of, shown_bytes
from chuangcheng.frameworks.models import CardKind, CheckPoint, Edition, StandardCard
from chuangcheng.frameworks.queries import cards_of
from chuangcheng.frameworks.rules.cards import MOST_CARDS
from chuangcheng.kit.refused import NotFound, Refused
from chuangcheng.kit.spreadsheets import Column, Planned, Preview, Row, Sheet, Writable, one_of, read_rows, write_xlsx

MOST_ENTRIES, MOST_UNPACKED = 600, 120 * 1024 * 1024
INDEX = ("index.xlsx", "index.csv")
KIND_WORDS = {
    "pass": CardKind.PASS,
    "达标": CardKind.PASS,
    "fail": CardKind.FAIL,
    "不达标": CardKind.FAIL,
    "exception": CardKind.EXCEPTION,
    "does-not-count": CardKind.EXCEPTION,
    "不计": CardKind.EXCEPTION,
}
KINDS_ZH = {CardKind.PASS: "达标", CardKind.FAIL: "不达标", CardKind.EXCEPTION: "不计"}
CARD_COLUMNS = (
    Column("check_point", ("检查点编码", "检查点"), is_required=True, max_length=40),
    Column("kind", ("类型", "图卡类型"), is_required=True, read=one_of(KIND_WORDS)),
    Column("caption", ("说明", "图注"), is_required=True, max_length=200),
    Column("source", ("来源", "出处"), max_length=200),
    Column("picture", ("图片", "图片文件"), is_required=True, max_length=200),
    Column("fingerprint", ("原图指纹",), max_length=64),
)
POINT, PICTURE = "check_point 检查点编码", "picture 图片"


@dataclass(frozen=True, slots=True)
class NewCard:
    """A card to be added, with the bytes of its picture, looked at already."""

    check_point: CheckPoint
    kind: str
    caption: str
    source: str
    name: str
    content: bytes


class Archive:
    """The entries of an uploaded ZIP by name. Nothing is written anywhere; sizes are those really unpacked."""

    def __init__(self, content: bytes) -> None:
        try:
            self.file = zipfile.ZipFile(io.BytesIO(content))
            entries = [entry for entry in self.file.infolist() if not entry.is_dir()]
        except (zipfile.BadZipFile, zipfile.LargeZipFile, ValueError, NotImplementedError):
            raise Refused("unreadable", _("This file is no ZIP archive."), field="file") from None
        if any(entry.flag_bits & 1 for entry in entries):
            raise Refused("encrypted", _("The archive is protected by a password: pack it without one."), field="file")
        if len(entries) > MOST_ENTRIES:
            most = {"most": MOST_ENTRIES}
            raise Refused("too_many", _("An archive holds at most %(most)s files; split it.") % most, field="file")
        self.left = MOST_UNPACKED
        self.entries = {_name(entry): entry for entry in entries}

    def read(self, name: str) -> bytes | None:
        """The bytes of one entry; None where there is none of this name. Refused where it is damaged or too large."""
        entry = self.entries.get(name.replace("\\", "/").removeprefix("./"))
        if entry is None:
            return None
        most = min(settings.MAX_UPLOAD_BYTES, self.left)
        try:
            with self.file.open(entry) as stream:
                content = stream.read(most + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, NotImplementedError):
            raise Refused("broken", _("This file of the archive is damaged."), field="file") from None
        self.left -= len(content)
        if len(content) > most:
            raise Refused("too_large_inside", _("This file of the archive is too large."), field="file")
        return content

    def index(self) -> Sheet:
        """The rows of the index. Refused where there is none."""
        for name in self.entries:
            if name.lower() in INDEX:
                return read_rows(self.read(name) or b"", name.lower(), CARD_COLUMNS)
        raise Refused("no_index", _("The archive has no index.csv or index.xlsx beside its pictures."), field="file")


def _name(entry: zipfile.ZipInfo) -> str:
    """As it was written: programs in China write names in GBK without saying so."""
    name = entry.filename
    if not entry.flag_bits & 0x800:
        try:
            name = name.encode("cp437").decode("gbk")
        except UnicodeError:
            name = entry.filename
    return name.replace("\\", "/").removeprefix("./")


def preview_cards(content: bytes, edition: Edition) -> Preview:
    """What an archive would add to the edition's cards: rows of NewCard, and what is wrong with the others. Each
    picture is looked at from beginning to end. Refused where the archive or its index cannot be read at all.
    """
    archive = Archive(content)
    sheet = archive.index()
    points = {point.code: point for point in CheckPoint.objects.filter(edition=edition).order_by("-position")}
    there = _there(points)
    preview = Preview()
    for row in sheet.rows:
        _plan(row, sheet, archive, points, there, preview)
    preview.errors = sorted(sheet.errors, key=lambda error: error.row)
    return preview


def _there(points: Mapping[str, CheckPoint]) -> dict[str, set[tuple[str, str]]]:
    """wording -> (kind, hash) of the cards that stand."""
    found: dict[str, set[tuple[str, str]]] = {point.name_zh: set() for point in points.values()}
    rows = StandardCard.objects.filter(wording_zh__in=found, withdrawn_at=None)
    for wording, kind, sha256 in rows.values_list("wording_zh", "kind", "file__sha256"):
        found[wording].add((kind, sha256))
    return found


def _plan(
    row: Row,
    sheet: Sheet,
    archive: Archive,
    points: Mapping[str, CheckPoint],
    there: dict[str, set[tuple[str, str]]],
    preview: Preview,
) -> None:
    point = points.get(row["check_point"])
    if point is None:
        return sheet.refuse(row.number, POINT, _("This edition has no check point of this code."))
    try:
        picture = archive.read(row["picture"])
        found = checked(picture) if picture is not None else None
    except Refused as refused:
        return sheet.refuse(row.number, PICTURE, refused.message)
    if found is None:
        return sheet.refuse(row.number, PICTURE, _("The archive has no file of this name."))
    if found.picture is None:
        return sheet.refuse(row.number, PICTURE, _("A card shows a picture: choose JPEG, PNG or WebP."))
    shown = there[point.name_zh]
    if (row["kind"], found.sha256) in shown or (row["kind"], row["fingerprint"].lower()) in shown:
        preview.unchanged_count += 1
        return None
    if len(shown) >= MOST_CARDS:
        most = {"most": MOST_CARDS}
        return sheet.refuse(row.number, "", _("A check point has at most %(most)s cards: withdraw one.") % most)
    shown.add((row["kind"], found.sha256))
    new = NewCard(point, row["kind"], row["caption"], row["source"], row["picture"], found.content)
    label = f"{CardKind(row['kind']).label} · {row['caption']}"
    preview.rows.append(Planned("added", point.code, label, {"card": new}, []))
    return None


def card_archive(edition: Edition, *, chinese: bool) -> Iterator[tuple[str, bytes]]:
    """The entries of the edition's archive, the index last. Pictures are drawn anew, without what a camera wrote; the
    fingerprint lets the same city know its own cards again.
    """
    header = [column.aliases[0] if chinese else column.name for column in CARD_COLUMNS]
    rows: list[list[Any]] = []
    points = list(CheckPoint.objects.filter(edition=edition).order_by("position", "pk"))
    cards, seen = cards_of(points), set()
    copies = copies_of(card.file_id for own in cards.values() for card in own)
    for point in points:
        for number, card in enumerate(cards.get(point.pk, ()) if point.name_zh not in seen else (), start=1):
            name = f"{point.code}-{number:02}-{card.kind}.jpg"
            try:
                content = shown_bytes(card.file, copies)
            except NotFound:
                continue
            kind = KINDS_ZH[CardKind(card.kind)] if chinese else card.kind
            rows.append([point.code, kind, card.caption_zh, card.source_zh, name, card.file.sha256])
            yield name, content
        seen.add(point.name_zh)
    target = io.BytesIO()
    write_xlsx(target, [Writable("图卡" if chinese else "cards", header, rows, (16, 12, 40, 30, 28, 66))])
    yield "index.xlsx", target.getvalue()
