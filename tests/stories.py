"""A small invented city that every test may walk through: areas, four units, posts, and the people in them.

Everything is made through the product's own actions, by the product itself at the moment `at`.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client

from chuangcheng.accounts.actions import register_person
from chuangcheng.config.roles import install_roles
from chuangcheng.kit.actor import SYSTEM, Actor
from chuangcheng.places.actions import define_area
from chuangcheng.units.actions import (
    appoint_person,
    define_group,
    define_post,
    define_unit,
    grant_role,
    set_group_members,
)
from chuangcheng.units.queries import Role, actor_for
from tests.remembered import remembered

SHANGHAI = ZoneInfo("Asia/Shanghai")
PASSWORD = "xiongguan-2026-chuangcheng"

AREAS = (  # code, name, level, parent
    ("JYG", "嘉峪关市", "city", ""),
    ("XG", "雄关区", "district", "JYG"),
    ("XG-XH", "新华街道", "subdistrict", "XG"),
    ("XG-XH-01", "新华南路社区", "community", "XG-XH"),
    ("GC", "钢城区", "district", "JYG"),
    ("GC-WJ", "五一街道", "subdistrict", "GC"),
)
UNITS = (  # code, name, short name, kind
    ("DW05", "市文明办（市创城办）", "文明办", "party"),
    ("DW26", "市交通运输局", "交通局", "government"),
    ("DW35", "市市场监督管理局", "市场监管局", "government"),
    ("DW49", "雄关街道党工委、办事处", "雄关街道", "subdistrict"),
)
PEOPLE = (  # key, name, unit, post's name, is head, is liaison, role, unit of the grant
    ("lin_yue", "林悦", "DW05", "创城办综合科", False, False, "campaign_office", ""),
    ("han_bing", "韩冰", "DW26", "局长", True, False, "unit_head", "DW26"),
    ("ma_jun", "马军", "DW26", "创城联络员", False, True, "unit_liaison", "DW26"),
    ("su_qing", "苏晴", "DW35", "督查员", False, False, "inspector", ""),
    ("bai_lu", "白露", "DW49", "督查员", False, False, "inspector", ""),
    ("gao_yuan", "高原", "DW05", "核查员", False, False, "verifier", ""),
    ("deng_hai", "邓海", "DW05", "市领导", True, False, "leader", ""),
    ("he_ping", "何平", "DW35", "审计员", False, False, "auditor", ""),
    ("wu_di", "吴迪", "DW05", "系统运维员", False, False, "operator", ""),
    ("fang_min", "方敏", "DW35", "局长", True, False, "unit_head", "DW35"),
    ("luo_jia", "罗佳", "DW35", "创城联络员", False, True, "unit_liaison", "DW35"),
    ("qin_feng", "秦风", "DW49", "主任", True, False, "unit_head", "DW49"),
    ("xu_lan", "许兰", "DW49", "创城联络员", False, True, "unit_liaison", "DW49"),
)


@dataclass
class City:
    """The small city. People by the pinyin of their names: `city.people["ma_jun"]`; units and areas by code."""

    at: datetime
    areas: dict[str, Any] = field(default_factory=dict)
    units: dict[str, Any] = field(default_factory=dict)
    posts: dict[str, Any] = field(default_factory=dict)
    people: dict[str, Any] = field(default_factory=dict)
    groups: dict[str, Any] = field(default_factory=dict)

    def actor(self, key: str, at: datetime | None = None) -> Actor:
        """The Actor of a person by pinyin, with the grants in force at a moment."""
        return actor_for(self.people[key], at or self.at)

    def __getattr__(self, key: str) -> Any:
        """`city.ma_jun` is the person (not the actor)."""
        people = self.__dict__.get("people", {})
        if key in people:
            return people[key]
        raise AttributeError(key)


@pytest.fixture
def at() -> datetime:
    """A Tuesday morning in working hours: 24 November 2026, 9:30 in Shanghai."""
    return datetime(2026, 11, 24, 9, 30, tzinfo=SHANGHAI)


@pytest.fixture
def city(db: None, at: datetime, settings: Any) -> City:
    """Areas, units, posts, people, roles and one working group; pages and jobs see the moment `at` as now."""
    settings.CLOCK_SHIFT_SECONDS = (at - datetime.now(SHANGHAI)).total_seconds()
    return found_city(at)


@remembered
def found_city(at: datetime) -> City:
    """The small city, by actions."""
    made = City(at=at)
    install_roles(at=at)
    for code, name, level, parent in AREAS:
        made.areas[code] = define_area(
            by=SYSTEM, at=at, code=code, name_zh=name, level=level, parent=made.areas.get(parent)
        )
    for code, name, short, kind in UNITS:
        made.units[code] = define_unit(
            by=SYSTEM,
            at=at,
            code=code,
            name_zh=name,
            short_name_zh=short,
            kind=kind,
            area=made.areas["XG-XH"] if kind == "subdistrict" else None,
            is_commission_member=True,
        )
    _fill_posts(made)
    _form_group(made)
    return made


def _fill_posts(made: City) -> None:
    roles = {role.code: role for role in Role.objects.all()}
    for key, name, unit, title, is_head, is_liaison, role, within in PEOPLE:
        post = made.posts[key] = define_post(
            by=SYSTEM,
            at=made.at,
            unit=made.units[unit],
            code=f"{unit}-{key}",
            name_zh=title,
            is_head=is_head,
            is_liaison=is_liaison,
        )
        person = made.people[key] = register_person(
            by=SYSTEM, at=made.at, username=key.replace("_", "."), name=name, password=PASSWORD
        )
        appoint_person(by=SYSTEM, at=made.at, post=post, person=person)
        grant_role(by=SYSTEM, at=made.at, post=post, role=roles[role], unit=made.units.get(within))


def _form_group(made: City) -> None:
    group = made.groups["G06"] = define_group(
        by=SYSTEM,
        at=made.at,
        code="G06",
        name_zh="基础设施组",
        lead_unit=made.units["DW26"],
        member_units=[made.units["DW35"], made.units["DW49"]],
    )
    members = [made.posts["ma_jun"], made.posts["xu_lan"]]
    set_group_members(by=SYSTEM, at=made.at, group=group, posts=members, head=made.posts["han_bing"])


def sign_in(client: Client, person: Any) -> Client:
    """Sign a person in (a Person, or a key or username of the small city) without the sign-in page."""
    from chuangcheng.accounts.queries import person_by_username

    if isinstance(person, str):
        person = person_by_username(person.replace("_", "."))
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client
