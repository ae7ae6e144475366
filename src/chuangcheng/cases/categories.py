"""A category as a row of a spreadsheet or form: plain values, checked against each other before anything is written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from chuangcheng.calendars.rules import Limit

QUESTION_TYPES = ("bool", "text", "number", "choice")


@dataclass(frozen=True, slots=True)
class CategoryRow:
    """One category as given, everything still text; `default_unit_code` and `parent_code` are looked up later."""

    code: str
    name_zh: str
    parent_code: str = ""
    name_zh_hant: str = ""
    name_en: str = ""
    standard_code: str = ""
    default_unit_code: str = ""
    limit: str = ""
    keywords: tuple[str, ...] = ()
    is_public: bool = False
    extra_questions: tuple[dict[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a row: the row's code, the column and the reason in words."""

    code: str
    column: str
    reason: str


def faults(
    rows: Sequence[CategoryRow], *, units: Mapping[str, int], known: Mapping[str, str], standards: frozenset[str] | None
) -> list[Fault]:
    """Every fault of the rows together. `known`: stored codes with their parents; `standards` None: not asked."""
    parents = {**known, **{row.code: row.parent_code for row in rows}}
    seen: set[str] = set()
    found: list[Fault] = []
    for row in rows:
        found += [Fault(row.code, column, reason) for column, reason in _of_row(row, units, parents, standards)]
        if row.code in seen:
            found.append(Fault(row.code, "code", _("This code stands twice.")))
        seen.add(row.code)
    return found


def _of_row(
    row: CategoryRow, units: Mapping[str, int], parents: Mapping[str, str], standards: frozenset[str] | None
) -> list[tuple[str, str]]:
    wrong: list[tuple[str, str]] = []
    wrong += [(name, _("This must not be blank.")) for name in ("code", "name_zh") if not getattr(row, name)]
    if row.parent_code and row.parent_code not in parents:
        wrong.append(("parent_code", _("There is no category with this code.")))
    elif row.parent_code and (parents[row.parent_code] or row.parent_code == row.code):
        wrong.append(("parent_code", _("Categories have two levels: the parent must stand at the top.")))
    if row.default_unit_code and row.default_unit_code not in units:
        wrong.append(("default_lead_unit", _("There is no unit with this code.")))
    if row.standard_code and standards is not None and row.standard_code not in standards:
        wrong.append(("standard_code", _("No edition in force has a standard with this code.")))
    try:
        Limit.parse(row.limit)
    except ValueError:
        wrong.append(("limit", _("Write a limit such as “4 working_hours” or “3 working_days”.")))
    for question in row.extra_questions:
        if not question.get("key") or not question.get("label_zh") or question.get("type") not in QUESTION_TYPES:
            wrong.append(("extra_questions_zh", _("A question needs key, label_zh and a type.")))
    return wrong
