"""What goes into a pack, and what assessors see under a link: accepted documents with confirmed uses, by code."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from chuangcheng.evidence.models import FileState
from chuangcheng.evidence.rules import EXTENSIONS
from chuangcheng.frameworks.models import Edition, Indicator
from chuangcheng.kit.spreadsheets import Writable
from chuangcheng.materials import rules
from chuangcheng.materials.models import Document, DocumentState, Link, VersionFile

BATCH = 200
INDEX_HEADER = (
    "标准编码", "测评项目", "测评内容", "测评标准", "要求编码", "材料要求", "材料编号", "标题", "类型", "日期", "地点",
    "人物", "主题", "提供单位", "图注", "文件路径", "字节数", "SHA-256", "审核通过时间", "备注",
)  # fmt: skip
KINDS_ZH = {
    "document": "文件",
    "plan": "方案",
    "summary": "总结",
    "statement": "情况说明",
    "photo": "照片",
    "figures": "数据统计表",
    "other": "其他",
}
"""The index speaks the language of those who receive it, whoever asked for the pack."""


@dataclass(slots=True)
class PackedFile:
    """One file in its place in the ZIP, with all that the index says of it. `is_lost`: the storage no longer has it."""

    path: str
    stored_path: str
    document_id: int
    codes: tuple[str, ...]
    names: tuple[str, ...]
    demand_code: str
    demand_zh: str
    number: str
    title: str
    kind: str
    thing_on: date | None
    place: str
    persons: str
    theme: str
    unit: str
    label: str
    size: int
    sha256: str
    accepted_at: datetime | None
    is_lost: bool = False


def accepted_links(edition: Edition) -> QuerySet[Link]:
    """Confirmed uses of accepted documents for an edition's standards, in its order."""
    rows = Link.objects.filter(
        demand__standard__edition=edition, document__state=DocumentState.ACCEPTED, confirmed_at__isnull=False
    )
    related = ("demand__standard", "document__unit")
    return rows.select_related(*related).order_by("demand__standard__position", "demand__number", "document__number")


def accepted_count(edition: Edition) -> int:
    """How many documents a pack of this edition would hold."""
    return accepted_links(edition).order_by().values("document").distinct().count()


def tree_names(edition: Edition) -> dict[str, str]:
    """Code -> Chinese name of every item, content and standard of an edition."""
    return dict(Indicator.objects.filter(edition=edition).values_list("code", "name_zh"))


def packed_files(edition: Edition) -> Iterator[PackedFile]:
    """Every file in its folder; a document that serves several standards stands in the folder of each.

    Read in batches: memory does not grow with the number of documents.
    """
    names, taken = tree_names(edition), set[str]()
    keys = list(accepted_links(edition).values_list("pk", flat=True))
    for start in range(0, len(keys), BATCH):
        links = {link.pk: link for link in accepted_links(edition).filter(pk__in=keys[start : start + BATCH])}
        files = files_of(link.document for link in links.values())
        for pk in keys[start : start + BATCH]:
            if link := links.get(pk):
                for row in files.get(link.document_id, []):
                    yield _packed(link, row, names, taken)


def files_of(documents: Iterable[Document]) -> dict[int, list[VersionFile]]:
    """Document id -> the files of its newest version, in order. One query."""
    newest = {document.pk: document.version_count for document in documents}
    rows = VersionFile.objects.filter(version__document__in=newest, file__state=FileState.CLEARED)
    found: dict[int, list[VersionFile]] = {}
    for row in rows.select_related("file", "version").order_by("version__document", "position"):
        if row.version.number == newest[row.version.document_id]:
            found.setdefault(row.version.document_id, []).append(row)
    return found


def _packed(link: Link, row: VersionFile, names: dict[str, str], taken: set[str]) -> PackedFile:
    document, standard = link.document, link.demand.standard
    codes = tuple(part for part in standard.path.split("/") if part)
    folder = rules.folder_of(codes, names)
    label = f"-{row.label_zh}" if row.label_zh else ""
    stem = rules.safe_part(f"{link.demand.code} {document.number} {document.title_zh}", 70)
    path = _unique(f"{folder}/{stem}-{row.position}{label}", EXTENSIONS[row.file.media_type], taken)
    return PackedFile(
        path=path,
        stored_path=row.file.path,
        document_id=document.pk,
        codes=codes,
        names=tuple(names.get(code, "") for code in codes),
        demand_code=link.demand.code,
        demand_zh=link.demand.title_zh,
        number=document.number,
        title=document.title_zh,
        kind=KINDS_ZH[document.kind],
        thing_on=document.thing_on,
        place=document.place_zh,
        persons=document.persons_zh,
        theme=document.theme_zh,
        unit=document.unit.name_zh,
        label=row.label_zh,
        size=row.file.size,
        sha256=row.file.sha256,
        accepted_at=document.decided_at,
    )


def _unique(stem: str, ending: str, taken: set[str]) -> str:
    path, number = f"{stem}.{ending}", 1
    while path.lower() in taken:
        number += 1
        path = f"{stem} ({number}).{ending}"
    taken.add(path.lower())
    return path


def index_sheet(rows: Sequence[PackedFile]) -> Writable:
    """The index by code: one row per file."""
    return Writable("索引", INDEX_HEADER, (_line(row) for row in rows), [14, 20, 20, 40, 14, 40, 14, 40, 10])


def _line(row: PackedFile) -> list[Any]:
    item, content, standard = (*row.names, "", "", "")[:3]
    return [
        row.codes[-1], item, content, standard, row.demand_code, row.demand_zh, row.number, row.title, row.kind,
        row.thing_on, row.place, row.persons, row.theme, row.unit, row.label, row.path, row.size, row.sha256,
        row.accepted_at, "文件缺失" if row.is_lost else "",
    ]  # fmt: skip


def has_document(edition: Edition, document: Document) -> bool:
    """True if the document is part of what an edition's pack would hold."""
    return bool(accepted_links(edition).filter(document=document).exists())
