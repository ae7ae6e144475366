"""The small city plans: a three-year plan, key points of 2026, a scheme, tasks; two toilets to be rebuilt."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import pytest

from chuangcheng.evidence.actions import store_file
from chuangcheng.frameworks.actions import import_themes
from chuangcheng.kit.actor import SYSTEM, Actor
from chuangcheng.places.actions import define_facility, define_facility_kind
from chuangcheng.plans.actions import confirm_undertaking, define_upgrade_kind, draft_undertaking
from chuangcheng.plans.queries import Undertaking
from tests.cases.conftest import picture, street  # noqa: F401
from tests.duties.conftest import edition  # noqa: F401
from tests.frameworks.conftest import make_edition, sample_files  # noqa: F401
from tests.remembered import remembered
from tests.stories import City

ATTRIBUTES = (
    {"code": "grab_rail_seats", "name_zh": "带扶手坐便器", "type": "int", "unit": "个"},
    {"code": "squat_pans", "name_zh": "蹲便器", "type": "int", "unit": "个"},
    {"code": "barrier_free", "name_zh": "无障碍厕位", "type": "bool"},
)
THEMES = (
    {"code": "T01", "name_zh": "文明礼仪行动", "name_en": "Civil Manners"},
    {"code": "T02", "name_zh": "文明交通行动", "name_en": "Civil Traffic"},
)


@dataclass
class Office:
    """The plans of the small city by their codes: `office["RW-01"]`."""

    city: City
    at: datetime
    every: dict[str, Undertaking] = field(default_factory=dict)
    evidence: Any = None

    def __getitem__(self, code: str) -> Undertaking:
        return Undertaking.objects.select_related("unit", "parent", "facility__kind", "upgrade").get(code=code)

    def actor(self, key: str) -> Actor:
        return self.city.actor(key)

    def draft(self, code: str, kind: str, parent: str = "", unit: str = "DW05", **values: Any) -> Undertaking:
        given = {"name_zh": code, "due_on": date(2026, 12, 31), **values}
        above = self[parent] if parent else None
        office, owner = self.actor("lin_yue"), self.city.units[unit]
        return draft_undertaking(by=office, at=self.at, code=code, kind=kind, parent=above, unit=owner, **given)

    def confirm(self, *codes: str, at: datetime | None = None) -> None:
        for code in codes:
            confirm_undertaking(by=self.actor("lin_yue"), at=at or self.at, undertaking=self[code])


@pytest.fixture
@remembered
def office(city: City, at: datetime) -> Office:
    """Plan, key points and scheme confirmed; three tasks as drafts; themes, a kind of upgrade, two toilets."""
    import_themes(by=SYSTEM, at=at, rows=THEMES)
    kind = define_facility_kind(by=SYSTEM, at=at, code="FK01", name_zh="公共卫生间", attributes=ATTRIBUTES)
    for code, seats in (("GC0001", 0), ("GC0002", 1)):
        where = {"area": city.areas["XG-XH-01"], "longitude": 98.281, "latitude": 39.771}
        equipment = {"grab_rail_seats": seats, "squat_pans": 4}
        name = f"新华{code[-1]}号公共卫生间"
        define_facility(by=SYSTEM, at=at, code=code, kind=kind, name_zh=name, equipment=equipment, **where)
    made = Office(city, at)
    define_upgrade_kind(
        by=made.actor("lin_yue"),
        at=at,
        code="GZ01",
        name_zh="公厕适老化改造",
        facility_kinds=["FK01"],
        equipment={"grab_rail_seats": 2, "barrier_free": True},
    )
    made.evidence = store_file(by=SYSTEM, at=at, name="done.jpg", content=picture("green"))
    made.draft("SN26", "plan", name_zh="三年行动计划（2026—2028年）", due_on=date(2028, 12, 31))
    made.draft("YD2026", "key_points", "SN26", name_zh="2026年精神文明建设工作要点", starts_on=date(2026, 1, 1))
    made.draft("FA2026-1", "scheme", "YD2026", name_zh="2026年创建全国文明城市实施方案")
    made.draft("RW2026-01", "task", "FA2026-1", "DW26", name_zh="补齐主次干道标识牌", weight=3)
    made.draft("RW2026-02", "task", "FA2026-1", "DW35", name_zh="规范农贸市场经营秩序")
    made.draft("RW2026-03", "task", "FA2026-1", "DW26", name_zh="完善路口礼让斑马线设施")
    made.confirm("SN26", "YD2026", "FA2026-1")
    return made
