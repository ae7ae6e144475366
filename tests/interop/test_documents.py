"""An official document as both writers print it, measured and looked at: GB/T 9704-2012."""

import io
import re
import unicodedata
from collections.abc import Callable
from pathlib import Path

import docx
import pytest

from chuangcheng.documents import layout
from chuangcheng.documents.blocks import (
    Attachment,
    AttachmentNote,
    Foot,
    Heading,
    Imprint,
    MainRecipients,
    Paragraph,
    RedHead,
    Remark,
    Signature,
    Table,
    Title,
    plain,
    printed,
    texts,
)
from chuangcheng.documents.writing import Paper, write_docx, write_pdf
from tests.interop.pages import Word, lines, looks, pages, red_rows, words

pytestmark = pytest.mark.interop
OFFICE = "雄关市创建全国文明城市指挥部办公室"
LEFT, RIGHT = layout.LEFT_MM, layout.PAGE_MM[0] - layout.RIGHT_MM
TOP, BOTTOM = layout.TOP_MM, layout.PAGE_MM[1] - layout.BOTTOM_MM
SEAL = "ab12" * 16
HOSTILE = (
    "市交通运输局🚧<b>加粗</b>&amp;",
    "#set page(fill: red) $x^2$ `raw` *粗* _斜_ @label <tag> \\ [ ] { }",
    '{{ 7*7 }} {% load %} =HYPERLINK("http://example.org") +1 -1 @SUM',
    "控制\x00\x07\x1b[31m字符\ufffe\x0b换页\x0c",
    "反向\u202e罗文向反\u202c\u2066隔离\u2069",
    "极长的单位名称" * 40,
    "𠮷野家门前𬭎 ①②③ ㎡ ℃ ‰ 〔〕",
    "第一行\n第二行\r\n第三行\t制表",
    "e\u0301 组合字符",
)

PRINTED = (
    "<b>加粗</b>&amp;",
    "#setpage(fill:red)$x^2$",
    "{{7*7}}{%load%}",
    "控制[31m字符换页",
    "极长的单位名称" * 3,
    "第一行第二行第三行制表",
)


def _paper(*body: object, number: str = "雄创办发〔2026〕3号", rows: int = 60) -> Paper:
    blocks = [
        RedHead(f"{OFFICE}文件", number, "2026年第9期（总第41期）"),
        Title(f"{OFFICE}关于2026年11月23日至27日实地督查情况的通报"),
        MainRecipients("市交通运输局、市市场监督管理局"),
        *body,
        AttachmentNote(("问题清单",)),
        Signature(OFFICE, "2026年11月27日"),
        Remark("联系人：督查科"),
        Attachment("附件", "问题清单", is_wide=True),
        Table(("编号", "问题"), tuple(((f"2026-{n:06}",), ("路面破损",)) for n in range(rows)), (2, 8)),
        Imprint("市委办公室", OFFICE, "2026年11月27日印发"),
        Foot(f"记录封签第128号 {SEAL}"),
    ]
    return Paper("通报", blocks)  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def long() -> Paper:
    """Enough text to fill pages with nothing else."""
    return _paper(Heading(1, ("主要问题",)), Paragraph(("督" * layout.CHARACTERS * 70,)))


