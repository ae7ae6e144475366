"""Closed cases of two bureaus in the small city: at markets, at a segment, at a mere point; and a draw over them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest

from chuangcheng.cases.actions import accept_case, close_case, dispatch_case, open_case, submit_case
from chuangcheng.cases.models import Case
from chuangcheng.draws.actions import commit_draw, enter_entropy, run_draw
from chuangcheng.draws.queries import Draw
from chuangcheng.draws.rules import FrameSpec, Item, Source, StratumSpec
from chuangcheng.inspections.queries import Window, recheck_pools
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.places.actions import define_segment
from chuangcheng.places.queries import Place, place_of
from tests.inspections.conftest import edition, inspectors, photo, sites  # noqa: F401
from tests.remembered import remembered
from tests.stories import City

Closed = Callable[..., Case]


@pytest.fixture
@remembered
def segment(city: City, at: datetime) -> Any:
    """Xinhua South Road, which nobody holds."""
    return define_segment(
        by=SYSTEM, at=at, code="LD-01", street_zh="新华南路", name_zh="新华南路北段", area=city.areas["XG-XH-01"]
    )


@pytest.fixture
def closed(city: City, at: datetime, sites: Any, inspectors: Any) -> Closed:  # noqa: F811
    """`closed(place, days=40)`: a case put right by the Transport Bureau and closed so many days ago."""
    before, after = photo(at, "gray"), photo(at, "green")

    def make(place: Any, *, days: int = 40, unit: str = "DW26", source: str = "hotline", **more: Any) -> Case:
        then = at - timedelta(days=days + 1)
        whole = place if isinstance(place, Place) else place_of(place)
        case = open_case(
            by=SYSTEM, at=then, source=source, description="路面破损积水", place=whole, photos=[before], **more
        )
        dispatch_case(by=SYSTEM, at=then, case=case, unit=city.units[unit], reason="职责范围")
        accept_case(by=SYSTEM, at=then, case=case)
        submit_case(by=SYSTEM, at=then, case=case, cause="雨后沉降", measure="重新铺装", photos=[after])
        return close_case(by=SYSTEM, at=at - timedelta(days=days), case=case)

    return make


@pytest.fixture
def pointed(city: City) -> Place:
    """A point in the community: no site, no segment."""
    return Place(city.areas["XG-XH-01"], longitude=98.285, latitude=39.771, address="新华南路12号")


def recheck_draw(city: City, at: datetime, *, count: int, window: Window | None = None) -> Draw:
    """A draw over the closed cases, run this morning with values that two people read; inspectors are drawn too."""
    before = at - timedelta(days=2)
    chosen = window or Window((at - timedelta(days=365)).date(), at.date(), 7)
    strata = tuple(
        StratumSpec(pool.code, pool.name_zh, pool.items, count=min(count, pool.count))
        for pool in recheck_pools(chosen, before)
    )
    posts = tuple(Item(city.posts[key].code, city.people[key].name) for key in ("su_qing", "bai_lu", "gao_yuan"))
    draw = commit_draw(
        by=city.actor("lin_yue"),
        at=before,
        name_zh="十一月回头看",
        frames=[
            FrameSpec("cases", "已销号案件", "veiled", strata),
            FrameSpec("inspectors", "督查员", "veiled", (StratumSpec("all", "督查员", posts),)),
        ],
        sources=[Source("3d", "福彩3D", "numbers", "2026312 期", before + timedelta(hours=12))],
        fails_after=at + timedelta(days=40),
        context={"for": "rechecks"},
    )
    later = before + timedelta(days=1)
    for reader in ("lin_yue", "deng_hai"):
        enter_entropy(by=city.actor(reader), at=later, draw=draw, values={"3d": ["7", "2", "9"]})
    return run_draw(by=city.actor("lin_yue"), at=later, draw=draw)
