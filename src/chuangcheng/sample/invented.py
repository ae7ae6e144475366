"""Invented names of persons and places. None is meant to be anybody or anything that exists."""

from collections.abc import Iterator
from random import Random

SURNAMES = (
    "林马韩苏白高邓何吴方罗秦许周郑冯曹彭曾萧田董袁潘于蒋蔡余杜叶程魏吕丁任沈"
    "姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱侯邹熊孟龙万段雷钱汤"
)
GIVEN = (
    "晓东 文静 建军 雅琴 志强 丽娟 海涛 玉梅 国栋 春燕 立新 淑芬 永明 雪莲 振华 秀英 子涵 浩然 思远 佳怡 宏伟 慧敏 "
    "卫民 凤霞 少华 月明 天佑 若兰 长河 青山 星宇 云飞 向阳 忆南 怀远 知秋 守正 清和 敬之 望舒 明远 嘉禾 景行 安然"
).split()
WORDS = (
    "康乐 迎春 石榴 紫薇 朝晖 金叶 镜铁 丁香 育才 和诚 南湖 胡杨 沙枣 祁连 丝路 驼铃 明珠 东湖 玉泉 富强 兴盛 "
    "安居 福满 锦绣 阳光 绿洲 长城 雄关 讨赖 戈壁 春晓 景泰 昌盛 永乐 华庭 翠园 瑞丰 天瑞 民勤 望岳"
).split()

KINDS: dict[str, tuple[int, str]] = {
    "P05": (8, "广场"),
    "P06": (12, "公园"),
    "P07": (16, "社区居委会"),
    "P08": (180, "小区"),
    "P09": (16, "社区综合文化服务中心"),
    "P10": (2, "街道办事处"),
    "P11": (5, "综合文化站"),
    "P12": (14, "农贸市场"),
    "P13": (34, "超市"),
    "P14": (12, "宾馆"),
    "P15": (130, "餐厅"),
    "P16": (12, "医院门诊部"),
    "P17": (4, "政务服务大厅"),
    "P18": (30, "储蓄所"),
    "P19": (18, "营业厅"),
    "P20": (14, "路公交线"),
    "P21": (60, "公交站"),
    "P22": (10, "出租车候客点"),
    "P23": (2, "汽车客运站"),
    "P24": (2, "站前广场"),
    "P25": (6, "好人长廊"),
    "P26": (26, "工地"),
    "P27": (6, "景区"),
    "P28": (8, "文化馆"),
    "P29": (5, "教育基地"),
    "P30": (4, "影院"),
    "P31": (7, "书店"),
    "P32": (8, "旅行社"),
    "P34": (7, "应急避难场所"),
    "P35": (24, "学校"),
    "P36": (24, "学校周边"),
    "P37": (20, "幼儿园"),
    "P38": (12, "网吧"),
    "P39": (6, "心理健康辅导站"),
    "P40": (6, "乡村学校少年宫"),
    "P41": (4, "青少年活动中心"),
    "P42": (20, "培训学校"),
    "P43": (3, "镇区"),
    "P44": (12, "村"),
    "P45": (8, "城乡结合部"),
    "P46": (6, "河道"),
    "P47": (8, "垃圾转运站"),
    "P48": (1, "救助管理站"),
    "P49": (40, "理发店"),
    "P50": (6, "服务热线"),
    "P51": (16, "新时代文明实践站"),
    "P52": (2, "出入境办证厅"),
    "P53": (34, "药店"),
    "P54": (2, "历史街区"),
    "P55": (4, "科普馆"),
}
"""Site type -> how many the sample city has, and how such a place is called. Streets, crossings and toilets apart."""

OUTSIDE = frozenset({"P40", "P43", "P44", "P45", "P46"})
"""Site types that lie in the towns around rather than in the grid."""


def people(random: Random) -> Iterator[str]:
    """Names of persons, each once."""
    names = [surname + given for surname in SURNAMES for given in GIVEN]
    random.shuffle(names)
    yield from names


def place_names(suffix: str, count: int, random: Random) -> list[str]:
    """`count` different names of places of one kind."""
    words = list(WORDS)
    random.shuffle(words)
    if suffix == "路公交线":
        return [f"{number}{suffix}" for number in random.sample(range(1, 60), count)]
    names = [f"{word}{suffix}" for word in words]
    names += [f"{word}{number}{suffix}" for number in ("第二", "第三", "第四", "第五") for word in words]
    return names[:count]
