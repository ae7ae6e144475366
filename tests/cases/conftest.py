"""Xinhua South Road in the small city: a segment held by the Transport Bureau, categories, pictures, a case."""

import io
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import pytest
from PIL import Image

from chuangcheng.cases.actions import (
    accept_case,
    dispatch_case,
    import_categories,
    open_case,
    set_escalation_ladder,
    submit_case,
)
from chuangcheng.cases.categories import CategoryRow
from chuangcheng.cases.queries import Case, Category
from chuangcheng.evidence.actions import store_file
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.places.queries import Place
from tests.remembered import remembered

CATEGORIES = (
    CategoryRow("B01", "公用设施", name_en="Public utilities", limit="5 working_days", default_unit_code="DW26"),
    CategoryRow(
        "B0101",
        "井盖缺损",
        parent_code="B01",
        name_en="Missing manhole cover",
        limit="4 working_hours",
        default_unit_code="DW26",
        keywords=("井盖", "塌陷"),
    ),
    CategoryRow("B0102", "路灯故障", parent_code="B01", limit="2 working_days", default_unit_code="DW26"),
    CategoryRow("S0101", "暴露垃圾", limit="3 working_days", default_unit_code="DW35"),
)


def picture(colour: str) -> io.BytesIO:
    """A small picture of one colour."""
    content = io.BytesIO()
    Image.new("RGB", (320, 240), colour).save(content, "JPEG")
    content.seek(0)
    return content


@dataclass
class Street:
    """The small city with what cases need: `street.opened()`, `.dispatched()`, `.accepted()`, `.submitted()`."""

    city: Any
    at: datetime
    before: Any
    after: Any

    def actor(self, key: str) -> Any:
        return self.city.actor(key)

    def category(self, code: str) -> Category:
        return Category.objects.select_related("default_unit", "parent").get(code=code)

    def place(self, **more: Any) -> Place:
        area = self.city.areas["XG-XH-01"]
        return Place(area, longitude=98.281, latitude=39.772, address="新华南路12号", **more)

    def opened(self, at: datetime | None = None, **more: Any) -> Case:
        given = {
            "by": self.actor("su_qing"),
            "at": at or self.at,
            "source": "inspection",
            "description": "人行道井盖塌陷，行人易跌落",
            "place": self.place(),
            "category": self.category("B0102"),
            "photos": [self.before],
            **more,
        }
        return open_case(**given)

    def dispatched(self, at: datetime | None = None, **more: Any) -> Case:
        case = self.opened(at, **more)
        return dispatch_case(by=self.actor("lin_yue"), at=at or self.at, case=case)

    def accepted(self, at: datetime | None = None, **more: Any) -> Case:
        case = self.dispatched(at, **more)
        return accept_case(by=self.actor("ma_jun"), at=at or self.at, case=case)

    def submit(self, case: Case, at: datetime, by: str = "ma_jun") -> Case:
        submit_case(
            by=self.actor(by), at=at, case=case, cause="井圈老化", measure="更换井盖并加固", photos=[self.after]
        )
        return case

    def submitted(self, at: datetime | None = None, **more: Any) -> Case:
        return self.submit(self.accepted(at, **more), at or self.at)


@pytest.fixture
@remembered
def street(city: Any, at: datetime) -> Street:
    import_categories(by=SYSTEM, at=at, rows=CATEGORIES)
    set_escalation_ladder(
        by=SYSTEM,
        at=at,
        steps=[
            ("remind", 4, "liaison"),
            ("escalate", 0, "liaison"),
            ("escalate", 8, "head"),
            ("escalate", 24, "group"),
            ("escalate", 40, "leader"),
        ],
    )
    before, after = (
        store_file(by=SYSTEM, at=at, name=name, content=picture(colour))
        for name, colour in (("before.jpg", "gray"), ("after.jpg", "green"))
    )
    return Street(city, at, before, after)
