"""Programmes of awards as a table: one row each, lists inside a cell separated by `|`.

`criteria_zh`: `text` or `text*weight`. `checks`: `unit code:matter:working days`.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.honours.models import Programme
from chuangcheng.honours.rules import CYCLES, KINDS, PERSONAL, Criterion, Terms
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.spreadsheets import (
    Column,
    Planned,
    Preview,
    Sheet,
    Writable,
    fit,
    matches,
    one_of,
    read_tables,
    whole,
)

KIND_WORDS = {"个人": "person", "单位": "unit", "家庭": "family", "学校": "school", "村镇": "village"}
CYCLE_WORDS = {"每月": "monthly", "半年": "half_yearly", "每年": "yearly", "三年": "three_yearly"}
TITLE_ROWS = 6
_CHECK = re.compile(r"([^:：]+)[:：]([^:：]+)(?:[:：](\d+))?")
_CRITERION = re.compile(r"(.+?)(?:[*×](\d+))?")


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.replace("、", "|").split("|") if part.strip())


def _criteria(cell: str) -> list[dict[str, Any]]:
    found = [_CRITERION.fullmatch(part) for part in _parts(cell)]
    return [
        {"code": f"C{number}", "text_zh": one[1].strip(), "weight": int(one[2] or 1)}
        for number, one in enumerate(found, start=1)
        if one
    ]


def _checks(cell: str) -> list[dict[str, Any]]:
    found = [_CHECK.fullmatch(part) for part in _parts(cell)]
    if not all(found):
        raise ValueError(_("is not a list such as DW17:公安联审:5"))
    return [
        {"unit": one[1].strip(), "matter_zh": one[2].strip(), "working_days": int(one[3] or 5)} for one in found if one
    ]


def _yes(cell: str) -> bool | None:
    """None where the cell is blank: then the product's usual value holds."""
    words = {"1": True, "0": False, "是": True, "否": False, "": None, "true": True, "false": False}
    if cell.strip().lower() not in words:
        raise ValueError(_("is neither 1 nor 0"))
    return words[cell.strip().lower()]


def _either(codes: Iterable[str], words: dict[str, str]) -> Any:
    return one_of({**{code: code for code in codes}, **words})


COLUMNS = (
    Column("code", ("编码",), is_required=True, max_length=20),
    Column("name_zh", ("名称",), is_required=True, max_length=200),
    Column("name_en", ("英文名称",), max_length=300),
    Column("kind", ("对象",), is_required=True, read=_either(KINDS, KIND_WORDS)),
    Column("classes_zh", ("类别",), is_required=True, read=_parts),
    Column("cycle", ("周期",), is_required=True, read=_either(CYCLES, CYCLE_WORDS)),
    Column("quota", ("名额",), is_required=True, read=whole),
    Column("term_months", ("有效月数",), is_required=True, read=whole),
    Column("notice_working_days", ("公示工作日",), is_required=True, read=whole),
    Column("jury_size", ("评委人数",), is_required=True, read=whole),
    Column("public_vote", ("公众投票",), is_required=True, read=_yes),
    Column("criteria_zh", ("评选标准",), is_required=True, read=_criteria),
    Column("checks", ("联审",), read=_checks),
    Column("site_review", ("现场核查",), read=_yes),
    Column("renewable", ("可复评",), read=_yes),
    Column("revoked_by", ("撤销情形",), read=_parts),
    Column("nomination_days", ("推荐天数",), read=whole),
    Column("vote_days", ("投票天数",), read=whole),
)


def preview_programmes(name: str, content: bytes) -> Preview:
    """What a table would add and change; programmes that it leaves out stay."""
    sheet = _table(name, content)
    old = {one.code: one for one in Programme.objects.all()}
    found, seen = Preview(), set[str]()
    for row in sheet.rows:
        values = _values({column.name: row[column.name] for column in COLUMNS})
        if row["code"] in seen:
            sheet.refuse(row.number, "code 编码", _("stands there twice"))
            continue
        seen.add(row["code"])
        try:
            terms = Terms.of(values["terms"])
        except ValueError as error:
            sheet.refuse(row.number, str(error), _("cannot be right"))
            continue
        _plan(found, {**values, "terms": terms.as_data()}, old.get(row["code"]))
    found.errors = sorted(sheet.errors, key=lambda error: error.row)
    return found


