"""4,000 cases of the last year, in all states: those of the rounds carried on, the others opened here."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction

from chuangcheng.cases.actions import (
    accept_case,
    ask_extension,
    close_case,
    dispatch_case,
    dispute_case,
    grant_extension,
    hold_case,
    mark_overdue,
    merge_case,
    open_case,
    refuse_case,
    reject_dispute,
    reopen_case,
    return_case,
    split_case,
    submit_case,
)
from chuangcheng.cases.queries import Case, Category
from chuangcheng.evidence.queries import File
from chuangcheng.frameworks.queries import CheckPoint, Edition
from chuangcheng.kit.actor import SYSTEM, Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.places.queries import Site, place_of
from chuangcheng.sample.campaign import CITY
from chuangcheng.sample.foundations import SEED
from chuangcheng.sample.pictures import scene
from chuangcheng.sample.staff import VACANT, actor
from chuangcheng.sample.storing import stored
from chuangcheng.units.queries import Unit

CASES = 4000
PICTURED = 600
BATCH = 100
SMALL = (160, 120)
CAUSES = (
    "日常巡查不够及时",
    "管护责任人交接未到位",
    "设施老化，未及时更换",
    "商户自律不足，劝导不够",
    "施工后未及时恢复",
)
MEASURES = (
    "已组织人员清理，并纳入每日巡查",
    "已更换损坏部件并复查周边",
    "已约谈责任单位并当场整改",
    "已重新施划并安排专人值守",
)
SOURCES = (("citizen", 34), ("hotline", 22), ("group", 16), ("free_finding", 12), ("unit", 10), ("other", 6))
PLANS = (
    ("closed", 100),
    ("reworked", 9),
    ("reopened", 2),
    ("lost_dispute", 3),
    ("extended", 5),
    ("refused", 3),
    ("merged", 2),
)
OPEN_PLANS = (
    ("registered", 6),
    ("dispatched", 18),
    ("accepted", 30),
    ("submitted", 22),
    ("disputed", 4),
    ("held", 6),
    ("split", 3),
    ("asked", 5),
    ("closed", 30),
)
RECENT = timedelta(days=12)


@dataclass(slots=True)
class Stage:
    """What every case of the history needs at hand."""

    now: datetime
    sites: Sequence[Site]
    categories: Sequence[Category]
    points: dict[int, list[CheckPoint]]
    units: Sequence[Unit]
    actors: dict[str, Actor]

    def by(self, username: str) -> Actor:
        """An actor; the sample's people hold their posts through the whole year, so one look is enough."""
        if username not in self.actors:
            self.actors[username] = actor(username, self.now)
        return self.actors[username]

    def unit_actor(self, unit: Unit) -> Actor:
        """The unit's liaison, or its head where the post is vacant."""
        key = "head" if f"{unit.code}-liaison" in VACANT else "liaison"
        return self.by(f"{unit.code.lower()}.{key}")


def stage(now: datetime) -> Stage:
    """Read once what the history draws from."""
    edition = Edition.objects.get(code=CITY)
    points: dict[int, list[CheckPoint]] = {}
    for point in CheckPoint.objects.filter(edition=edition).select_related("standard__parent").order_by("position"):
        points.setdefault(point.site_type_id, []).append(point)
    sites = Site.objects.select_related("area", "site_type", "segment__area", "facility__area").order_by("code")
    return Stage(
        now,
        list(sites),
        list(Category.objects.exclude(parent=None).select_related("default_unit").order_by("code")),
        points,
        list(Unit.objects.order_by("code")),
        {},
    )


def _pick(random: Random, weights: Sequence[tuple[str, int]]) -> str:
    return random.choices([name for name, _ in weights], [weight for _, weight in weights])[0]


def _working(moment: datetime, random: Random) -> datetime:
    """Some time in the working hours of that day."""
    zone = ZoneInfo(settings.TIME_ZONE)
    at = datetime.combine(moment.astimezone(zone).date(), time(9), zone)
    return at + timedelta(minutes=random.randrange(0, 170))


