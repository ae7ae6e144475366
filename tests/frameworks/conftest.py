"""The city's own framework, small; and the sample files read once."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from chuangcheng.frameworks.actions import import_edition
from chuangcheng.frameworks.spreadsheet import preview_import

INDICATORS = """code,parent_code,level,name_zh,methods,site_types,weight_if_known
C1,,item,公共环境,,,60
C1.1,C1,content,街面环境,,,
C1.1.1,C1.1,standard,路面平整见本色,实地考察,P01,
C1.1.2,C1.1,standard,群众对环境满意,问卷调查,,
C2,,item,长效机制,,,40
C2.1,C2,content,组织领导,,,
C2.1.1,C2.1,standard,有年度计划,网上申报,,
C2.1.2,C2.1,standard,发生重大安全事故,负面清单,,-5
"""
SITE_TYPES = """code,name_zh,typical_sample_size_if_known,check_standards_zh
P01,主次干道,4,路面平整|护栏完好
P02,公厕,随机,地面干净
"""
CHECK_POINT_COLUMNS = (
    "site_type_code,code,text_zh,standard_code,scoring,threshold,photo,does_not_count_zh,severity,example_faults_zh"
)
CHECK_POINTS = f"""{CHECK_POINT_COLUMNS}
P01,P01-01,路面平整无坑洼,C1.1.1,binary,,on_fail,施工围挡路段不计,2,路面坑洼|井盖沉降
P01,P01-02,垃圾箱间距达标,C1.1.1,threshold,≤100米,none,,1,
"""
FILES = [
    ("framework.csv", INDICATORS.encode()),
    ("site-types.csv", SITE_TYPES.encode()),
    ("checkpoints.csv", CHECK_POINTS.encode()),
]


@pytest.fixture
def make_edition(city: Any, at: Any) -> Callable[..., Any]:
    """`make_edition(code=…, files=…)`: Lin Yue of the campaign office imports a draft."""

    def make(code: str = "city-2026", files: Any = FILES, kind: str = "city", **more: Any) -> Any:
        found = preview_import(files, code=code, kind=kind)
        assert not found.errors, found.errors
        given = {"year": 2026, "name_zh": f"测评体系 {code}", **more}
        return import_edition(
            by=city.actor("lin_yue"), at=at, code=code, kind=kind, content=found.preview.content, **given
        )

    return make


@pytest.fixture
def sample_files(shared: Path) -> dict[str, tuple[str, bytes]]:
    """The reconstructed framework as shared."""
    paths = {
        "city": shared / "data/frameworks/framework-city.csv",
        "minors": shared / "data/frameworks/framework-minors.csv",
        "site_types": shared / "data/frameworks/site-types.csv",
        "check_points": shared / "data/sample/checkpoints.csv",
        "themes": shared / "data/sample/themes.csv",
    }
    return {name: (path.name, path.read_bytes()) for name, path in paths.items()}
