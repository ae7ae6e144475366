"""What python-docx has no word for: fonts of Chinese text, the line grid, rules, floating tables, the page number.

Element names are those of ECMA-376 (WordprocessingML).
"""

from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import nsdecls, qn
from docx.oxml.parser import parse_xml
from docx.shared import Mm, Pt

from chuangcheng.documents.layout import BODY_PT, INSTEAD, LEFT_MM, PITCH_PT, POINTS_PER_MM, Fonts

AFTER_SPACING = tuple(
    f"w:{tag}"
    for tag in (
        "bidi",
        "adjustRightInd",
        "snapToGrid",
        "spacing",
        "ind",
        "contextualSpacing",
        "mirrorIndents",
        "jc",
        "outlineLvl",
        "rPr",
        "sectPr",
    )
)
"""What follows in the properties of a paragraph (CT_PPr), whose order is fixed."""
IMPRINT_PAD_PT = 4.0
FONT_TABLE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/fontTable"


def element(tag: str, /, **attributes: str) -> Any:
    """`w:tag` with `w:` attributes."""
    made = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made


def set_up(file: Any, fonts: Fonts) -> None:
    """The ordinary paragraph of the standard, pages that differ left and right, what stands in for missing fonts."""
    normal = file.styles["Normal"]
    normal.font.size, normal.font.name = Pt(BODY_PT), fonts.latin
    set_fonts(normal.element.get_or_add_rPr(), fonts.body, fonts.latin)
    shape = normal.paragraph_format
    shape.space_before = shape.space_after = Pt(0)
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(PITCH_PT)
    shape.alignment, shape.widow_control = WD_ALIGN_PARAGRAPH.JUSTIFY, False
    _set_plain(normal.element.get_or_add_pPr())
    file.settings.odd_and_even_pages_header_footer = True
    for theme in file.settings.element.findall(qn("w:themeFontLang")):
        theme.set(qn("w:eastAsia"), "zh-CN")
    for language in normal.element.rPr.findall(qn("w:lang")):
        normal.element.rPr.remove(language)
    normal.element.rPr.append(element("lang", val="en-US", eastAsia="zh-CN"))
    _name_fonts(file, fonts)


def _set_plain(properties: Any) -> None:
    """Exact lines need no grid to snap to; and the standard knows no gap between characters and digits."""
    for tag in ("autoSpaceDE", "autoSpaceDN", "snapToGrid"):
        properties.insert_element_before(element(tag, val="0"), *AFTER_SPACING)


def close_gaps(file: Any) -> None:
    """The same for each paragraph of the text: LibreOffice does not take it from the style."""
    for paragraph in file.paragraphs:
        _set_plain(paragraph._element.get_or_add_pPr())


def _name_fonts(file: Any, fonts: Fonts) -> None:
    """A table of fonts: a program that lacks one takes the alternative named beside it (17.8.3.1)."""
    rows = []
    for name in dict.fromkeys((fonts.title, fonts.body, fonts.heading, fonts.subheading)):
        made = element("font", name=name)
        made.append(element("altName", val=",".join(INSTEAD.get(name, ("宋体",))[:4])))
        made.append(element("charset", val="86"))
        made.append(element("family", val="auto"))
        rows.append(made)
    for relation in file.part.rels.values():
        if relation.reltype == FONT_TABLE:
            from lxml import etree

            table = parse_xml(f"<w:fonts {nsdecls('w')}/>")
            for row in rows:
                table.append(row)
            relation.target_part._blob = etree.tostring(table, xml_declaration=True, encoding="UTF-8", standalone=True)


def set_fonts(properties: Any, name: str, latin: str) -> None:
    """The font of Chinese text and of Latin letters; numbers within Chinese text follow the Chinese font."""
    fonts = properties.find(qn("w:rFonts"))
    if fonts is None:
        fonts = element("rFonts")
        properties.insert(0, fonts)
    for key, value in (("ascii", name), ("hAnsi", name), ("eastAsia", name), ("cs", latin), ("hint", "eastAsia")):
        fonts.set(qn(f"w:{key}"), value)
    for key in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{key}"), None)


def set_font(run: Any, name: str, latin: str) -> None:
    """The fonts of one run."""
    set_fonts(run._element.get_or_add_rPr(), name, latin)


