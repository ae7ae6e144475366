"""The first market of Xinhua Street: patrolled by the market bureau, from Monday to Sunday."""

import uuid
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest

from chuangcheng.accounts.actions import register_person
from chuangcheng.kit.actor import SYSTEM, Actor
from chuangcheng.patrols.actions import (
    define_point,
    define_scheme,
    define_shift,
    define_team,
    make_roster,
    record_scan,
    switch_on,
)
from chuangcheng.patrols.models import Point, Scan, Scheme, Team, Window
from chuangcheng.places.actions import define_site, define_site_type
from chuangcheng.places.models import Site
from chuangcheng.places.queries import place_of
from chuangcheng.units.actions import appoint_person, define_post, grant_role
from chuangcheng.units.models import Role
from tests.remembered import remembered
from tests.stories import City

PATROL = (("ding_yi", "丁一"), ("meng_er", "孟二"), ("song_san", "宋三"), ("yu_si", "于四"))
MONDAY = date(2026, 11, 23)


@pytest.fixture
@remembered
def market(city: City, at: datetime) -> Site:
    """A market in Xinhua Street."""
    kind = define_site_type(by=SYSTEM, at=at, code="P12", name_zh="农贸市场")
    where = {"area": city.areas["XG-XH-01"], "longitude": 98.281, "latitude": 39.771}
    return define_site(by=SYSTEM, at=at, code="P12-01", site_type=kind, name_zh="新华市场", **where)


@pytest.fixture
@remembered
def patrol(city: City, at: datetime) -> City:
    """Four people of the market bureau who patrol: nothing but that."""
    role = Role.objects.get(code="patroller")
    for key, name in PATROL:
        unit = city.units["DW35"]
        post = define_post(by=SYSTEM, at=at, unit=unit, code=f"DW35-{key}", name_zh="市场巡更岗")
        city.posts[key] = post
        person = register_person(by=SYSTEM, at=at, username=key.replace("_", "."), name=name)
        city.people[key] = person
        appoint_person(by=SYSTEM, at=at, post=post, person=person)
        grant_role(by=SYSTEM, at=at, post=post, role=role)
    return city


@pytest.fixture
@remembered
def scheme(patrol: City, at: datetime, market: Site) -> Scheme:
    """A draft with three points, two teams of two, an eight-hour day and four staggered hours."""
    office, unit = patrol.actor("lin_yue"), patrol.units["DW35"]
    made = define_scheme(by=office, at=at, code="XH", name_zh="新华市场巡更", place=place_of(market), unit=unit)
    for name in ("东门", "水产区", "消防通道"):
        define_point(by=office, at=at, scheme=made, name_zh=name)
    teams = [
        define_team(by=office, at=at, scheme=made, name_zh=name, unit=unit, posts=[patrol.posts[key] for key in keys])
        for name, keys in (("甲组", ("ding_yi", "meng_er")), ("乙组", ("song_san", "yu_si")))
    ]
    hours = {"starts": time(9), "ends": time(17), "window_count": 4, "days": "working"}
    define_shift(by=office, at=at, scheme=made, name_zh="白班", kind="day", teams=teams, **hours)
    hours = {"starts": time(18), "ends": time(22), "window_count": 2}
    define_shift(by=office, at=at, scheme=made, name_zh="错时", kind="staggered", teams=teams, **hours)
    return made


@pytest.fixture
@remembered
def running(patrol: City, at: datetime, scheme: Scheme) -> Scheme:
    """Switched on this Tuesday at half past eight, for four weeks, with this week's roster."""
    office = patrol.actor("lin_yue")
    scheme.purpose_zh, scheme.basis_zh = "消除市场消防和食品安全隐患", "《市场管理办法》第十二条"
    scheme.ends_on = at.date() + timedelta(weeks=4)
    scheme.save()
    switch_on(by=office, at=at - timedelta(hours=1), scheme=scheme)
    make_roster(by=office, at=at, scheme=scheme, monday=MONDAY)
    return scheme


def team(scheme: Scheme, name: str) -> Team:
    """甲组 or 乙组."""
    return Team.objects.get(scheme=scheme, name_zh=name)


def point(scheme: Scheme, name: str = "东门") -> Point:
    """A point by its name."""
    return Point.objects.select_related("scheme__site").get(scheme=scheme, name_zh=name)


def window_of(scheme: Scheme, moment: datetime) -> Window:
    """The window at a moment."""
    rows = Window.objects.select_related("scheme__unit", "scheme__area", "scheme__site")
    return rows.get(scheme=scheme, starts_at__lte=moment, ends_at__gt=moment)


def scan(by: Actor, at: datetime, where: Point, whose: Team, **changes: Any) -> Scan:
    """A scan with an id of its own, made now."""
    given: dict[str, Any] = {"scanned_at": at, "client_id": uuid.uuid4()}
    return record_scan(by=by, at=at, point=where, team=whose, **(given | changes))
