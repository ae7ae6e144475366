"""The DOCX: ordinary paragraphs, tables and styles that Word and WPS can edit; fonts by name."""

import io
from collections.abc import Callable
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Emu, Mm, Pt, RGBColor

from chuangcheng.documents import layout
from chuangcheng.documents.blocks import (
    Attachment,
    AttachmentNote,
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
from chuangcheng.documents.rules import head_size, lines_of_title, signature_indents, width
from chuangcheng.documents.writing import markup
from chuangcheng.documents.writing.parts import Paper, Part, parts

CENTRE, RIGHT, LEFT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT, WD_ALIGN_PARAGRAPH.LEFT
CHARACTER = layout.BODY_PT + layout.TRACKING_PT
LINE_PT = layout.TEXT_MM[0] * layout.POINTS_PER_MM
LEVEL_STYLES = ("heading", "subheading", "body", "body")


def write_docx(paper: Paper) -> bytes:
    """The file. Nothing in it is active: no macros, no links, no fields but the page number."""
    found, foot = parts(paper)
    writer = _Writer(paper, foot)
    for number, part in enumerate(found):
        writer.begin(part, is_first=number == 0)
        for block in part.blocks:
            writer.write(block, part)
    markup.close_gaps(writer.file)
    target = io.BytesIO()
    writer.file.save(target)
    return target.getvalue()


class _Writer:
    """One file while it is written."""

    def __init__(self, paper: Paper, foot: str) -> None:
        self.paper, self.foot = paper, foot
        self.file: Any = Document()
        markup.set_up(self.file, paper.fonts)
        self.file.core_properties.title = clean(paper.title)[:250]
        self.file.core_properties.author = clean(paper.author)[:250]
        self.file.core_properties.comments = ""

    def begin(self, part: Part, *, is_first: bool) -> None:
        """The first section, or a new one on a new page."""
        section = self.file.sections[0] if is_first else self.file.add_section(WD_SECTION.NEW_PAGE)
        across, height = (Mm(one) for one in layout.PAGE_MM)
        edges = [Mm(one) for one in (layout.TOP_MM, layout.RIGHT_MM, layout.BOTTOM_MM, layout.LEFT_MM)]
        if part.is_wide:
            across, height, edges = height, across, [edges[3], edges[0], edges[1], edges[2]]
        section.orientation = WD_ORIENT.LANDSCAPE if part.is_wide else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = across, height
        section.top_margin, section.right_margin, section.bottom_margin, section.left_margin = edges
        # The bar of the page number is 7 mm beneath the text; the footer's own distance is from the page's edge.
        section.footer_distance = Emu(max(edges[2] - Mm(7) - Pt(layout.FOUR_PT) - Mm(3), Mm(8)))
        markup.line_grid(section)
        if is_first:
            for footer, is_left in ((section.footer, False), (section.even_page_footer, True)):
                self._foot(footer, is_left=is_left)

    def _foot(self, footer: Any, *, is_left: bool) -> None:
        """单页码居右空一字, 双页码居左空一字 (7.5); beneath it the seal of the record, small."""
        footer.is_linked_to_previous = False
        number = footer.paragraphs[0]
        number.alignment = LEFT if is_left else RIGHT
        shape = number.paragraph_format
        shape.left_indent, shape.right_indent = (Pt(layout.FOUR_PT), None) if is_left else (None, Pt(layout.FOUR_PT))
        shape.first_line_indent, shape.line_spacing = Pt(0), Pt(layout.FOUR_PT + 2)
        markup.page_number(number, self.paper.fonts, layout.FOUR_PT)
        if self.foot:
            seal = footer.add_paragraph()
            seal.alignment = LEFT
            seal.paragraph_format.first_line_indent, seal.paragraph_format.line_spacing = Pt(0), Pt(8)
            run = self._run(seal, self.foot, layout.FOOT_PT)
            run.font.color.rgb = RGBColor(110, 110, 110)

    def write(self, block: Any, part: Part) -> None:
        """One block at the end of the file."""
        WRITTEN[type(block)](self, block, part)

    def _run(self, paragraph: Any, text: str, size: float = layout.BODY_PT, role: str = "body") -> Any:
        run = paragraph.add_run(text)
        run.font.size = Pt(size)
        markup.set_font(run, getattr(self.paper.fonts, role), self.paper.fonts.latin)
        if size == layout.BODY_PT:
            markup.set_tracking(run, layout.TRACKING_PT)
        return run

    def _line(
        self, text: str, *, align: Any = None, role: str = "body", size: float = layout.BODY_PT, indent: float = 0.0
    ) -> Any:
        """A paragraph; `indent` of its first line in characters."""
        paragraph = self.file.add_paragraph()
        if align is not None:
            paragraph.alignment = align
        paragraph.paragraph_format.first_line_indent = Pt(indent * CHARACTER)
        if size > layout.BODY_PT:
            paragraph.paragraph_format.line_spacing = Pt(size + 10)
        self._run(paragraph, text, size, role)
        return paragraph

    def red_head(self, block: RedHead, part: Part) -> None:
        """发文机关标志 35 mm beneath the edge of the text, the number two lines on, the red line 4 mm beneath (7.2)."""
        size = head_size(block.authority, LINE_PT)
        head = self._line(block.authority, align=CENTRE, role="title", size=size)
        head.paragraph_format.space_before = Mm(35)
        head.paragraph_format.space_after = Pt(layout.PITCH_PT)
        head.runs[0].font.color.rgb = RGBColor.from_string(layout.RED)
        last = self._line(block.number, align=CENTRE)
        if block.note:
            last = self._line(block.note, align=CENTRE)
        markup.rule_beneath(last, layout.RED, points=1.5, distance_pt=4 * layout.POINTS_PER_MM)
        last.paragraph_format.space_after = Pt(layout.PITCH_PT)

    def title(self, block: Title, part: Part) -> None:
        self._title(lines_of_title(block.text))

    def _title(self, lines: list[str]) -> None:
        paragraph = self._line(lines[0], align=CENTRE, role="title", size=layout.TITLE_PT)
        for line in lines[1:]:
            paragraph.add_run().add_break()
            self._run(paragraph, line, layout.TITLE_PT, "title")
        paragraph.paragraph_format.space_after = Pt(layout.PITCH_PT)

    def main_recipients(self, block: MainRecipients, part: Part) -> None:
        self._line(f"{block.text}：")

    def heading(self, block: Heading, part: Part) -> None:
        paragraph = self._line(plain(block.text), role=LEVEL_STYLES[block.level - 1], indent=2)
        paragraph.paragraph_format.keep_with_next = block.level < 3
        markup.outline(paragraph, block.level)

    def paragraph(self, block: Paragraph, part: Part) -> None:
        self._line(plain(block.text), indent=0 if block.is_flush else 2)

    def table(self, block: Table, part: Part) -> None:
        if block.caption:
            self._line(block.caption, align=CENTRE, role="heading", size=layout.FOUR_PT)
        size = layout.TABLE_WIDE_PT if part.is_wide else layout.TABLE_PT
        room = layout.TEXT_MM[1] if part.is_wide else layout.TEXT_MM[0]
        table = self.file.add_table(rows=0, cols=len(block.widths))
        markup.frame_table(table, [room * share / sum(block.widths) for share in block.widths])
        if block.head:
            cells = markup.add_row(table, is_head=True)
            for cell, name in zip(cells, block.head, strict=True):
                self._cell(cell, name, size, CENTRE, "heading")
        for row in block.rows:
            for number, (cell, text) in enumerate(zip(markup.add_row(table), row, strict=True)):
                names_row = not block.head and number % 2 == 0
                align = RIGHT if number in block.numbers else LEFT
                self._cell(cell, plain(text), size, align, "heading" if names_row else "body")

    def _cell(self, cell: Any, text: str, size: float, align: Any, role: str) -> None:
        paragraph = cell.paragraphs[0]
        paragraph.alignment = align
        paragraph.paragraph_format.first_line_indent = Pt(0)
        paragraph.paragraph_format.line_spacing = Pt(size * 1.35)
        self._run(paragraph, text, size, role)

    def picture(self, block: Picture, part: Part) -> None:
        image = self.paper.pictures.get(block.file)
        if image is None:
            return
        paragraph = self.file.add_paragraph()
        paragraph.alignment = CENTRE
        paragraph.paragraph_format.first_line_indent, paragraph.paragraph_format.line_spacing = Pt(0), 1.0
        paragraph.paragraph_format.keep_with_next = bool(block.caption)
        paragraph.add_run().add_picture(io.BytesIO(image.content), width=Mm(block.width_mm))
        if block.caption:
            self._line(block.caption, align=CENTRE, size=layout.TABLE_PT)

    def attachment_note(self, block: AttachmentNote, part: Part) -> None:
        """正文下空一行左空二字 (7.3.4)."""
        for number, name in enumerate(block.names, start=1):
            shown = f"{number}. {name}" if len(block.names) > 1 else name
            line = self._line(f"附件：{shown}" if number == 1 else shown)
            line.paragraph_format.left_indent = Pt(5 * CHARACTER)
            line.paragraph_format.first_line_indent = Pt(-3 * CHARACTER if number == 1 else 0)
            if number == 1:
                line.paragraph_format.space_before = Pt(layout.PITCH_PT)

    def signature(self, block: Signature, part: Part) -> None:
        """Two lines left for the seal, which comes down over unit and date (7.3.5.1)."""
        unit, date = signature_indents(block.unit, block.date)
        first = self._line(block.unit, align=RIGHT)
        first.paragraph_format.right_indent = Pt(unit * CHARACTER)
        first.paragraph_format.space_before = Pt(2 * layout.PITCH_PT)
        first.paragraph_format.keep_with_next = True
        self._line(block.date, align=RIGHT).paragraph_format.right_indent = Pt(date * CHARACTER)

    def remark(self, block: Remark, part: Part) -> None:
        self._line(f"（{block.text}）", indent=2)

    def attachment(self, block: Attachment, part: Part) -> None:
        self._line(block.number, role="heading")
        self._title(lines_of_title(block.title))

    def imprint(self, block: Imprint, part: Part) -> None:
        """At the foot of the last page, 左右各空一字 (7.4). Behind text it floats, but not in LibreOffice 7."""
        copies = f"抄送：{block.copies}" if block.copies else ""
        rows = ([(copies, "")] if copies else []) + [(block.issuer, block.date)]
        widths = (layout.TEXT_MM[0] - 58, 58)
        line_pt, pads = layout.FOUR_PT * 1.35, 2 * markup.IMPRINT_PAD_PT
        lines = _lines(copies, layout.TEXT_MM[0]) + _lines(block.issuer, widths[0])
        height_mm = (lines * line_pt + len(rows) * pads) / layout.POINTS_PER_MM + 1
        top = layout.PAGE_MM[1] - layout.BOTTOM_MM - height_mm
        if is_alone := len(part.blocks) == 1:
            # Nothing stands above it: a blank paragraph does what LibreOffice cannot do by floating.
            self.file.add_paragraph().paragraph_format.space_after = Mm(top - layout.TOP_MM - 3) - Pt(layout.PITCH_PT)
        table = self.file.add_table(rows=0, cols=2)
        markup.imprint_table(table, widths, top_mm=None if is_alone else top, with_copies=bool(copies))
        for left, right in rows:
            cells = markup.add_row(table)
            self._imprint_cell(cells[0] if right else cells[0].merge(cells[1]), left, LEFT)
            if right:
                self._imprint_cell(cells[1], right, RIGHT)
        self.file.add_paragraph().paragraph_format.line_spacing = Pt(1)

    def _imprint_cell(self, cell: Any, text: str, align: Any) -> None:
        self._cell(cell, text, layout.FOUR_PT, align, "body")
        shape = cell.paragraphs[0].paragraph_format
        shape.left_indent = Pt(layout.FOUR_PT) if align == LEFT else None
        shape.right_indent = Pt(layout.FOUR_PT) if align == RIGHT else None


def _lines(text: str, room_mm: float) -> int:
    """How many lines of size 4 a text takes, one character left free on either side."""
    most = room_mm * layout.POINTS_PER_MM / layout.FOUR_PT - 2
    return -(-int(width(text)) // int(most)) if text else 0


Write = Callable[[_Writer, Any, Part], None]
WRITTEN: dict[type[Any], Write] = {
    RedHead: _Writer.red_head,
    Title: _Writer.title,
    MainRecipients: _Writer.main_recipients,
    Heading: _Writer.heading,
    Paragraph: _Writer.paragraph,
    Table: _Writer.table,
    Picture: _Writer.picture,
    AttachmentNote: _Writer.attachment_note,
    Signature: _Writer.signature,
    Remark: _Writer.remark,
    Attachment: _Writer.attachment,
    Imprint: _Writer.imprint,
}
