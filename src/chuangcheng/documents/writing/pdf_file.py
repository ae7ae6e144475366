"""The PDF: blocks go to typst as JSON, its root an empty folder. No text of ours or of others is ever run as markup."""

import json
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, Literal

import typst
from django.conf import settings

from chuangcheng.documents import layout
from chuangcheng.documents.blocks import (
    Attachment,
    AttachmentNote,
    Block,
    Heading,
    Imprint,
    MainRecipients,
    Paragraph,
    Picture,
    RedHead,
    Remark,
    Signature,
    Table,
    Title,
    clean,
    plain,
)
from chuangcheng.documents.rules import head_size, lines_of_title, signature_indents
from chuangcheng.documents.writing.parts import Image, Paper, parts

ROOM = Path(__file__).resolve().parent.parent
TEMPLATE, OWN_FONTS = ROOM / "typst" / "document.typ", ROOM / "fonts"
LINE_PT = layout.TEXT_MM[0] * layout.POINTS_PER_MM


def write_pdf(paper: Paper) -> bytes:
    """The pages. Fonts of the city lie in `fonts/` of the data folder; what is missing is stood in for."""
    found = _compiled(paper, "pdf")
    assert isinstance(found, bytes)
    return found


def _compiled(paper: Paper, form: Literal["pdf", "png"]) -> Any:
    folders = [str(one) for one in (Path(settings.DATA) / "fonts", OWN_FONTS) if one.is_dir()]
    fonts = typst.Fonts(include_system_fonts=True, font_paths=folders)
    inputs = {"data": json.dumps(_data(paper), ensure_ascii=False)}
    with tempfile.TemporaryDirectory() as empty:
        compiler = typst.Compiler(TEMPLATE.read_bytes(), root=empty, font_paths=fonts, sys_inputs=inputs)
        return compiler.compile(format=form)


def _data(paper: Paper) -> dict[str, Any]:
    found, foot = parts(paper)
    named = asdict(paper.fonts)
    stacks = {name: _ordered(named, name) for name in ("title", "body", "heading", "subheading")}
    return {
        "title": clean(paper.title),
        "author": clean(paper.author),
        "foot": foot,
        "fonts": {**stacks, "number": layout.stack("宋体")},
        "layout": {
            "top": layout.TOP_MM,
            "bottom": layout.BOTTOM_MM,
            "left": layout.LEFT_MM,
            "right": layout.RIGHT_MM,
            "body": layout.BODY_PT,
            "title": layout.TITLE_PT,
            "four": layout.FOUR_PT,
            "table": layout.TABLE_PT,
            "table_wide": layout.TABLE_WIDE_PT,
            "foot": layout.FOOT_PT,
            "pitch": layout.PITCH_PT,
            "tracking": layout.TRACKING_PT,
            "red": f"#{layout.RED}",
        },
        "parts": [
            {
                "is_wide": one.is_wide,
                "blocks": [drawn for block in one.blocks if (drawn := _drawn(block, paper)) is not None],
            }
            for one in found
        ],
    }


def _ordered(named: dict[str, str], role: str) -> list[str]:
    """Text in Chinese characters takes its Latin letters from the same font: the standard knows no other."""
    return layout.stack(named[role])


def _drawn(block: Block, paper: Paper) -> dict[str, Any] | None:
    if isinstance(block, Picture):
        return _picture(block, paper.pictures.get(block.file))
    return {"kind": "attachment_title" if isinstance(block, Attachment) else block.kind, **DRAWN[type(block)](block)}


def _picture(block: Picture, image: Image | None) -> dict[str, Any] | None:
    """As a list of bytes; a picture that is gone is left out."""
    if image is None:
        return None
    return {
        "kind": "picture",
        "data": list(image.content),
        "format": image.format,
        "width_mm": block.width_mm,
        "caption": block.caption,
    }


def _table(block: Table) -> dict[str, Any]:
    return {
        "head": block.head,
        "rows": [[plain(cell) for cell in row] for row in block.rows],
        "widths": block.widths,
        "numbers": block.numbers,
        "caption": block.caption,
    }


def _signature(block: Signature) -> dict[str, Any]:
    unit, date = signature_indents(block.unit, block.date)
    return {"unit": block.unit, "date": block.date, "unit_indent": unit, "date_indent": date}


DRAWN: dict[type[Any], Callable[[Any], dict[str, Any]]] = {
    RedHead: lambda one: {
        "authority": one.authority,
        "number": one.number,
        "note": one.note,
        "size": head_size(one.authority, LINE_PT),
    },
    Title: lambda one: {"lines": lines_of_title(one.text)},
    MainRecipients: lambda one: {"text": f"{one.text}："},
    Heading: lambda one: {"level": one.level, "text": plain(one.text)},
    Paragraph: lambda one: {"text": plain(one.text), "is_flush": one.is_flush},
    Table: _table,
    AttachmentNote: lambda one: {"names": one.names},
    Signature: _signature,
    Remark: lambda one: {"text": one.text},
    Attachment: lambda one: {"number": one.number, "lines": lines_of_title(one.title)},
    Imprint: lambda one: {"copies": one.copies, "issuer": one.issuer, "date": one.date},
}
