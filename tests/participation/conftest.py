"""Xinhua Street with a toilet and a segment, three categories, a triage clerk, and what citizens send."""

import uuid
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from chuangcheng.accounts.actions import register_person
from chuangcheng.cases.actions import define_category
from chuangcheng.cases.categories import CategoryRow
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.participation.actions import Said, Sent, receive_report
from chuangcheng.participation.models import Report
from chuangcheng.participation.queries import of_point
from chuangcheng.places.actions import define_facility, define_facility_kind, define_segment
from chuangcheng.units.actions import appoint_person, define_post, grant_role
from chuangcheng.units.models import Role
from tests.remembered import remembered
from tests.stories import City

EAST, NORTH = 98.281, 39.771
PHONE = "13800138000"
SECRET = "我是住在三单元的张大妈"


@pytest.fixture
@remembered
def street(city: City, at: datetime) -> City:
    """Places, categories, and Tang Yi at the triage desk."""
    kind = define_facility_kind(
        by=SYSTEM,
        at=at,
        code="FK01",
        name_zh="公共厕所",
        attributes=[
            {"code": "FK01-06", "name_zh": "扶手", "type": "bool"},
            {"code": "FK01-04", "name_zh": "坐便器", "type": "int"},
        ],
    )
    for number, (east, has_rails, seats) in enumerate(
        ((EAST, True, 2), (EAST + 0.004, False, 0), (EAST + 0.05, True, 1))
    ):
        define_facility(
            by=SYSTEM,
            at=at,
            code=f"GC{number}",
            kind=kind,
            name_zh=f"新华{number}号公共卫生间",
            area=city.areas["XG-XH-01"],
            longitude=east,
            latitude=NORTH,
            equipment={"FK01-06": has_rails, "FK01-04": seats},
            hours_zh="全天开放",
        )
    define_segment(
        by=SYSTEM, at=at, code="LD01", name_zh="新华南路一段", street_zh="新华南路", area=city.areas["XG-XH-01"]
    )
    _categories(at)
    post = define_post(by=SYSTEM, at=at, unit=city.units["DW05"], code="DW05-triage", name_zh="受理员")
    person = city.people["tang_yi"] = register_person(by=SYSTEM, at=at, username="tang.yi", name="唐一")
    appoint_person(by=SYSTEM, at=at, post=post, person=person)
    grant_role(by=SYSTEM, at=at, post=post, role=Role.objects.get(code="triage_clerk"))
    return city


def _categories(at: datetime) -> None:
    questions = ({"key": "danger", "label_zh": "是否危险", "type": "bool"},)
    rows = (
        CategoryRow("B01", "公用设施", limit="5 working_days"),
        CategoryRow(
            "B0101",
            "井盖雨箅缺损",
            "B01",
            default_unit_code="DW26",
            limit="4 working_hours",
            keywords=("井盖", "雨水箅子", "塌陷"),
            is_public=True,
            extra_questions=questions,
        ),
        CategoryRow(
            "B0102",
            "路灯故障",
            "B01",
            default_unit_code="DW26",
            limit="2 working_days",
            keywords=("路灯",),
            is_public=True,
        ),
    )
    for row in rows:
        define_category(by=SYSTEM, at=at, row=row)


def picture() -> bytes:
    """A small real photograph's bytes."""
    stream = BytesIO()
    Image.effect_noise((320, 240), 40).convert("RGB").save(stream, "JPEG")
    return stream.getvalue()


def reported(at: datetime, text: str = "新华南路井盖塌陷，很危险", origin: str = "a", **more: Any) -> Report:
    """What a citizen sends from the public page, with the small work done."""
    said = Said(text, more.pop("place", None) or of_point(EAST, NORTH, "wgs84"), **more)
    return receive_report(by=SYSTEM, at=at, said=said, sent=Sent(uuid.uuid4(), origin, worked=True))
