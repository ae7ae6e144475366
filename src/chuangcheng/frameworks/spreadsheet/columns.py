"""The columns of the four tables, their Chinese headers, and the words that cells may use."""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from chuangcheng.frameworks.rules import KINDS, LEVELS, METHODS, PHOTOS, STYLES
from chuangcheng.kit.spreadsheets import Column, lines, many, one_of
from chuangcheng.kit.spreadsheets.cells import plain

METHOD_WORDS = dict(zip(METHODS, ("网上申报", "实地考察", "问卷调查", "部门数据", "负面清单"), strict=True))
LEVEL_WORDS = dict(zip(LEVELS, ("测评项目", "测评内容", "测评标准"), strict=True))
STYLE_WORDS = dict(zip(STYLES, ("达标判定", "A/B/C等级", "赋分", "N项达M", "扣分", "得分率"), strict=True))
KIND_WORDS = dict(zip(KINDS, ("是否符合", "阈值", "计数", "分级"), strict=True))
PHOTO_WORDS = dict(zip(PHOTOS, ("不拍照", "不符合时拍照", "必须拍照"), strict=True))
SEVERITY_WORDS = {"1": "轻微", "2": "一般", "3": "严重"}


def words(of: Mapping[str, str], **more: str) -> dict[str, str]:
    """Accepted word -> code: the code itself, its Chinese word, and further ones."""
    return {**{code: code for code in of}, **{word: code for code, word in of.items()}, **more}


_METHODS = words(METHOD_WORDS, 材料审核="material", 材料申报="material", 实地测评="field", 问卷="questionnaire")
_LEVELS = words(LEVEL_WORDS, 项目="item", 内容="content", 标准="standard")
_STYLES = words(STYLE_WORDS, 等级="grade", 比例="ratio", 是否="binary")
_KINDS = words(KIND_WORDS, 数量="count", 是否="binary")
_PHOTOS = words(PHOTO_WORDS, 不拍="none", 必拍="always")
_SEVERITIES = {**words(SEVERITY_WORDS), "重": "3", "轻": "1"}


def _methods(cell: str) -> tuple[str, ...]:
    known = one_of(_METHODS)
    return tuple(dict.fromkeys(known(word) for word in many(cell)))


def _codes(cell: str) -> tuple[str, ...]:
    return tuple(many(cell))


def _texts(cell: str) -> tuple[str, ...]:
    return tuple(lines(cell))


_NUMBER = re.compile(r"\d{1,6}(\.\d+)?")


def weight(cell: str) -> tuple[Decimal | None, str]:
    """(number, note). What is no plain number is kept as a note; so is a negative one, which no share can be."""
    text = plain(cell)
    if not _NUMBER.fullmatch(text):
        if len(cell) > 100:
            raise ValueError(_("is too long"))
        return None, cell
    number = Decimal(text)
    if -int(number.normalize().as_tuple().exponent) > 4:
        raise ValueError(_("has more than four decimals"))
    return number, ""


def sample_size(cell: str) -> tuple[int | None, str]:
    """(number, note): a plain whole number, or whatever the file says instead."""
    text = plain(cell)
    return (int(text), "") if re.fullmatch(r"\d{1,6}", text) else (None, cell)


def style_parameters(cell: str) -> tuple[tuple[str, float], ...]:
    """`A=1|B=0.6|C=0`: a name and a number each."""
    found = {}
    for part in many(cell):
        name, sign, value = part.partition("=")
        try:
            found[name.strip()] = float(plain(value))
        except ValueError:
            sign = ""
        if not sign or not name.strip() or not abs(found[name.strip()]) < 1e9:
            raise ValueError(_("is not a list such as A=1|B=0.6|C=0"))
    return tuple(found.items())


def _choice(of: Mapping[str, str], default: str) -> Callable[[str], str]:
    known = one_of(of)
    return lambda cell: known(cell) or default


def _severity(cell: str) -> int:
    return int(_choice(_SEVERITIES, "2")(cell))


def _column(
    name: str, *aliases: str, read: Callable[[str], Any] = str, longest: int = 0, required: bool = False
) -> Column:
    return Column(name, aliases, required, read, longest)


INDICATOR_COLUMNS = (
    _column("code", "编码", "代码", "编号", "标准编码", longest=40, required=True),
    _column("parent_code", "上级编码", "上级代码", "上级", longest=40),
    _column("level", "层级", "级别", read=one_of(_LEVELS), required=True),
    _column("name_zh", "名称", "标准名称", "测评标准", "内容", longest=500, required=True),
    _column("methods", "测评方法", "方法", "测评方式", read=_methods),
    _column("site_types", "点位类型", "适用点位", read=_codes),
    _column("weight_if_known", "权重", "分值", "权数", "weight", read=weight),
    _column("source", "来源", longest=300),
    _column("confidence", "可信度", longest=20),
    _column("style", "计分方式", read=one_of(_STYLES)),
    _column("style_parameters", "计分参数", read=style_parameters),
    _column("name_zh_hant", "繁体名称", longest=500),
    _column("name_en", "英文名称", longest=800),
)
SITE_TYPE_COLUMNS = (
    _column("code", "编码", "代码", "点位编码", longest=20, required=True),
    _column("name_zh", "名称", "点位类型", "点位名称", longest=200, required=True),
    _column("typical_sample_size_if_known", "抽样数量", "样本量", "点位数量", read=sample_size, longest=300),
    _column("check_standards_zh", "考察要点", "检查要点", read=_texts),
    _column("source", "来源", longest=300),
    _column("confidence", "可信度", longest=20),
    _column("name_zh_hant", "繁体名称", longest=200),
    _column("name_en", "英文名称", longest=300),
)
CHECK_POINT_COLUMNS = (
    _column("site_type_code", "点位类型编码", "点位类型", "点位编码", longest=20, required=True),
    _column("code", "检查点编码", "检查项编码", "编码", "代码", "编号", longest=40, required=True),
    _column("text_zh", "检查内容", "考察内容", "检查点", "检查项", longest=500, required=True),
    _column("standard_code", "对应标准", "标准编码", "标准代码", longest=40),
    _column("scoring", "判定方式", "计分方式", read=_choice(_KINDS, "binary")),
    _column("threshold", "阈值", "判定阈值", longest=200),
    _column("photo", "拍照要求", "照片要求", read=_choice(_PHOTOS, "on_fail")),
    _column("does_not_count_zh", "不算情形", "不计情形", "不算", longest=2000),
    _column("severity", "严重程度", read=_severity),
    _column("example_faults_zh", "问题示例", "常见问题", read=_texts),
    _column("text_zh_hant", "繁体内容", longest=500),
    _column("text_en", "英文内容", longest=800),
)
COLUMNS: dict[str, tuple[Column, ...]] = {
    "indicators": INDICATOR_COLUMNS,
    "site_types": SITE_TYPE_COLUMNS,
    "check_points": CHECK_POINT_COLUMNS,
}
SHEET_NAMES = {"indicators": "测评体系", "site_types": "点位类型", "check_points": "检查点"}

# A row's field where its column is called otherwise.
_COLUMN_OF = {
    "site_types": {"sample_size": "typical_sample_size_if_known"},
    "check_points": {"name_zh": "text_zh", "kind": "scoring"},
    "indicators": {"weight": "weight_if_known"},
}


def shown_column(table: str, name: str) -> str:
    """How an error names the column of a row's field: our header and the Chinese one."""
    wanted = _COLUMN_OF[table].get(name, name)
    for column in COLUMNS[table]:
        if column.name == wanted:
            return f"{column.name} {column.aliases[0]}" if column.aliases else column.name
    return wanted
