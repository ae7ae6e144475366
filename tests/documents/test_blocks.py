"""The block model: numbers of headings, text that every writer can carry, arithmetic of the page."""

import json
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chuangcheng.documents import rules
from chuangcheng.documents.blocks import (
    Attachment,
    Figure,
    Heading,
    Paragraph,
    Table,
    Words,
    chinese,
    clean,
    figures,
    from_json,
    plain,
    printed,
    spans,
    to_json,
    with_words,
)

DAY = date(2026, 11, 27)


def _headings(*levels: int) -> list[str]:
    return [plain(one.text) for one in printed([Heading(level, ("题",)) for level in levels])]


def test_levels_are_numbered_as_official_documents_do() -> None:
    assert _headings(1, 2, 2, 3, 4, 4, 3, 1, 2) == [
        "一、题",
        "（一）题",
        "（二）题",
        "1. 题",
        "（1）题",
        "（2）题",
        "2. 题",
        "二、题",
        "（一）题",
    ]


def test_an_attachment_counts_from_one_again() -> None:
    found = printed([Heading(1, ("甲",)), Attachment("附件", "清单"), Heading(1, ("乙",))])
    assert plain(found[2].text) == "一、乙"


def test_a_heading_without_its_words_is_left_out_and_takes_no_number() -> None:
    blocks = [Heading(1, ("好的做法",), "practices"), Words("practices"), Heading(1, ("工作要求",))]
    assert [plain(one.text) for one in printed(blocks)] == ["一、工作要求"]
    filled = printed(with_words(blocks, "practices", "错时清运。\n\n早晚各一次。"))
    assert [plain(one.text) for one in filled] == ["一、好的做法", "错时清运。", "早晚各一次。", "二、工作要求"]


@pytest.mark.parametrize(
    ("number", "said"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (100, "100")]
)
def test_chinese_numerals(number: int, said: str) -> None:
    assert chinese(number) == said


@given(st.text())
def test_clean_text_fits_into_xml_and_turns_no_direction(text: str) -> None:
    found = clean(text)
    assert all(one == "\n" or unicodedata.category(one) not in ("Cc", "Cs", "Co", "Cn") for one in found)
    assert not set(found) & set("\u202e\u2066\u200f")
    assert clean(found) == found


@given(st.lists(st.text(max_size=20), max_size=5), st.text(max_size=20), st.integers(0, 10**6))
def test_blocks_survive_storing(words: list[str], title: str, count: int) -> None:
    blocks = [
        Heading(2, spans(title, Figure(str(count), "found", {"of": "cases", "unit": 3}))),
        Paragraph(spans(*words)),
        Table(("甲",), tuple((spans(one),) for one in words), (1,)),
        Words("basis", title),
    ]
    stored = json.loads(json.dumps(to_json(blocks)))
    assert to_json(from_json(stored)) == stored
    assert figures(from_json(stored))["found"].rows == {"of": "cases", "unit": 3}


@given(st.text(alphabet="雄关市创建全国文明城市《》（）、2026", min_size=1, max_size=80))
def test_a_title_is_broken_without_loss(text: str) -> None:
    lines = rules.lines_of_title(text)
    assert "".join(lines) == text
    assert all(lines)
    assert all(rules.width(line) <= 18 for line in lines[:-1])


def test_a_title_is_broken_where_one_takes_breath() -> None:
    assert rules.lines_of_title("关于2026年11月23日至27日实地督查情况的通报") == [
        "关于2026年11月23日至27日",
        "实地督查情况的通报",
    ]
    assert rules.lines_of_title("问题交办单（交通局）") == ["问题交办单（交通局）"]


@given(st.text(alphabet="雄关市创建全国文明城市指挥部办公室", min_size=1, max_size=60))
def test_a_signature_stays_on_the_line(unit: str) -> None:
    of_unit, of_date = rules.signature_indents(unit, rules.full_date(DAY))
    assert of_unit >= 0 and of_date >= 4
    if len(unit) <= 12:
        middle = of_unit + rules.width(unit) / 2
        assert middle == pytest.approx(of_date + rules.width(rules.full_date(DAY)) / 2)


def test_numbers_and_dates_as_the_standard_writes_them() -> None:
    assert rules.document_number("雄创办发", 2026, 3) == "雄创办发〔2026〕3号"
    assert rules.issue_text(2026, 9, 41) == "2026年第9期（总第41期）"
    assert rules.full_date(date(2026, 1, 5)) == "2026年1月5日"
    assert rules.span_text(date(2026, 11, 23), DAY) == "2026年11月23日至27日"
    assert rules.span_text(date(2026, 11, 30), date(2026, 12, 4)) == "2026年11月30日至12月4日"
    assert rules.span_text(date(2026, 12, 28), date(2027, 1, 1)) == "2026年12月28日至2027年1月1日"


def test_long_lists_of_recipients_are_counted() -> None:
    assert rules.listed(["甲局", "乙局"]) == "甲局、乙局"
    assert rules.listed([f"{n}局" for n in range(50)], most=2) == "0局、1局等50家单位"


def test_a_digest_does_not_depend_on_the_order_of_keys() -> None:
    assert rules.digest({"a": 1, "b": ["文"]}) == rules.digest({"b": ["文"], "a": 1})
