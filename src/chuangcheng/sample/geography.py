"""The sample city's drawn ground: a street grid, five districts' edges, communities. Pure: metres in, degrees out.

Nothing here is surveyed. The grid follows the crossings that the table of segments names; lengths are its own.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any

from shapely.geometry import Point, Polygon, box, mapping
from shapely.geometry.base import BaseGeometry

CITY_CODE, CITY_NAME = "XG", "雄关市（样例）"
ORIGIN = (98.262, 39.765)
"""Longitude and latitude (WGS-84, degrees) of the south-western crossing."""
TURN = math.radians(6)
METRES_PER_DEGREE = 111_320.0

SOUTH_NORTH = {  # streets that run north, by metres east of the origin
    "玉泉路": 0,
    "佳苑路": 435,
    "新华路": 820,
    "胜利路": 1170,
    "五一路": 1560,
    "明珠路": 2010,
    "东湖路": 2520,
}
WEST_EAST = {  # streets that run east, by metres north of the origin
    "体育大道": 0,
    "长城路": 480,
    "迎宾路": 910,
    "雄关大道": 1285,
    "文化路": 1615,
    "建设路": 2005,
    "祁连路": 2535,
}
TOWN = box(-420, -420, 2960, 2960)
OUTLINE = Polygon(
    [
        (-3200, -1800),
        (-900, -3600),
        (2600, -3900),
        (5600, -1900),
        (6100, 2200),
        (4300, 5200),
        (600, 5900),
        (-2800, 4100),
    ]
)


@dataclass(frozen=True, slots=True)
class Ground:
    """An area before it is one of the product's: code, names, level, parent's code, shape in metres."""

    code: str
    name_zh: str
    name_en: str
    level: str
    parent: str
    shape: BaseGeometry


def degrees(x: float, y: float) -> tuple[float, float]:
    """Metres east and north of the origin, turned a little, as WGS-84 degrees rounded to about 10 cm."""
    east = x * math.cos(TURN) - y * math.sin(TURN)
    north = x * math.sin(TURN) + y * math.cos(TURN)
    latitude = ORIGIN[1] + north / METRES_PER_DEGREE
    longitude = ORIGIN[0] + east / (METRES_PER_DEGREE * math.cos(math.radians(ORIGIN[1])))
    return round(longitude, 6), round(latitude, 6)


def geojson(shape: BaseGeometry) -> dict[str, Any]:
    """A GeoJSON geometry in degrees."""

    def turned(coordinates: Any) -> Any:
        if isinstance(coordinates[0], int | float):
            return list(degrees(coordinates[0], coordinates[1]))
        return [turned(part) for part in coordinates]

    plain = mapping(shape)
    return {"type": plain["type"], "coordinates": turned(plain["coordinates"])}


def grounds() -> Iterator[Ground]:
    """The city, two sub-districts and three towns, their communities and the grid cells of the sub-districts."""
    yield Ground(CITY_CODE, CITY_NAME, "Xiongguan (sample)", "city", "", OUTLINE)
    rest = OUTLINE.difference(TOWN)
    half = WEST_EAST["雄关大道"]
    middle = (1270, 1270)
    wedges = {
        "XGXC": [(0, 9000), (9000, 9000), (9000, 300)],
        "XGYQ": [(-9000, -1200), (-9000, 9000), (0, 9000)],
        "XGWS": [(9000, 300), (9000, -9000), (-9000, -9000), (-9000, -1200)],
    }
    upper = [
        ("XGXG", "雄关街道", "Xiongguan Subdistrict", box(-420, half, 2960, 2960), 8),
        ("XGGC", "钢城街道", "Gangcheng Subdistrict", box(-420, -420, 2960, half), 8),
        ("XGXC", "新城镇", "Xincheng Town", rest.intersection(Polygon([middle, *wedges["XGXC"]])), 3),
        ("XGYQ", "峪泉镇", "Yuquan Town", rest.intersection(Polygon([middle, *wedges["XGYQ"]])), 3),
        ("XGWS", "文殊镇", "Wenshu Town", rest.intersection(Polygon([middle, *wedges["XGWS"]])), 3),
    ]
    for code, name, name_en, shape, parts in upper:
        yield Ground(code, name, name_en, "subdistrict", CITY_CODE, shape)
        yield from _communities(code, shape, parts)


COMMUNITIES: dict[str, dict[str, str]] = {
    "XGXG": {
        "新华": "Xinhua",
        "佳苑": "Jiayuan",
        "胜利北": "Shengli North",
        "文化": "Wenhua",
        "建设": "Jianshe",
        "祁连": "Qilian",
        "明珠": "Mingzhu",
        "东湖": "Donghu",
    },
    "XGGC": {
        "玉泉": "Yuquan",
        "长城": "Changcheng",
        "体育": "Tiyu",
        "迎宾": "Yingbin",
        "五一": "Wuyi",
        "镜泉": "Jingquan",
        "紫轩": "Zixuan",
        "和诚": "Hecheng",
    },
    "XGXC": {
        "长城村": "Changcheng Village",
        "观蒲村": "Guanpu Village",
        "野麻湾村": "Yemawan Village",
    },
    "XGYQ": {
        "安远沟村": "Anyuangou Village",
        "断山口村": "Duanshankou Village",
        "嘉峪村": "Jiayu Village",
    },
    "XGWS": {
        "团结村": "Tuanjie Village",
        "冯家沟村": "Fengjiagou Village",
        "石桥村": "Shiqiao Village",
    },
}


def _communities(code: str, shape: BaseGeometry, parts: int) -> Iterator[Ground]:
    """Columns of equal width (two rows where there are eight), cut to the shape."""
    west, south, east, north = shape.bounds
    columns, rows = (4, 2) if parts == 8 else (parts, 1)
    for number, (name, english) in enumerate(COMMUNITIES[code].items()):
        column, row = number % columns, number // columns
        width, height = (east - west) / columns, (north - south) / rows
        cell = box(
            west + column * width,
            south + row * height,
            west + (column + 1) * width,
            south + (row + 1) * height,
        )
        own = f"{code}{number + 1:02d}"
        part = shape.intersection(cell)
        is_village = name.endswith("村")
        names = (name, english) if is_village else (f"{name}社区", f"{english} Community")
        yield Ground(own, *names, "community", code, part)
        if parts == 8:
            left, low, right, high = part.bounds
            half = (left + right) / 2
            yield Ground(
                f"{own}A",
                f"{name}一网格",
                f"{english} Grid 1",
                "grid",
                own,
                part.intersection(box(left, low, half, high)),
            )
            yield Ground(
                f"{own}B",
                f"{name}二网格",
                f"{english} Grid 2",
                "grid",
                own,
                part.intersection(box(half, low, right, high)),
            )


def _across(name: str) -> float | None:
    return SOUTH_NORTH.get(name, WEST_EAST.get(name))


def segment_line(street: str, start: str, end: str, length: int, random: Random) -> dict[str, Any]:
    """The line of a segment in degrees: on the grid where its street is on it, else a lane inside a block."""
    if street in WEST_EAST:
        y = WEST_EAST[street]
        points: list[tuple[float, float]] = [(SOUTH_NORTH[start], y), (SOUTH_NORTH[end], y)]
    elif street in SOUTH_NORTH:
        x = SOUTH_NORTH[street]
        points = [(x, WEST_EAST[start]), (x, WEST_EAST[end])]
    else:
        points = _lane(start, end, length, random)
    return {"type": "LineString", "coordinates": [list(degrees(x, y)) for x, y in points]}


def _lane(start: str, end: str, length: int, random: Random) -> list[tuple[float, float]]:
    runs_east = start in SOUTH_NORTH
    crossing = list((WEST_EAST if runs_east else SOUTH_NORTH).values())
    place = random.randrange(len(crossing) - 1)
    aside = crossing[place] + (crossing[place + 1] - crossing[place]) * random.uniform(0.35, 0.65)
    near = _across(start) or 0.0
    far = _across(end)
    far = near + length if far is None else far
    return [(near, aside), (far, aside)] if runs_east else [(aside, near), (aside, far)]


def crossings() -> list[tuple[str, tuple[float, float]]]:
    """(name, degrees) of every crossing of the grid."""
    return [
        (f"{across}与{along}路口", degrees(x, y)) for across, y in WEST_EAST.items() for along, x in SOUTH_NORTH.items()
    ]


def point_in(shape: BaseGeometry, random: Random) -> tuple[float, float]:
    """A point inside a shape, in degrees."""
    west, south, east, north = shape.bounds
    while True:
        x, y = random.uniform(west, east), random.uniform(south, north)
        if shape.contains(Point(x, y)):
            return degrees(x, y)


def invented_address(random: Random) -> str:
    """An invented address on one of the grid's streets."""
    street = random.choice([*WEST_EAST, *SOUTH_NORTH])
    return f"{street}{random.randrange(1, 240)}号"
