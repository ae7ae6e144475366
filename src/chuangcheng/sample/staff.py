"""Units, posts and the invented people who hold them; groups with their members; who signs in with what."""

from dataclasses import dataclass
from datetime import datetime
from random import Random

from chuangcheng.accounts.actions import register_person
from chuangcheng.accounts.queries import Person
from chuangcheng.kit.actor import SYSTEM, Actor
from chuangcheng.places.queries import Area
from chuangcheng.sample.foundations import DATA, SEED
from chuangcheng.sample.invented import people
from chuangcheng.units.actions import (
    appoint_person,
    define_post,
    grant_role,
    import_groups,
    import_units,
    set_group_members,
)
from chuangcheng.units.queries import Group, Post, Role, Unit, actor_for
from chuangcheng.units.spreadsheet import read_groups, read_units

PASSWORD = "chuangcheng-sample"
INSPECTING = 24
VACANT = ("DW46-liaison", "DW60-head", "DW75-liaison")


@dataclass(frozen=True, slots=True)
class Seat:
    """A post of the campaign beside the heads and liaisons: its unit, name, holder, role."""

    username: str
    name: str
    unit: str
    post_zh: str
    role: str
    is_shown: bool = False


SEATS = (
    Seat("linyue", "林悦", "DW05", "创城办综合科科长", "campaign_office", True),
    Seat("zhouning", "周宁", "DW05", "创城办督查科科长", "campaign_office", True),
    Seat("gaoyuan", "高原", "DW37", "核查员", "verifier", True),
    Seat("qiaomu", "乔木", "DW11", "核查员", "verifier", True),
    Seat("suqing", "苏晴", "DW30", "督查员", "inspector", True),
    Seat("denghai", "邓海", "DW01", "督导组市领导", "leader", True),
    Seat("heping", "何平", "DW02", "审计员", "auditor", True),
    Seat("wudi", "吴迪", "DW38", "系统运维员", "operator", True),
    Seat("tangyi", "唐一", "DW05", "受理员", "triage_clerk", True),
    Seat("xiezhen", "谢真", "DW05", "公文核稿员", "document_approver", True),
    Seat("jiangwen", "江文", "DW37", "材料审核员", "reviewer", True),
    Seat("yanqing", "颜青", "DW38", "问卷访问员", "interviewer", True),
    Seat("muyang", "慕阳", "DW11", "问卷访问员", "interviewer"),
    Seat("shuyan", "舒言", "DW11", "材料预评员", "reviewer", True),
)
UNIT_SHOWN = "DW26"
"""Whose liaison is printed among the sign-ins: holder of the markets and many segments."""
PATROLLER_SHOWN = f"{UNIT_SHOWN.lower()}.patrol1"
"""Walks a market's patrol on the phone; comes with the markets, after the first pages open."""


def units(at: datetime) -> None:
    """99 units and 18 groups from the tables, with the sub-districts' and towns' areas."""
    import_units(by=SYSTEM, at=at, sheet=read_units((DATA / "units.csv").read_bytes(), "units.csv"))
    import_groups(by=SYSTEM, at=at, sheet=read_groups((DATA / "groups.csv").read_bytes(), "groups.csv"))


def posts(at: datetime) -> None:
    """A head and a liaison in every unit, the seats of the campaign, inspectors from 24 units. Three stay vacant."""
    names = people(Random(SEED + 3))
    roles = {role.code: role for role in Role.objects.all()}
    every = list(Unit.objects.order_by("code"))
    for unit in every:
        _seat(at, unit, "head", "主要负责人", f"{unit.code.lower()}.head", next(names), roles["unit_head"], within=unit)
        liaison = f"{unit.code.lower()}.liaison"
        _seat(at, unit, "liaison", "创城联络员", liaison, next(names), roles["unit_liaison"], within=unit)
    by_code = {unit.code: unit for unit in every}
    for seat in SEATS:
        _seat(at, by_code[seat.unit], seat.username, seat.post_zh, seat.username, seat.name, roles[seat.role])
    for unit in every[57 : 57 + INSPECTING - 1]:
        code = f"{unit.code.lower()}.inspector"
        _seat(at, unit, "inspector", "督查员", code, next(names), roles["inspector"])
    _street_staff(at, by_code, roles["street_staff"], names.__next__)
    _members(at, roles["group_member"])