def cases(now: datetime, progress: Callable[[], None]) -> None:
    """Carry the rounds' cases on, then open more until there are 4,000. Batches of 100; goes on where it stopped."""
    scenery = stage(now)
    waiting = Case.objects.filter(source="inspection", state="dispatched").order_by("pk")
    pks = list(waiting.values_list("pk", flat=True))
    for start in range(0, len(pks), BATCH):
        with transaction.atomic():
            for case in Case.objects.filter(pk__in=pks[start : start + BATCH]).select_related("unit", "area"):
                random = Random(f"{SEED}-round-{case.number}")
                recent = now - case.opened_at < RECENT
                _carry_on(scenery, case, _pick(random, OPEN_PLANS if recent else PLANS), random, is_pictured=True)
                progress()
    there = Case.objects.count()
    for start in range(there, CASES, BATCH):
        with transaction.atomic():
            for number in range(start, min(start + BATCH, CASES)):
                _one(scenery, number)
                progress()


def _one(scenery: Stage, number: int) -> None:
    random = Random(f"{SEED}-case-{number}")
    age = random.triangular(0, 365, 60) if number % 12 else random.uniform(0, RECENT.days)
    at = min(_working(scenery.now - timedelta(days=age), random), scenery.now - timedelta(minutes=40))
    site = random.choice(scenery.sites)
    source = _pick(random, SOURCES)
    is_pictured = number % (CASES // PICTURED) == 0
    by = scenery.by("tangyi" if source in ("citizen", "hotline", "other") else "linyue")
    point = random.choice(scenery.points[site.site_type_id]) if site.site_type_id in scenery.points else None
    name = f"case-{number}"
    photos = [stored(by, at, name, scene(name, is_mended=False))] if is_pictured else []
    category = random.choice(scenery.categories)
    fault = random.choice(point.example_faults) if point and point.example_faults else category.name_zh
    case = open_case(
        by=by,
        at=at,
        source=source,
        description=f"{site.name_zh}：{fault}",
        place=place_of(site),
        category=category if number % 3 else None,
        check_point=point,
        severity=random.choices([1, 2, 3], [30, 60, 10])[0],
        photos=photos,
        found_at=at,
    )
    recent = scenery.now - at < RECENT
    _carry_on(scenery, case, _pick(random, OPEN_PLANS if recent else PLANS), random, is_pictured=is_pictured)


def _carry_on(scenery: Stage, case: Case, plan: str, random: Random, *, is_pictured: bool) -> None:
    """Take a case as far as its plan says, each step by whoever makes it and never later than now."""
    clock = _Clock(case.dispatched_at or case.opened_at, scenery.now, random)
    office = scenery.by("linyue")
    if case.state == "registered":
        if plan == "refused":
            refuse_case(by=office, at=clock.later(2), case=case, reason="经核实不属于创建范围，已告知反映人")
            return
        if plan == "merged" and _merged(scenery, case, clock.later(1)):
            return
        if plan == "registered":
            return
        if plan == "split":
            parts = random.sample(list(scenery.units[24:40]), 2)
            split_case(by=office, at=clock.later(1), case=case, units=parts, reason="涉及多家单位，分别整改")
            return
        if not _dispatched(scenery, case, clock.later(1), random):
            return
    _at_the_unit(scenery, case, plan, clock, random, is_pictured=is_pictured)


class _Clock:
    """Moments that only go on, in some hours' steps, never beyond now."""

    def __init__(self, start: datetime, now: datetime, random: Random) -> None:
        self.at, self.now, self.random = start, now, random

    def later(self, hours: float) -> datetime:
        step = timedelta(hours=hours * self.random.uniform(0.3, 1.4))
        self.at = min(self.at + step, self.now)
        return self.at


def _merged(scenery: Stage, case: Case, at: datetime) -> bool:
    other = Case.objects.filter(site_id=case.site_id, state="closed").exclude(pk=case.pk).order_by("-pk").first()
    other = other or Case.objects.filter(state="accepted").order_by("-pk").first()
    if other is None:
        return False
    merge_case(by=scenery.by("linyue"), at=at, case=case, into=other, reason="与已立案问题重复")
    return True


def _dispatched(scenery: Stage, case: Case, at: datetime, random: Random) -> bool:
    try:
        dispatch_case(by=scenery.by("linyue"), at=at, case=case)
    except Refused:
        unit = random.choice(list(scenery.units[23:40]))
        dispatch_case(by=scenery.by("linyue"), at=at, case=case, unit=unit, reason="职责清单未明确，按职能指定")
    return True


def _at_the_unit(scenery: Stage, case: Case, plan: str, clock: _Clock, random: Random, *, is_pictured: bool) -> None:
    assert case.unit is not None
    unit, office = scenery.unit_actor(case.unit), scenery.by("linyue")
    if plan in ("dispatched", "registered", "refused", "merged", "split"):
        return _late(case, scenery.now)
    if plan in ("disputed", "lost_dispute"):
        other = random.choice([one for one in scenery.units[20:40] if one.pk != case.unit_id])
        dispute_case(by=unit, at=clock.later(3), case=case, proposed_unit=other, reason="该点位不在我单位管护范围内")
        if plan == "disputed":
            return None
        reject_dispute(by=office, at=clock.later(6), case=case, reason="包街责任书已明确，由原单位负责")
    accept_case(by=unit, at=clock.later(4), case=case)
    if plan in ("asked", "extended"):
        ask_extension(by=unit, at=clock.later(5), case=case, limit="3 working_days", reason="需采购配件")
        if plan == "asked":
            return _late(case, scenery.now)
        grant_extension(by=office, at=clock.later(3), case=case)
    if plan == "held":
        review = (scenery.now + timedelta(days=40)).date()
        hold_case(
            by=office,
            at=clock.later(6),
            case=case,
            reason="需纳入道路改造",
            plan="列入明年春季改造计划",
            review_on=review,
        )
        return None
    if plan == "accepted":
        return _late(case, scenery.now)
    _submitted(scenery, case, plan, clock, random, is_pictured=is_pictured)
    return None


def _submitted(scenery: Stage, case: Case, plan: str, clock: _Clock, random: Random, *, is_pictured: bool) -> None:
    assert case.unit is not None
    unit = scenery.unit_actor(case.unit)
    outside = [name for name in ("gaoyuan", "qiaomu") if not scenery.by(name).belongs_to([case.unit.path])]
    verifier = scenery.by(random.choice(outside))
    for attempt in range(2 if plan == "reworked" else 1):
        at = clock.later(random.choice((6, 10, 20, 30, 60)))
        photo = _after(case, unit, at, attempt, is_pictured=is_pictured)
        submit_case(
            by=unit, at=at, case=case, cause=random.choice(CAUSES), measure=random.choice(MEASURES), photos=[photo]
        )
        if plan == "reworked" and attempt == 0:
            return_case(by=verifier, at=clock.later(10), case=case, reason="现场复核仍有残留，请继续整改")
    if plan == "submitted":
        return
    close_case(by=verifier, at=clock.later(14), case=case, note="现场复核属实")
    if plan == "reopened":
        reopen_case(by=scenery.by("linyue"), at=clock.later(90), case=case, reason="回头看发现问题反弹")
        _dispatched(scenery, case, clock.later(1), random)


def _after(case: Case, by: Actor, at: datetime, attempt: int, *, is_pictured: bool) -> File:
    name = f"after-{case.pk}-{attempt}"
    return stored(by, at, name, scene(name, is_mended=True, size=(640, 480) if is_pictured else SMALL))


def _late(case: Case, now: datetime) -> None:
    if case.due_at is not None and case.due_at < now and case.state in ("dispatched", "accepted"):
        mark_overdue(by=SYSTEM, at=now, case=case)
