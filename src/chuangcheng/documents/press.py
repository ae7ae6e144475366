"""The red and black lists for the press conference with the court: what is published at this moment, as a paper."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby

from django.utils.timezone import localtime

from chuangcheng.documents.blocks import Block, Heading, Paragraph, Table, Title
from chuangcheng.documents.layout import Fonts
from chuangcheng.documents.papers import letterhead
from chuangcheng.documents.writing import Paper, write_docx
from chuangcheng.integrity.queries import Entry, ListKind

NAMES = {ListKind.RED: "诚信红榜", ListKind.BLACK: "失信黑榜"}
HEAD = ("序号", "名称（姓名）", "号码", "列入事由", "认定单位", "文书号", "公示截止")


def press_list(entries: Sequence[Entry], at: datetime) -> bytes:
    """A DOCX of approved entries by list and field, masked as everybody sees them."""
    head, day = letterhead(), localtime(at).strftime("%Y年%-m月%-d日")
    blocks: list[Block] = [
        Title("诚信“红黑榜”发布名单"),
        Paragraph(
            (f"以下名单均经审核、告知或者公示并作出决定，截至{day}仍在公示期内；到期、修复或者更正的不再列入。",)
        ),
    ]
    for kind in (ListKind.RED, ListKind.BLACK):
        chosen = [one for one in entries if one.kind == kind]
        blocks.append(Heading(1, (f"{NAMES[kind]}（{len(chosen)}个）",)))
        for field, rows in groupby(sorted(chosen, key=_field), key=_field):
            blocks += [Heading(2, (field,)), _table(list(rows))]
    fonts = Fonts(head.title_font, head.body_font, head.heading_font, head.subheading_font)
    return write_docx(Paper("诚信红黑榜发布名单", blocks, head.office_zh, fonts))


def _field(entry: Entry) -> str:
    return entry.ground.field.name_zh


def _table(entries: Sequence[Entry]) -> Table:
    rows = tuple(
        (
            (str(number),),
            (one.shown_name,),
            (one.shown_number,),
            (one.ground.ground_zh,),
            (one.authority.short_name_zh or one.authority.name_zh,),
            (one.document_zh,),
            (one.publish_until.isoformat(),),
        )
        for number, one in enumerate(entries, start=1)
    )
    return Table(HEAD, rows, (6, 20, 20, 22, 12, 14, 12), (0,))
