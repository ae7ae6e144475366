"""The plans of the year from a table, facility projects on toilets and streets, and how far each task has come."""

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from chuangcheng.places.queries import Facility, Segment, Site
from chuangcheng.plans.actions import (
    confirm_done,
    confirm_undertaking,
    define_upgrade_kind,
    draft_undertaking,
    drop_undertaking,
    import_undertakings,
    report_done,
    report_progress,
    return_undertaking,
)
from chuangcheng.plans.queries import Milestone, State, Undertaking, upgrade_kinds
from chuangcheng.plans.spreadsheet import preview_plan
from chuangcheng.sample.foundations import DATA, SEED
from chuangcheng.sample.moments import in_working_hours, local_date, opening
from chuangcheng.sample.scenery import Scenery

PLANNED = timedelta(days=290)
"""How long before now the plans were confirmed."""
TOILET = "FK01"
KINDS: tuple[tuple[str, str, str, tuple[str, ...], dict[str, Any]], ...] = (
    ("GZ01", "公厕坐便器与扶手改造", "Toilets: seats and rails", (TOILET,), {"FK01-04": 2, "FK01-06": "1"}),
    ("GZ02", "公厕蹲便器更新", "Toilets: squat pans", (TOILET,), {"FK01-05": 6}),
    ("GZ03", "公厕无障碍改造", "Toilets: barrier-free", (TOILET,), {"FK01-07": "1", "FK01-08": "1", "FK01-09": "1"}),
    ("GZ04", "母婴室建设", "Mother-and-baby rooms", (), {}),
    ("GZ05", "公共建筑无障碍设施", "Barrier-free access", (), {}),
    ("GZ06", "道路标识牌", "Road signs", (), {}),
    ("GZ07", "彩色斑马线", "Coloured crossings", (), {}),
    ("GZ08", "校门口减速带", "Speed bumps at school gates", (), {}),
    ("GZ09", "道路绿化提升", "Greening", (), {}),
    ("GZ10", "道路亮化提升", "Lighting", (), {}),
)
PROJECTS = (  # kind, how the name goes on, due, owner, kind of place
    ("GZ01", "坐便器与扶手改造", "05-20", "DW26", "toilet"),
    ("GZ01", "坐便器与扶手改造", "06-30", "DW26", "toilet"),
    ("GZ01", "坐便器与扶手改造", "09-30", "DW26", "toilet"),
    ("GZ02", "蹲便器更新", "07-31", "DW26", "toilet"),
    ("GZ02", "蹲便器更新", "11-30", "DW26", "toilet"),
    ("GZ03", "无障碍改造", "10-31", "DW26", "toilet"),
    ("GZ03", "无障碍改造", "12-20", "DW26", "toilet"),
    ("GZ04", "母婴室建设", "09-15", "DW32", "P16"),
    ("GZ05", "无障碍通道改造", "12-10", "DW38", "P17"),
    ("GZ06", "标识牌补齐", "08-31", "DW25", "segment"),
    ("GZ07", "彩色斑马线施划", "10-20", "DW18", "segment"),
    ("GZ08", "减速带更换", "08-25", "DW18", "P35"),
    ("GZ09", "行道树补植", "11-10", "DW23", "segment"),
    ("GZ10", "路灯亮化", "12-15", "DW25", "segment"),
)
WORDS = (
    "已完成前期摸底，制定分步计划",
    "正在按计划推进，本月进度符合预期",
    "重点点位已完成，正在扫尾",
    "已会同街道现场核对",
)


def has_plans() -> bool:
    """True once the plans are there."""
    return Undertaking.objects.exists()


def plans(scenery: Scenery) -> None:
    """Import, projects, confirmation; then every task as far as it has come."""
    start = opening(scenery.now - PLANNED)
    year = local_date(scenery.now).year
    found = preview_plan("plans.csv", _table(year))
    import_undertakings(by=scenery.office, at=start, rows=found.rows)
    _kinds(scenery, start)
    _projects(scenery, start, year)
    confirmed_at = start + timedelta(hours=2)
    for one in _every():
        if one.kind != "task" or Random(f"{SEED}-{one.code}-draft").random() > 0.04:
            confirm_undertaking(by=scenery.office, at=confirmed_at, undertaking=one)
    for one in _every().filter(kind="task", state=State.CONFIRMED):
        _carry(scenery, one, confirmed_at)


def _every() -> Any:
    related = ("unit", "parent", "upgrade", "facility__kind", "facility__area", "facility__segment")
    return Undertaking.objects.select_related(*related).order_by("path")


def _table(year: int) -> bytes:
    text = (DATA / "plans.csv").read_text(encoding="utf-8")
    return text.replace("{Y2}", str(year + 2)).replace("{Y}", str(year)).encode()