def _table(name: str, content: bytes) -> Sheet:
    tables = read_tables(content, name)
    if not tables:
        raise Refused("no_table", _("The file is empty."), field="file")
    for one in tables:
        for number, header in enumerate(one.rows[:TITLE_ROWS], start=1):
            if matches(header, COLUMNS):
                return fit(one.name, one.rows[number - 1 :], COLUMNS, header_row=number)
    return fit(tables[0].name, tables[0].rows, COLUMNS)


def _values(row: dict[str, Any]) -> dict[str, Any]:
    """A row as `define_programme` takes it; what a short table leaves blank has the product's usual value."""
    is_group = row["kind"] not in PERSONAL
    terms = {
        "kind": row["kind"],
        "classes": list(row["classes_zh"]),
        "criteria": row["criteria_zh"],
        "quota": row["quota"],
        "term_months": row["term_months"],
        "notice_days": row["notice_working_days"],
        "jury_size": row["jury_size"],
        "public_vote": bool(row["public_vote"]),
        "checks": row["checks"] or [],
        "site_review": row["site_review"] if row["site_review"] is not None else is_group,
        "is_renewable": row["renewable"] if row["renewable"] is not None else is_group and row["term_months"] > 0,
        "revoked_by": list(row["revoked_by"] or ()),
        "nomination_days": row["nomination_days"] or 20,
        "vote_days": row["vote_days"] or 7,
    }
    return {
        "code": row["code"],
        "name_zh": row["name_zh"],
        "name_en": row["name_en"] or "",
        "cycle": row["cycle"],
        "terms": terms,
    }


def _plan(found: Preview, values: dict[str, Any], old: Programme | None) -> None:
    label = values["name_zh"]
    if old is None:
        found.rows.append(Planned("added", values["code"], label, values, []))
        return
    present = {"name_zh": old.name_zh, "name_en": old.name_en, "cycle": old.cycle, **old.terms}
    wanted = {name: value for name, value in {**values, **values["terms"]}.items() if name in present}
    changes = [(name, _shown(present[name]), _shown(value)) for name, value in wanted.items() if present[name] != value]
    if changes:
        found.rows.append(Planned("changed", values["code"], label, values, changes))
    else:
        found.unchanged_count += 1


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return "|".join(" ".join(str(v) for v in one.values()) if isinstance(one, dict) else str(one) for one in value)
    return str(value)


def terms_of(given: dict[str, Any]) -> dict[str, Any]:
    """What a form of a programme says, as `define_programme` takes it. Refused: `bad_terms` for a line that cannot be
    read."""
    try:
        checks = _checks("|".join(given.pop("checks").splitlines()))
    except ValueError as error:
        raise Refused("bad_terms", error.args[0], field="checks") from None
    names = {name: given.pop(name) for name in ("name_zh", "name_en", "cycle")}
    lists = {
        "classes": [one.strip() for one in given.pop("classes").splitlines() if one.strip()],
        "criteria": _criteria("|".join(given.pop("criteria").splitlines())),
        "revoked_by": given.pop("revoked_by").split(),
    }
    return {**names, "terms": {**given, **lists, "checks": checks}}


def programmes_sheet(rows: Iterable[Programme], *, chinese: bool = False) -> Writable:
    """The programmes as a table that imports unchanged."""
    header = [one.aliases[0] if chinese else one.name for one in COLUMNS]
    return Writable("评选项目", header, _lines(rows), [10, 24, 30, 10, 40, 12, *[8] * 5, 60, 40, *[8] * 5])


def _lines(rows: Iterable[Programme]) -> Iterator[list[Any]]:
    for one in rows:
        terms = one.rules
        yield [
            one.code,
            one.name_zh,
            one.name_en,
            terms.kind,
            "|".join(terms.classes),
            one.cycle,
            terms.quota,
            terms.term_months,
            terms.notice_days,
            terms.jury_size,
            int(terms.public_vote),
            "|".join(_weighed(criterion) for criterion in terms.criteria),
            "|".join(f"{check.unit}:{check.matter_zh}:{check.working_days}" for check in terms.checks),
            int(terms.site_review),
            int(terms.is_renewable),
            "|".join(terms.revoked_by),
            terms.nomination_days,
            terms.vote_days,
        ]


def _weighed(criterion: Criterion) -> str:
    return criterion.text_zh if criterion.weight == 1 else f"{criterion.text_zh}*{criterion.weight}"
