"""The page of GB/T 9704-2012 in millimetres and points, and the fonts by name with what stands in for them."""

from dataclasses import dataclass

PAGE_MM = (210, 297)
TOP_MM, BOTTOM_MM, LEFT_MM, RIGHT_MM = 37, 35, 28, 26
"""天头 37, 订口 28, 版心 156 × 225 (5.2.1): what is left is 26 on the right and 35 below."""
TEXT_MM = (PAGE_MM[0] - LEFT_MM - RIGHT_MM, PAGE_MM[1] - TOP_MM - BOTTOM_MM)
LINES, CHARACTERS = 22, 28
"""每面排 22 行, 每行排 28 个字, 并撑满版心 (5.2.3)."""
POINTS_PER_MM = 72 / 25.4
BODY_PT, TITLE_PT, FOUR_PT, TABLE_PT, TABLE_WIDE_PT, FOOT_PT = 16.0, 22.0, 14.0, 12.0, 9.0, 6.5
"""3号, 2号, 4号; tables smaller than the text, in wide attachments 小五."""
PITCH_PT = 28.95
"""From line to line: 225 mm hold 22 lines and no 23rd."""
TRACKING_PT = -0.25
"""28 characters of 16 pt are 448 pt wide, the line is 442.2 pt."""
RED = "E60012"


@dataclass(frozen=True, slots=True)
class Fonts:
    """The name to ask for in each role. A program without it takes the first of `INSTEAD` that it has."""

    title: str = "方正小标宋简体"
    body: str = "仿宋_GB2312"
    heading: str = "黑体"
    subheading: str = "楷体_GB2312"
    latin: str = "Times New Roman"


INSTEAD: dict[str, tuple[str, ...]] = {
    "方正小标宋简体": (
        "FZXiaoBiaoSong-B05S",
        "小标宋体",
        "华文中宋",
        "STZhongsong",
        "Noto Serif CJK SC",
        "Noto Serif SC",
        "宋体",
    ),
    "仿宋_GB2312": ("FangSong_GB2312", "仿宋", "FangSong", "STFangsong", "Noto Serif CJK SC", "Noto Serif SC"),
    "黑体": ("SimHei", "STHeiti", "Noto Sans CJK SC", "Noto Sans SC"),
    "楷体_GB2312": ("KaiTi_GB2312", "楷体", "KaiTi", "STKaiti", "LXGW WenKai", "Noto Serif CJK SC", "Noto Serif SC"),
}
LAST = ("Noto Sans SC", "Noto Sans CJK SC")
"""What the product itself brings."""


def stack(name: str) -> list[str]:
    """A font and what stands in for it, in order, without repetition."""
    return list(dict.fromkeys((name, *INSTEAD.get(name, ()), *LAST)))
