"""Three places of the small city: a segment of Xinhua South Road, a toilet on it, and the toilet as a site."""

from types import SimpleNamespace

import pytest

from chuangcheng.kit.actor import SYSTEM
from chuangcheng.places import actions
from tests.remembered import remembered


def box(west, south, east, north):
    """A rectangle as a GeoJSON polygon."""
    return {
        "type": "Polygon",
        "coordinates": [[[west, south], [east, south], [east, north], [west, north], [west, south]]],
    }


@pytest.fixture
@remembered
def xinhua(city, at):
    """What stands on Xinhua South Road."""
    made = {"by": SYSTEM, "at": at}
    boundaries = {"JYG": box(98.0, 39.6, 98.6, 40.0), "XG-XH": box(98.2, 39.7, 98.3, 39.8)}
    for code, boundary in boundaries.items():
        area = city.areas[code]
        city.areas[code] = actions.define_area(
            **made, code=code, level=area.level, name_zh=area.name_zh, parent=area.parent, boundary=boundary
        )
    segment = actions.define_segment(
        **made, code="LD12", street_zh="新华南路", from_zh="玉泉路", to_zh="佳苑路", area=city.areas["XG-XH"],
        road_class="主干道", line={"type": "LineString", "coordinates": [[98.24, 39.75], [98.26, 39.75]]},
    )  # fmt: skip
    kind = actions.define_facility_kind(
        **made, code="FK01", name_zh="公共厕所", name_en="Public toilet",
        attributes=[
            {"code": "grade", "name_zh": "等级", "type": "choice", "choices": ["一类", "二类", "三类"]},
            {"code": "men", "name_zh": "男厕位", "type": "int", "unit": "个"},
            {"code": "rails", "name_zh": "扶手", "type": "bool"},
        ],
    )  # fmt: skip
    toilet = actions.define_facility(
        **made, code="GC0001", kind=kind, name_zh="新华南路公厕", segment=segment, longitude=98.25, latitude=39.7501,
        address_zh="新华南路12号", hours_zh="全天开放", equipment={"grade": "二类", "men": 6, "rails": "有"},
    )  # fmt: skip
    site_type = actions.define_site_type(**made, code="P20", name_zh="公厕", name_en="Public toilets")
    site = actions.define_site(**made, code="P20-001", site_type=site_type, name_zh="新华南路公厕", facility=toilet)
    return SimpleNamespace(segment=segment, kind=kind, toilet=toilet, site_type=site_type, site=site, city=city)