def _seat(
    at: datetime, unit: Unit, key: str, title: str, username: str, name: str, role: Role, within: Unit | None = None
) -> Post:
    post = define_post(
        by=SYSTEM,
        at=at,
        unit=unit,
        code=f"{unit.code}-{key}",
        name_zh=f"{unit.short_name_zh or unit.name_zh}{title}",
        is_head=key == "head",
        is_liaison=key == "liaison",
    )
    grant_role(by=SYSTEM, at=at, post=post, role=role, unit=within)
    if post.code not in VACANT:
        # A case of the tour may go to any unit: every liaison signs in, heads and inspectors only where shown.
        password = PASSWORD if username in SHOWN or username.endswith(".liaison") else None
        person = register_person(by=SYSTEM, at=at, username=username, name=name, password=password)
        appoint_person(by=SYSTEM, at=at, post=post, person=person)
    return post


SHOWN = frozenset(
    {seat.username for seat in SEATS if seat.is_shown} | {f"{UNIT_SHOWN.lower()}.{key}" for key in ("head", "liaison")}
)


def _street_staff(at: datetime, units_by_code: dict[str, Unit], role: Role, name: object) -> None:
    """One member of staff in each sub-district and town, within its area."""
    places = {"DW49": "XGXG", "DW50": "XGGC", "DW51": "XGXC", "DW52": "XGYQ", "DW53": "XGWS"}
    for code, area in places.items():
        unit = units_by_code[code]
        post = define_post(
            by=SYSTEM, at=at, unit=unit, code=f"{code}-street", name_zh=f"{unit.short_name_zh}社区工作人员"
        )
        grant_role(by=SYSTEM, at=at, post=post, role=role, unit=unit, area=Area.objects.get(code=area))
        username = f"{code.lower()}.street"
        person = register_person(by=SYSTEM, at=at, username=username, name=name())  # type: ignore[operator]
        appoint_person(by=SYSTEM, at=at, post=post, person=person)


def _members(at: datetime, role: Role) -> None:
    """The lead unit's head leads a group; the liaisons of its members work in it."""
    by_unit = {(post.unit_id, post.is_head): post for post in Post.objects.filter(code__regex="-(head|liaison)$")}
    for group in Group.objects.prefetch_related("member_units").order_by("code"):
        head = by_unit[group.lead_unit_id, True]
        members = [by_unit[unit.pk, False] for unit in group.member_units.all()]
        set_group_members(by=SYSTEM, at=at, group=group, posts=members, head=head)
        grant_role(by=SYSTEM, at=at, post=head, role=role)


def actor(username: str, at: datetime) -> Actor:
    """The Actor of one of the invented people."""
    return actor_for(Person.objects.get(username=username), at)


def sign_ins() -> list[tuple[str, str]]:
    """(username, who that is) for the sign-in table that `demo` prints."""
    roles = {seat.username: f"{seat.name} · {seat.post_zh}" for seat in SEATS if seat.is_shown}
    for key, title in (("liaison", "创城联络员"), ("head", "主要负责人")):
        username = f"{UNIT_SHOWN.lower()}.{key}"
        person = Person.objects.filter(username=username).first()
        unit = Unit.objects.filter(code=UNIT_SHOWN).first()
        if person and unit:
            roles[username] = f"{person.name} · {unit.short_name_zh}{title}"
    roles[PATROLLER_SHOWN] = "市场巡更岗（手机端巡更）"
    return list(roles.items())


def has_staff() -> bool:
    """True once the posts are filled."""
    return Person.objects.filter(username="wudi").exists()
