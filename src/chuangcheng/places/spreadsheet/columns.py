"""The columns of the three sheets: our names, and the Chinese headers that people know them by."""

import re
from collections.abc import Iterable
from datetime import time
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.kit.spreadsheets import Column, day, decimal, one_of, truth, whole
from chuangcheng.places.models import Condition, FacilityKind

_TIME = re.compile(r"(\d{1,2})[:：时](\d{2})(?::\d{2}(?:\.0+)?)?分?")

CONDITION_WORDS = {
    **{value: value for value in Condition.values},
    "完好": Condition.GOOD,
    "良好": Condition.GOOD,
    "一般": Condition.FAIR,
    "部分损坏": Condition.FAIR,
    "较差": Condition.POOR,
    "损坏": Condition.POOR,
    "停用": Condition.OUT_OF_USE,
    "未知": Condition.UNKNOWN,
}
CONDITION_WRITTEN = {
    Condition.GOOD: "完好",
    Condition.FAIR: "一般",
    Condition.POOR: "较差",
    Condition.OUT_OF_USE: "停用",
    Condition.UNKNOWN: "未知",
}


def degrees(cell: str) -> float | None:
    """A longitude or latitude in degrees; blank is None."""
    number = decimal(cell)
    return None if number is None else float(number)


def hour(cell: str) -> time | None:
    """08:30 or 8:30:00; blank is None."""
    if not cell:
        return None
    found = _TIME.fullmatch(cell.strip())
    try:
        if found:
            return time(int(found[1]) % 24, int(found[2]))
    except ValueError:
        pass
    raise ValueError(_("is not a time such as 08:30"))


def in_use(cell: str) -> bool:
    """Yes or no; blank is yes."""
    return truth(cell) if cell else True


CODE = Column("code", ("编号", "编码", "代码"), is_required=True, max_length=40)
NAME = Column("name_zh", ("名称", "中文名称"), is_required=True, max_length=200)
NAMES = (
    Column("name_zh_hant", ("繁体名称",), max_length=200),
    Column("name_en", ("英文名称",), max_length=300),
)
PLACED = (
    Column("area_code", ("区域编码", "所属区域编码")),
    Column("segment_code", ("路段编号", "所属路段")),
    Column("address_zh", ("地址", "详细地址"), max_length=200),
    Column("longitude", ("经度",), read=degrees),
    Column("latitude", ("纬度",), read=degrees),
)
ACTIVE = Column("is_active", ("启用", "在用"), read=in_use)

SEGMENTS = (
    CODE,
    Column("street_zh", ("道路", "道路名称", "街道名称"), is_required=True, max_length=100),
    Column("from_zh", ("起点",), max_length=100),
    Column("to_zh", ("止点", "终点"), max_length=100),
    Column("name_zh", ("名称", "路段名称"), max_length=200),
    *NAMES,
    Column("length_m", ("长度（米）", "长度"), read=whole),
    Column("class", ("道路等级", "road_class"), max_length=40),
    Column("area_code", ("区域编码", "所属区域编码")),
    ACTIVE,
)
SITES = (
    CODE,
    NAME,
    *NAMES,
    Column("site_type_code", ("点位类型编码", "点位类型"), is_required=True),
    *PLACED,
    Column("facility_code", ("设施编号",)),
    Column("opens_at", ("开门时间",), read=hour),
    Column("closes_at", ("关门时间",), read=hour),
    ACTIVE,
)
FACILITIES = (
    CODE,
    Column("kind_code", ("设施类别编码", "设施类别"), is_required=True),
    NAME,
    *NAMES,
    *PLACED,
    Column("hours_zh", ("开放时间",), max_length=200),
    Column("condition", ("完好状况", "状况"), read=one_of(CONDITION_WORDS)),
    Column("condition_on", ("状况日期", "评定日期"), read=day),
    Column("condition_source", ("状况来源", "评定来源"), max_length=100),
    Column("condition_note_zh", ("状况说明",), max_length=300),
    ACTIVE,
)


def attribute_columns(kinds: Iterable[FacilityKind]) -> list[Column]:
    """One column per attribute of every kind: its code, or its Chinese name (with its unit, or with the kind)."""
    return [
        Column(attribute["code"], attribute_headers(kind, attribute)) for kind in kinds for attribute in kind.attributes
    ]


def attribute_headers(kind: FacilityKind, attribute: dict[str, Any]) -> tuple[str, ...]:
    """Headers that mean this attribute, the plainest last: a plain name may collide with a column of every kind."""
    name = attribute["name_zh"]
    taken = {alias for column in FACILITIES for alias in column.aliases}
    plain = () if name in taken else (name,)
    unit = (f"{name}（{attribute['unit']}）",) if attribute["unit"] else ()
    return (f"设备：{name}", *unit, *plain)
