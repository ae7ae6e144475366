"""Two adopted streets that are drawn every month for half a year; on one of them cars stand badly each time."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from chuangcheng.draws.actions import commit_draw, enter_entropy, run_draw
from chuangcheng.draws.rules import FrameSpec, Item, Source, StratumSpec
from chuangcheng.duties.actions import hold_place
from chuangcheng.frameworks.queries import Edition
from chuangcheng.inspections.actions import finish_visit, open_round, plan_round
from chuangcheng.inspections.models import Visit
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.places.actions import define_segment, define_site
from chuangcheng.places.queries import SiteType
from tests.inspections.conftest import inspector_of, record_all
from tests.stories import City

MONTHS = 6
NAMES = {"LD01": "新华南路", "LD02": "玉泉路"}


@pytest.fixture
def streets(city: City, at: datetime, edition: Edition) -> dict[str, Any]:
    """The transport bureau holds one, the market bureau the other; each is a site of its own."""
    kind, made = SiteType.objects.get(code="P01"), {}
    for (code, name), unit in zip(NAMES.items(), ("DW26", "DW35"), strict=True):
        where = {"area": city.areas["XG-XH-01"]}
        made[code] = define_segment(by=SYSTEM, at=at, code=code, street_zh=name, name_zh=name, **where)
        hold_place(by=SYSTEM, at=at, unit=city.units[unit], place=made[code], starts_at=at)
        site = {"longitude": 98.28, "latitude": 39.77, **where}
        define_site(by=SYSTEM, at=at, code=f"P01-{code}", site_type=kind, name_zh=name, segment=made[code], **site)
    return made


@pytest.fixture
def visited(city: City, at: datetime, streets: dict[str, Any], edition: Edition, inspectors: Any) -> datetime:
    """Both are drawn every month; on Yuquan Road cars stand badly each time. Returns the day after the last round."""
    for month in range(MONTHS):
        _round(city, at + timedelta(days=30 * month), edition, month)
    return at + timedelta(days=30 * MONTHS)


def _round(city: City, at: datetime, edition: Edition, number: int) -> None:
    office, posts = city.actor("lin_yue"), [city.posts[key] for key in ("gao_yuan", "bai_lu")]
    items = tuple(Item(f"P01-{code}", name) for code, name in NAMES.items())
    inspecting = tuple(Item(post.code, post.name_zh) for post in posts)
    made = commit_draw(
        by=office,
        at=at - timedelta(days=3),
        name_zh=f"第{number}轮",
        frames=[
            FrameSpec("sites", "点位", "open", (StratumSpec("P01", "主次干道", items, count=2),)),
            FrameSpec("inspectors", "督查员", "veiled", (StratumSpec("all", "督查员", inspecting),)),
        ],
        sources=[Source("3d", "福彩3D", "numbers", "开奖公告", at - timedelta(days=2))],
        fails_after=at + timedelta(days=9),
    )
    for reader in ("lin_yue", "gao_yuan"):
        later = at - timedelta(days=1)
        enter_entropy(by=city.actor(reader), at=later, draw=made, values={"3d": ["7", "2", str(number)]})
    run_draw(by=office, at=at - timedelta(days=1), draw=made)
    opens = {"opens_on": at.date(), "closes_on": at.date() + timedelta(days=7)}
    planned = plan_round(
        by=office, at=at, code=f"R{number}", name_zh=f"第{number}轮", draw=made, edition=edition, **opens
    )
    open_round(by=office, at=at, round=planned)
    for visit in Visit.objects.filter(round=planned):
        by = inspector_of(city, visit)
        record_all(by, at, visit, **({"P01_01": "fail"} if visit.site.segment.code == "LD02" else {}))
        finish_visit(by=by, at=at + timedelta(minutes=20), visit=visit)