def set_tracking(run: Any, points: float) -> None:
    """Wider or closer by so many points, in twentieths: `w:spacing` stands before `w:sz` in its properties."""
    properties = run._element.get_or_add_rPr()
    made, size = element("spacing", val=str(round(points * 20))), properties.find(qn("w:sz"))
    if size is None:
        properties.append(made)
    else:
        size.addprevious(made)


def line_grid(section: Any) -> None:
    """So many lines a page as the standard says; the pitch is the paragraphs' own, the grid says the same to WPS."""
    properties = section._sectPr
    for old in properties.findall(qn("w:docGrid")):
        properties.remove(old)
    properties.append(element("docGrid", type="lines", linePitch=str(round(PITCH_PT * 20))))


def page_number(paragraph: Any, fonts: Fonts, size: float) -> None:
    """— 1 — as a field (7.5)."""
    for part in ("— ", None, " —"):
        run = paragraph.add_run(part or "")
        run.font.size = Pt(size)
        set_font(run, "宋体", fonts.latin)
        if part is None:
            for kind in ("begin", "", "end"):
                if kind:
                    run._element.append(element("fldChar", fldCharType=kind))
                else:
                    code = element("instrText")
                    code.text = "PAGE"
                    run._element.append(code)


def rule_beneath(paragraph: Any, colour: str, *, points: float, distance_pt: float) -> None:
    """A line under the paragraph, as wide as the text."""
    borders = element("pBdr")
    borders.append(
        element("bottom", val="single", sz=str(round(points * 8)), space=str(round(distance_pt)), color=colour)
    )
    paragraph._element.get_or_add_pPr().insert_element_before(borders, "w:shd", "w:tabs", *AFTER_SPACING)


def outline(paragraph: Any, level: int) -> None:
    """The level in the navigation of Word and WPS, without a style that would change the look."""
    paragraph._element.get_or_add_pPr().append(element("outlineLvl", val=str(level - 1)))


def frame_table(table: Any, widths_mm: Sequence[float]) -> None:
    """Thin lines all round, fixed widths, as wide as the text."""
    _shape(table, widths_mm)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    borders = element("tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        borders.append(element(side, val="single", sz="4", space="0", color="000000"))
    table._tbl.tblPr.append(borders)


def _shape(table: Any, widths_mm: Sequence[float]) -> None:
    table.autofit = False
    for column, millimetres in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(millimetres)


def add_row(table: Any, *, is_head: bool = False) -> list[Any]:
    """The cells of a new row, which is not torn by the end of a page; a head is repeated on each."""
    row = table.add_row()
    properties = row._tr.get_or_add_trPr()
    properties.append(element("cantSplit"))
    if is_head:
        properties.append(element("tblHeader"))
    cells = list(row.cells)
    for cell, column in zip(cells, table.columns, strict=True):
        cell.width = column.width
    return cells


def imprint_table(table: Any, widths_mm: Sequence[float], *, top_mm: float | None, with_copies: bool) -> None:
    """First and last rule 0.35 mm, between 0.25 mm. `top_mm`: floats, so far from the edge of its page."""
    _shape(table, widths_mm)
    properties = table._tbl.tblPr
    if top_mm is not None:
        across, down = (str(round(one * POINTS_PER_MM * 20)) for one in (LEFT_MM, top_mm))
        place = element("tblpPr", vertAnchor="page", horzAnchor="page", tblpX=across, tblpY=down)
        properties.insert(1 if properties.find(qn("w:tblStyle")) is not None else 0, place)
    borders = element("tblBorders")
    for side, millimetres in (("top", 0.35), ("bottom", 0.35), ("insideH", 0.25 if with_copies else 0.0)):
        if millimetres:
            eighths = str(round(millimetres * POINTS_PER_MM * 8))
            borders.append(element(side, val="single", sz=eighths, space="0", color="000000"))
    properties.append(borders)
    margins = element("tblCellMar")
    for side, points in (("top", IMPRINT_PAD_PT), ("left", 0.0), ("bottom", IMPRINT_PAD_PT), ("right", 0.0)):
        margins.append(element(side, w=str(round(points * 20)), type="dxa"))
    properties.append(margins)