def _kinds(scenery: Scenery, at: datetime) -> None:
    for code, name_zh, name_en, kinds, equipment in KINDS:
        values: dict[str, Any] = {
            "name_zh": name_zh,
            "name_en": name_en,
            "facility_kinds": kinds,
            "equipment": equipment,
        }
        define_upgrade_kind(by=scenery.office, at=at, code=code, **values)


def _projects(scenery: Scenery, at: datetime, year: int) -> None:

    kinds = {kind.code: kind for kind in upgrade_kinds()}
    units = {unit.code: unit for unit in scenery.units}
    parent = Undertaking.objects.get(code=f"FA{year}-3")
    for number, (code, words, due, unit, where) in enumerate(PROJECTS, start=1):
        place = _place(where, number)
        if place is None:
            continue
        month, day = map(int, due.split("-"))
        where_it_is: dict[str, Any] = {type(place).__name__.lower(): place}
        draft_undertaking(
            by=scenery.office,
            at=at,
            code=f"XM{year}-{number:02d}",
            kind="task",
            parent=parent,
            name_zh=f"{place.name_zh}{words}"[:200],
            unit=units[unit],
            upgrade=kinds[code],
            starts_on=date(year, 3, 1),
            due_on=date(year, month, day),
            standards=["C6.12.1"],
            equipment_after=_better(place, kinds[code]) if isinstance(place, Facility) else None,
            milestones=[("开工", date(year, max(month - 2, 3), 15))],
            **where_it_is,
        )


def _better(toilet: Facility, kind: Any) -> dict[str, Any]:
    """What stands there afterwards: two more of what is counted, and everything that may be there or not."""
    standing = toilet.equipment
    return {
        code: standing.get(code, 0) + 2 if isinstance(value, int) else value for code, value in kind.equipment.items()
    }


def _place(where: str, number: int) -> Facility | Segment | Site | None:
    """The number-th toilet, street or site of that kind."""
    if where == "toilet":
        rows: Any = Facility.objects.filter(kind__code=TOILET).select_related("kind", "area", "segment")
    elif where == "segment":
        rows = Segment.objects.all()
    else:
        rows = Site.objects.filter(site_type__code=where)
        number = 1
    found: Facility | Segment | Site | None = next(iter(rows.order_by("code")[number * 3 :][:1]), None)
    first: Facility | Segment | Site | None = rows.order_by("code").first()
    return found or first


def _carry(scenery: Scenery, one: Undertaking, start: datetime) -> None:
    """What was due long ago is mostly done; what is due later is on its way; some slip, a few are dropped."""
    random = Random(f"{SEED}-{one.code}")
    today = local_date(scenery.now)
    left = (one.due_on - today).days
    luck = random.random()
    if luck < 0.03:
        at = in_working_hours(start + timedelta(days=60), random)
        drop_undertaking(by=scenery.office, at=at, undertaking=one, reason="与其他任务合并实施")
        return
    if left > 30 and luck > 0.9:
        return
    is_over = left < -10 and luck < 0.85
    silent = not is_over and luck > 0.7
    last = scenery.now - timedelta(days=random.randint(40, 70) if silent else random.randint(2, 15))
    if is_over:
        last = min(last, start + (scenery.now - start) * max(0.2, 1 - (-left - 5) / 290))
    _report(scenery, one, start, last, random, is_over=is_over)
    if is_over or (left < 25 and luck < 0.6):
        _finish(scenery, one, last, random, is_over=is_over)


def _report(
    scenery: Scenery, one: Undertaking, start: datetime, last: datetime, random: Random, *, is_over: bool
) -> None:
    steps = random.randint(1, 3)
    top = 95 if is_over else random.randint(20, 85)
    for step in range(1, steps + 1):
        at = in_working_hours(start + (last - start) * (step / steps) - timedelta(days=1), random)
        day = local_date(at)
        due = list(Milestone.objects.filter(undertaking=one, reached_on=None, due_on__lte=day))
        reached = due if is_over or random.random() < 0.75 else []
        report_progress(
            by=scenery.unit_actor(one.unit),
            at=min(at, scenery.now),
            undertaking=one,
            percent=top * step // steps,
            text=random.choice(WORDS),
            reached=reached,
        )


def _finish(scenery: Scenery, one: Undertaking, last: datetime, random: Random, *, is_over: bool) -> None:
    """Reported as done; confirmed by the office, returned, or still waiting for somebody to look."""
    by, at = scenery.unit_actor(one.unit), min(in_working_hours(last, random), scenery.now)
    picture = scenery.small_picture(random.randrange(24), at)
    report_done(by=by, at=at, undertaking=one, text="任务已按要求完成，附现场照片", evidence=[picture])
    seen = min(in_working_hours(at + timedelta(days=2), random), scenery.now)
    if is_over:
        confirm_done(by=scenery.by("zhouning"), at=seen, undertaking=one, note="现场核对，情况属实")
    elif random.random() < 0.3:
        return_undertaking(by=scenery.by("zhouning"), at=seen, undertaking=one, reason="照片未反映整改后全貌，请补充")