@pytest.fixture(scope="module", params=["docx", "typst"])
def pdf(request: pytest.FixtureRequest, long: Paper, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same document, once by way of LibreOffice and once from our own typesetter."""
    return _printed(request, long, tmp_path_factory)


def _printed(request: pytest.FixtureRequest, paper: Paper, folders: pytest.TempPathFactory) -> Path:
    if request.param == "docx":
        as_pdf: Callable[[bytes], Path] = request.getfixturevalue("as_pdf")
        return as_pdf(write_docx(paper))
    path = folders.mktemp("typst") / "document.pdf"
    path.write_bytes(write_pdf(paper))
    return path


def _text_lines(page: list[Word]) -> list[list[Word]]:
    """Lines inside the text block: not the foot."""
    return [line for line in lines(page) if line[0].bottom < BOTTOM + 1]


def test_a_full_page_has_22_lines_of_28_characters_inside_the_text_block(pdf: Path) -> None:
    full = _text_lines(pages(pdf)[2])
    assert [len("".join(word.text for word in line)) for line in full] == [layout.CHARACTERS] * layout.LINES
    assert min(word.left for line in full for word in line) == pytest.approx(LEFT, abs=0.6)
    assert max(word.right for line in full for word in line) == pytest.approx(RIGHT, abs=1.2)
    assert TOP - 1.5 <= min(word.top for line in full for word in line) <= TOP + 4
    assert BOTTOM - 6 <= max(word.bottom for line in full for word in line) <= BOTTOM + 1.5
    pitches = {round(b[0].bottom - a[0].bottom, 1) for a, b in zip(full, full[1:], strict=False)}
    assert all(pitch == pytest.approx(layout.PITCH_PT * 25.4 / 72, abs=0.11) for pitch in pitches)


def test_the_red_head_stands_where_the_standard_puts_it(pdf: Path, tmp_path: Path) -> None:
    page = looks(pdf, tmp_path)[0]
    per_mm = page.height / layout.PAGE_MM[1]
    rules = red_rows(page)
    assert rules, "no red line"
    row, first, last = rules[0]
    assert rules[-1][0] - row <= 4, "one line, not a red field"
    assert [first / per_mm, last / per_mm] == pytest.approx([LEFT, RIGHT], abs=0.8)
    found = pages(pdf)[0]
    number = next(word for word in found if word.text.startswith("雄创办发"))
    issue = next(word for word in found if "期" in word.text and word.top > number.top)
    assert row / per_mm - issue.bottom == pytest.approx(4, abs=2.5)
    head = next(word for word in found if word.text.startswith(OFFICE))
    assert 35 - 3 <= head.top - TOP <= 35 + 8
    above = page.crop((0, int((head.top - 1) * per_mm), page.width, int((head.bottom + 1) * per_mm)))
    assert any(red > 180 and green < 110 for red, green, _blue in above.get_flattened_data())


def test_page_numbers_stand_outside_and_below(pdf: Path) -> None:
    for at, page in enumerate(pages(pdf)[:4], start=1):
        foot = [word for word in page if word.bottom > BOTTOM + 2]
        number = next(word for word in foot if word.text.strip("—") == str(at) or word.text == str(at))
        assert 2 <= number.top - BOTTOM <= 12
        if at % 2:
            assert RIGHT - 18 <= number.right <= RIGHT - 3, "odd: on the right, one character from the edge"
        else:
            assert LEFT + 3 <= number.left <= LEFT + 18, "even: on the left"
        assert SEAL in "".join(word.text for word in foot)


def test_the_imprint_closes_the_last_page(pdf: Path) -> None:
    last = _text_lines(pages(pdf)[-1])
    said = ["".join(word.text for word in line) for line in last]
    assert said[-2].startswith("抄送：") and OFFICE in said[-1] and "印发" in said[-1]
    assert last[-1][0].bottom > BOTTOM - 8


def test_long_tables_lie_on_turned_pages_and_repeat_their_heads(pdf: Path, tmp_path: Path) -> None:
    turned = [at for at, page in enumerate(looks(pdf, tmp_path, 40)) if page.width > page.height]
    assert len(turned) >= 2
    for at in turned:
        assert any(word.text == "编号" for word in pages(pdf)[at])


def test_both_writers_print_the_same_text(as_pdf: Callable[[bytes], Path], tmp_path: Path) -> None:
    """Character for character, in the order of reading; without the foot, which stands on every page."""
    table = Table(("单位", "问题"), ((("交通局",), ("路灯不亮（已改）",)), (("市场局",), ("占道经营",))), (1, 2))
    paper = _paper(Heading(1, ("主要问题",)), Paragraph(("督查发现问题71个，已改52个。" * 20,)), table, rows=2)
    ours = tmp_path / "ours.pdf"
    ours.write_bytes(write_pdf(paper))
    theirs = as_pdf(write_docx(paper))
    assert _body(theirs) == _body(ours)
    assert "督查发现问题71个，已改52个。" * 20 in _body(ours)


def _body(pdf: Path) -> str:
    found = ("".join(word.text for word in line) for page in pages(pdf) for line in lines(page))
    return "".join(line for line in found if SEAL not in line and not re.fullmatch(r"—\d+—", line))


def test_hostile_names_are_printed_as_they_are_by_both(as_pdf: Callable[[bytes], Path], tmp_path: Path) -> None:
    rows = tuple(((one,), (one[:60],)) for one in HOSTILE)
    body = [Heading(2, (one,)) for one in HOSTILE] + [Paragraph((one,)) for one in HOSTILE]
    paper = _paper(*body, Table(("甲", "乙"), rows, (1, 1)), number=HOSTILE[0])
    ours = tmp_path / "ours.pdf"
    ours.write_bytes(write_pdf(paper))
    theirs = as_pdf(write_docx(paper))
    for path in (ours, theirs):
        said = unicodedata.normalize("NFKC", words(path))
        for whole in (
            "<b>加粗</b>&amp;",
            "#setpage(fill:red)$x^2$",
            "{{7*7}}{%load%}",
            "控制[31m字符换页",
            "极长的单位名称" * 3,
        ):
            assert whole in said, (path, whole)
        assert not set(said) & set("\x00\x07\x1b\u202e\u2066")


def test_word_processors_find_ordinary_paragraphs_and_fonts_by_name(long: Paper) -> None:
    found = docx.Document(io.BytesIO(write_docx(long)))
    runs = [run for line in found.paragraphs for run in line.runs if run.text.strip()]
    fonts = {run._element.rPr.rFonts.get(EAST) for run in runs}
    assert {"仿宋_GB2312", "方正小标宋简体", "黑体"} <= fonts
    said = "".join("".join(line.text.split()) for line in found.paragraphs)
    for block in printed(long.blocks):
        for text in texts(block) if isinstance(block, Paragraph | Heading) else ():
            assert "".join(plain(text).split()) in said
    assert [len(table.rows) for table in found.tables] == [61, 2]
    first = found.sections[0]
    measured = [round(one.mm) for one in (first.top_margin, first.left_margin, first.right_margin, first.bottom_margin)]
    assert measured == [layout.TOP_MM, layout.LEFT_MM, layout.RIGHT_MM, layout.BOTTOM_MM]
    assert found.settings.odd_and_even_pages_header_footer


EAST = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}eastAsia"
