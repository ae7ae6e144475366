"""What the tables have in common: words for codes, units by code or name, headers, and how a sheet is found."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.duties.queries import lines, standards
from chuangcheng.frameworks.models import Edition, Indicator, Level
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.spreadsheets import Column, Row, Sheet, Writable, fit, matches, read_tables
from chuangcheng.units.models import Post, Unit

TITLE_ROWS = 6
KIND_WORDS = {
    "document": "文件", "plan": "方案", "summary": "总结", "statement": "情况说明", "photo": "照片", "figures": "数据",
    "other": "其他",
}  # fmt: skip
PART_WORDS = {"time": "时间", "place": "地点", "persons": "人物", "theme": "主题"}
COMPARISON_WORDS = {"at_least": "不低于", "at_most": "不高于", "none": "无"}
STATE_WORDS = {"asked": "待报送", "reported": "待核", "confirmed": "已核实", "returned": "退回"}


def accepted(words: Mapping[str, str], **more: str) -> dict[str, str]:
    """Codes and their words, and further ones, as a reader of cells takes them."""
    return {**{code: code for code in words}, **{word: code for code, word in words.items()}, **more}


def parts(cell: str) -> list[str]:
    """Parts of a caption by word or code, in any order. ValueError for what is none."""
    known = accepted(PART_WORDS)
    found = [part.strip() for part in cell.replace("、", "|").replace("，", "|").replace(",", "|").split("|")]
    if any(part and part not in known for part in found):
        raise ValueError(_("is not one of the known words"))
    chosen = {known[part] for part in found if part}
    return [part for part in PART_WORDS if part in chosen]


def table(name: str, content: bytes, columns: Sequence[Column]) -> Sheet:
    """The first sheet whose header (titles may stand above it) has the required columns. Refused: `no_table`."""
    tables = read_tables(content, name)
    if not tables:
        raise Refused("no_table", _("The file is empty."), field="file")
    for one in tables:
        for number, header in enumerate(one.rows[:TITLE_ROWS], start=1):
            if matches(header, columns):
                return fit(one.name, one.rows[number - 1 :], columns, header_row=number)
    return fit(tables[0].name, tables[0].rows, columns)


def known_standards(editions: Iterable[Edition]) -> dict[str, Indicator]:
    """Code -> standard of these editions."""
    return {row.code: row for row in standards(editions).filter(level=Level.STANDARD)}


def known_units() -> dict[str, Unit]:
    """Code, name and short name -> unit in use; what two units share names none of them."""
    found: dict[str, Unit] = {}
    twice: set[str] = set()
    for unit in Unit.objects.filter(is_active=True).order_by("code"):
        for word in {unit.code, unit.name_zh, unit.short_name_zh} - {""}:
            if word in found:
                twice.add(word)
            found[word] = unit
    return {word: unit for word, unit in found.items() if word not in twice or unit.code == word}


Leads = dict[str, tuple[Unit, Post | None]]


def leads_of(standards: Mapping[str, Indicator]) -> Leads:
    """Standard code -> who leads it (or its content): who supplies where a table names nobody."""
    rows = lines(standards.values())
    return {row.standard.code: (row.duty.lead_unit, row.duty.lead_post) for row in rows if row.duty}


def is_twice(sheet: Sheet, row: Row, column: str, key: Any, seen: dict[Any, int]) -> bool:
    """Refuse a row whose key stood in the table before."""
    if key not in seen:
        seen[key] = row.number
        return False
    sheet.refuse(row.number, column, _("stands in row %(row)s already") % {"row": seen[key]})
    return True


def writable(
    name: str, columns: Sequence[Column], rows: Iterable[Sequence[Any]], widths: Sequence[int], *, chinese: bool
) -> Writable:
    """Rows under our own column names, or under the Chinese headers."""
    return Writable(name, [one.aliases[0] if chinese else one.name for one in columns], rows, widths)


Changes = list[tuple[str, Any, Any]]


def differences(old: Mapping[str, Any], new: Mapping[str, Any], shown: Callable[[Any], str]) -> Changes:
    """(column, before, after) of what differs."""
    return [(name, shown(old[name]), shown(value)) for name, value in new.items() if old[name] != value]
