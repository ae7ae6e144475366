"""Spreadsheets as clerks send them: GBK from an old Excel, Chinese headers, faults that must be found again."""

import io
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.kit.refused import Refused
from chuangcheng.kit.spreadsheets import (
    Column,
    Writable,
    many,
    matches,
    read_rows,
    read_tables,
    truth,
    whole,
    write_csv,
    write_xlsx,
)
from chuangcheng.kit.spreadsheets.streamed import StreamedSheet

COLUMNS = (
    Column("code", ("编码",), is_required=True),
    Column("name_zh", ("名称",), is_required=True, max_length=20),
    Column("count", ("数量",), read=whole),
    Column("is_member", ("是否成员",), read=truth),
    Column("units", ("单位",), read=many),
)
HEADER = ("编码", "名称", "数量", "是否成员", "单位")


def as_csv(text, encoding="utf-8"):
    return text.encode(encoding)


def as_xlsx(rows, header=HEADER):
    file = io.BytesIO()
    write_xlsx(file, [Writable("单位表", header, rows)])
    return file.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_chinese_headers_in_every_encoding_that_offices_save(encoding):
    content = as_csv("编码,名称,数量,是否成员,单位\nDW01,市委办公室,3,是,DW02、DW03\n", encoding)
    sheet = read_rows(content, "单位.csv", COLUMNS)
    assert sheet.errors == []
    assert sheet.rows == [
        {"code": "DW01", "name_zh": "市委办公室", "count": 3, "is_member": True, "units": ["DW02", "DW03"]}
    ]
    assert sheet.name == "单位"


def test_each_fault_is_named_by_sheet_row_and_column():
    content = as_csv("code,name_zh,count\nDW01,,3\n\nDW02,市纪委,三\nDW03,市委组织部,4\n")
    sheet = read_rows(content, "units.csv", COLUMNS)
    assert [(e.sheet, e.row, e.column) for e in sheet.errors] == [
        ("units", 2, "name_zh 名称"),
        ("units", 4, "count 数量"),
    ]
    assert [row.number for row in sheet.rows] == [5]


def test_a_missing_column_is_said_once():
    sheet = read_rows(as_csv("code,unknown\nDW01,x\nDW02,y\n"), "units.csv", COLUMNS)
    assert [(e.row, e.column) for e in sheet.errors] == [(1, "name_zh 名称")]
    assert not matches(["code", "unknown"], COLUMNS)
    assert matches(["*编码", "名称 "], COLUMNS)


def test_numbers_of_a_workbook_are_what_a_person_sees():
    sheet = read_rows(as_xlsx([(20260101, "甲", 5, True, "")]), "x.xlsx", COLUMNS)
    assert sheet.rows[0]["code"] == "20260101"
    assert sheet.rows[0]["count"] == 5


def test_nothing_that_is_written_runs_as_a_formula():
    nasty = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")']
    rows = [(text, text, None, False, "") for text in nasty]
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx(rows)))
    page = book.active
    for number, text in enumerate(nasty, start=2):
        cell = page.cell(number, 1)
        assert cell.data_type in ("s", "inlineStr")
        assert cell.value.strip() == text.strip()
        assert cell.quotePrefix
    lines = "".join(write_csv(Writable("x", ["a"], [[text] for text in nasty])))
    assert all(line.lstrip('"').startswith("'") for line in lines.split("\r\n")[1:7])


@pytest.mark.parametrize(
    "content",
    [b"PK\x03\x04broken", b"\xd0\xcf\x11\xe0" + bytes(600), b"a,b\x00c", bytes(range(128, 256)) * 3],
)
def test_what_is_no_spreadsheet_is_refused(content):
    with pytest.raises(Refused):
        read_tables(content, "x.xlsx")


# What a cell can carry: no control signs; blanks at the ends are stripped by reading.
cells = st.text(
    st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff\u2028\u2029\ufeff"), max_size=12
).map(str.strip)


@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=8))
def test_what_is_written_reads_back_unchanged(pairs):
    columns = (Column("甲"), Column("乙"))
    expected = [{"甲": a, "乙": b} for a, b in pairs if a or b]
    file = io.BytesIO()
    write_xlsx(file, [Writable("表", ["甲", "乙"], pairs)])
    assert read_rows(file.getvalue(), "表.xlsx", columns).rows == expected
    content = "".join(write_csv(Writable("表", ["甲", "乙"], pairs))).encode()
    assert read_rows(content, "表.csv", columns).rows == expected


def test_decimals_keep_their_digits():
    from chuangcheng.kit.spreadsheets import decimal

    content = as_xlsx([(Decimal("0.15"), "甲", None, None, None)])
    assert read_rows(content, "x.xlsx", (Column("编码", read=decimal),)).rows[0]["编码"] == Decimal("0.15")


def test_what_a_stranger_types_never_breaks_the_file():
    """Texts that the library would write as they stand, or that the format would read as codes of signs."""
    awkward = ["<r><t>伪装", "<r>&</r>", "<r><t>x</t></r>", "_x0041_", " 前后有空格 ", "一行\n二行", "a & b < c"]
    rows = [(text, "甲", None, None, None) for text in awkward]
    content = as_xlsx(rows)
    book = openpyxl.load_workbook(io.BytesIO(content))
    found = [cells[0].value for cells in book.worksheets[0].iter_rows(min_row=2)]
    assert [text.replace("_x005F_", "_") for text in found] == awkward


def test_a_cell_holds_what_the_format_allows_and_a_sheet_as_many_rows():
    book = openpyxl.load_workbook(io.BytesIO(as_xlsx([("长" * 40_000, "甲", None, None, None)])))
    assert len(book.worksheets[0]["A2"].value) == 32_767
    sheet = StreamedSheet()
    with pytest.raises(Refused):
        sheet.write_plain_row(1_048_576, ["x"], 0, ())
