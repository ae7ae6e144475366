"""Forms as XLSX: a sheet of questions and a sheet of answers to choose from. Household lists: one address a line."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.refused import Refused
from chuangcheng.kit.spreadsheets import (
    Column,
    RowError,
    Sheet,
    Table,
    Writable,
    decimal,
    fit,
    many,
    matches,
    one_of,
    read_tables,
    truth,
    whole,
)
from chuangcheng.surveys.rules import Question, faults_of, read_form
from chuangcheng.surveys.sentences import REASONS

KIND_WORDS = {
    "single": "single",
    "单选": "single",
    "multiple": "multiple",
    "多选": "multiple",
    "scale": "scale",
    "量表": "scale",
    "number": "number",
    "数字": "number",
    "text": "text",
    "文字": "text",
}
ATTRIBUTE_WORDS = {
    "sex": "sex",
    "性别": "sex",
    "age": "age",
    "年龄": "age",
    "residence": "residence",
    "居住情况": "residence",
}
QUESTIONS = (
    Column("code", ("题号",), is_required=True, max_length=20),
    Column("kind", ("题型",), is_required=True, read=one_of(KIND_WORDS)),
    Column("text_zh", ("题目",), is_required=True, max_length=500),
    Column("text_en", ("英文题目",), max_length=500),
    Column("is_required", ("必答",), read=truth),
    Column("low", ("下限",), read=whole),
    Column("high", ("上限",), read=whole),
    Column("points", ("满分",), read=decimal),
    Column("standard", ("测评标准",), max_length=40),
    Column("attribute", ("属性",), read=one_of(ATTRIBUTE_WORDS)),
    Column("ask_if_question", ("前提题号",), max_length=20),
    Column("ask_if_any_of", ("前提选项",), read=many),
)
OPTIONS = (
    Column("question", ("题号",), is_required=True, max_length=20),
    Column("code", ("选项代码",), is_required=True, max_length=20),
    Column("text_zh", ("选项",), is_required=True, max_length=200),
    Column("text_en", ("英文选项",), max_length=200),
    Column("points", ("得分",), read=decimal),
)
ADDRESSES = (Column("address", ("地址", "门牌", "住户地址"), is_required=True, max_length=200),)


@dataclass(slots=True)
class ReadForm:
    """Questions read from a file, and everything that is wrong with it, by sheet and row."""

    questions: list[dict[str, Any]] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)


def read_form_file(content: bytes, filename: str) -> ReadForm:
    """The questions of a workbook. Refused where it is none; faults of rows come back as errors."""
    tables = read_tables(content, filename)
    asked = next((fit(one.name, one.rows, QUESTIONS) for one in tables if matches(one.header, QUESTIONS)), None)
    if asked is None:
        raise Refused("no_sheet", _("The file has no sheet of questions (code, kind, text_zh)."), field="file")
    chosen = next((fit(one.name, one.rows, OPTIONS) for one in tables if _is_options(one)), Sheet("options"))
    options = _by_question(asked, chosen)
    read = [_question(row, options[row["code"]]) for row in asked.rows]
    found = ReadForm(read, [*asked.errors, *chosen.errors])
    if not found.errors:
        numbers = {row["code"]: row.number for row in asked.rows}
        found.errors = [
            RowError(asked.name, numbers.get(fault.question, 1), fault.field, REASONS[fault.code])
            for fault in faults_of(read_form(read))
        ]
    return found


def _is_options(table: Table) -> bool:
    return matches(table.header, OPTIONS) and not matches(table.header, QUESTIONS)


def _by_question(asked: Sheet, chosen: Sheet) -> dict[str, list[dict[str, Any]]]:
    known = {row["code"] for row in asked.rows}
    options: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in chosen.rows:
        if row["question"] not in known:
            chosen.refuse(row.number, "question", _("there is no such question in the other sheet"))
        points = row["points"]
        options[row["question"]].append(
            {
                "code": row["code"],
                "text_zh": row["text_zh"],
                "text_en": row["text_en"],
                "points": None if points is None else float(points),
            }
        )
    return options


def _question(row: Any, options: list[dict[str, Any]]) -> dict[str, Any]:
    asked_if = row["ask_if_question"]
    return {
        "code": row["code"],
        "kind": row["kind"],
        "text_zh": row["text_zh"],
        "text_en": row["text_en"],
        "is_required": row["is_required"],
        "options": options,
        "low": row["low"],
        "high": row["high"],
        "points": None if row["points"] is None else float(row["points"]),
        "standard": row["standard"],
        "attribute": row["attribute"],
        "ask_if": {"question": asked_if, "any_of": row["ask_if_any_of"]} if asked_if else None,
    }


def form_sheets(questions: Sequence[Question]) -> list[Writable]:
    """The two sheets of a form; what is written reads back to the same questions."""
    rows: Iterable[Sequence[Any]] = [
        (
            one.code,
            one.kind,
            one.text_zh,
            one.text_en,
            one.is_required,
            one.low,
            one.high,
            one.points,
            one.standard,
            one.attribute,
            one.ask_if.question if one.ask_if else "",
            "|".join(one.ask_if.any_of) if one.ask_if else "",
        )
        for one in questions
    ]
    options = [
        (one.code, option.code, option.text_zh, option.text_en, option.points)
        for one in questions
        for option in one.options
    ]
    return [
        Writable("questions", [column.name for column in QUESTIONS], rows, (8, 10, 50, 40, 8, 8, 8, 8, 12, 10, 10, 14)),
        Writable("options", [column.name for column in OPTIONS], options, (8, 12, 30, 30, 8)),
    ]


def read_households(content: bytes, filename: str) -> tuple[list[str], list[RowError]]:
    """Addresses of a list: a column `address` (地址), nothing else is read. Faults by row.

    A file with a column of names is refused: a list holds doors, not people.
    """
    tables = read_tables(content, filename)
    if not tables:
        raise Refused("no_sheet", _("The file is empty."), field="file")
    named = {"姓名", "户主", "户主姓名", "name", "电话", "手机", "身份证号"}
    if found := named & {cell.strip().lower() for cell in tables[0].header}:
        said = _("Take out the column “%s”: a household list holds addresses, no people.")
        raise Refused("names", said % sorted(found)[0], field="file")
    sheet = fit(tables[0].name, tables[0].rows, ADDRESSES)
    return [row["address"] for row in sheet.rows], sheet.errors
