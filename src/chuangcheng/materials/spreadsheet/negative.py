"""負面清單: its lines as a table. `effect` is written as in published lists: `deduct:5`, `suspend`."""

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.spreadsheets import Column, Planned, Preview, Writable, one_of, whole
from chuangcheng.materials.models import ActorKind, Effect, NegativeItem
from chuangcheng.materials.spreadsheet.words import accepted, differences, is_twice, table, writable

ACTOR_WORDS = {
    "applicant_city": "申报城市",
    "nominee_city": "提名城市",
    "title_city": "文明城市",
    "any_city": "各类城市",
}
EFFECT_WORDS = {"deduct": "扣分", "suspend": "停止资格", "cancel": "取消称号", "ineligible": "不得申报"}
_EFFECT = re.compile(r"([a-z]+|[\u4e00-\u9fff]+)\s*[:：]?\s*(\d+(?:\.\d{1,2})?)?\s*分?")


def _effect(cell: str) -> tuple[str, Decimal]:
    found = _EFFECT.fullmatch(cell.strip())
    code = accepted(EFFECT_WORDS).get(found[1], "") if found else ""
    points = Decimal(found[2] or 0) if found else Decimal(0)
    if not code or (code == Effect.DEDUCT) != (points > 0) or points > 100:
        raise ValueError(_("is not an effect such as deduct:5, suspend, cancel or ineligible"))
    return code, points


NEGATIVE_COLUMNS = (
    Column("code", ("编码", "条目编码"), is_required=True, max_length=20),
    Column("event_zh", ("情形", "事项"), is_required=True, max_length=300),
    Column("actor", ("适用对象",), is_required=True, read=one_of(accepted(ACTOR_WORDS))),
    Column("window_months", ("时段月数",), is_required=True, read=whole),
    Column("effect", ("后果",), is_required=True, read=_effect),
)
NAMES = ("event_zh", "actor", "window_months", "effect", "points")


def preview_negative_list(name: str, content: bytes) -> Preview:
    """What a list would add and change; lines that it leaves out stay."""
    sheet = table(name, content, NEGATIVE_COLUMNS)
    old = {item.code: item for item in NegativeItem.objects.all()}
    found, seen = Preview(), dict[Any, int]()
    for row in sheet.rows:
        if is_twice(sheet, row, "code 编码", row["code"], seen):
            continue
        if not 1 <= row["window_months"] <= 120:
            sheet.refuse(row.number, "window_months 时段月数", _("is not between 1 and 120"))
            continue
        effect, points = row["effect"]
        values = {"code": row["code"], "event_zh": row["event_zh"], "actor": row["actor"]}
        values |= {"window_months": row["window_months"], "effect": effect, "points": points}
        _plan(found, values, old.get(row["code"]))
    found.errors = sorted(sheet.errors, key=lambda error: error.row)
    return found


def _plan(found: Preview, values: dict[str, Any], old: NegativeItem | None) -> None:
    if old is None:
        found.rows.append(Planned("added", values["code"], values["event_zh"], values, []))
        return
    present = {name: getattr(old, name) for name in NAMES}
    changes = differences(present, {name: values[name] for name in NAMES}, _shown)
    if changes:
        found.rows.append(Planned("changed", values["code"], values["event_zh"], values, changes))
    else:
        found.unchanged_count += 1


def _shown(value: Any) -> str:
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return {**ACTOR_WORDS, **EFFECT_WORDS}.get(str(value), str(value))


def negative_sheet(rows: Iterable[NegativeItem], *, chinese: bool = False) -> Writable:
    """The list as a table."""
    return writable("负面清单", NEGATIVE_COLUMNS, _lines(rows), (10, 60, 14, 10, 14), chinese=chinese)


def _lines(rows: Iterable[NegativeItem]) -> Iterator[list[Any]]:
    for one in rows:
        points = format(one.points.normalize(), "f")
        effect = f"{one.effect}:{points}" if one.effect == Effect.DEDUCT else one.effect
        yield [one.code, one.event_zh, ACTOR_WORDS[ActorKind(one.actor)], one.window_months, effect]
