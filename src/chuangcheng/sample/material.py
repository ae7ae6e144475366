"""The material of the sample: what the table of duties asks for, what was handed in, how it was reviewed and rated."""

import calendar
import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from chuangcheng.duties.queries import lines
from chuangcheng.frameworks.queries import Edition, Indicator, Level, Method, editions_in_force
from chuangcheng.kit.actor import SYSTEM, Actor
from chuangcheng.materials.actions import (
    accept_document,
    ask_pack,
    build_pack,
    confirm_link,
    hand_in_document,
    import_demands,
    link_demand,
    make_view_link,
    rate_standard,
    return_document,
    submit_document,
    withdraw_document,
)
from chuangcheng.materials.queries import Demand, Document, Kind, get_link_for, rater_may
from chuangcheng.sample.foundations import SEED
from chuangcheng.sample.moments import in_working_hours, local_date
from chuangcheng.sample.numbers import events, figures
from chuangcheng.sample.papers import letter, photograph, scan, table
from chuangcheng.sample.scenery import Scenery
from chuangcheng.sample.sizes import Size
from chuangcheng.sample.storing import kept

ASKED_DAYS_AGO = 220
MOST_OF_STANDARD = 4
KINDS = (
    (re.compile("图片|照片|实景"), Kind.PHOTO),
    (re.compile("计划|方案|规划"), Kind.PLAN),
    (re.compile("总结"), Kind.SUMMARY),
    (re.compile("统计|数据|清单|名册"), Kind.FIGURES),
    (re.compile("说明|案例|记录"), Kind.STATEMENT),
)
COUNT = re.compile(r"(\d+)\s*[张份]")
ENDS = (("accepted", 58), ("submitted", 16), ("returned", 9), ("draft", 13), ("withdrawn", 4))
REASONS = (
    "图注缺少拍摄地点，看不出是哪一处。",
    "文件没有盖章，请换成正式文本。",
    "统计口径与要求不一致，请按月重新统计。",
)
VERDICTS = (("met", 50), ("partly", 35), ("not_met", 15))
GROUNDS = {
    "met": "计划、机制、活动、保障和成效都有材料，图注齐全。",
    "partly": "有方案和图片，缺少成效数据，年度总结偏简略。",
    "not_met": "材料只有通知，没有落实情况，不能证明标准要求。",
}


def is_asked() -> bool:
    """True once anything is asked."""
    return Demand.objects.exists()


def material(scenery: Scenery, size: Size) -> None:
    """Demands, documents in all states, ratings, a pack and links, figures, negative events."""
    editions = editions_in_force(scenery.now)
    ends_on = _month_end(local_date(scenery.now))
    asked_at = in_working_hours(scenery.now - timedelta(days=ASKED_DAYS_AGO), Random(SEED + 70))
    import_demands(by=scenery.office, at=asked_at, rows=_demands(editions, ends_on))
    _documents(scenery, size)
    _ratings(scenery)
    _sent(scenery, editions[0])
    figures(scenery)
    events(scenery)


def _month_end(day: date) -> date:
    return day.replace(day=calendar.monthrange(day.year, day.month)[1])


def _demands(editions: list[Edition], ends_on: date) -> Iterator[dict[str, Any]]:
    """What the table of duties asks for, taken apart; where it says nothing, a statement."""
    rows = Indicator.objects.filter(edition__in=editions, level=Level.STANDARD).select_related("edition", "parent")
    wanted = [row for row in rows.order_by("edition__kind", "position") if Method.MATERIAL in row.methods]
    for line in lines(wanted):
        if line.duty is None:
            continue
        random = Random(f"demand-{line.standard.code}")
        texts = [text.strip() for text in re.split("[；;]", line.duty.material_zh) if text.strip()]
        for number, text in enumerate((texts or ["落实情况说明"])[:MOST_OF_STANDARD], start=1):
            due_on = ends_on + timedelta(days=random.choice((15, 20, 25)))
            if random.random() < 0.08:
                due_on = ends_on - timedelta(days=40)
            yield {**_asked(text), "demand": None, "standard": line.standard, "number": number, "due_on": due_on} | {
                "window_ends_on": ends_on,
                "unit": line.duty.lead_unit,
                "post": line.duty.lead_post,
            }


def _asked(text: str) -> dict[str, Any]:
    """Kind, number and caption as the words say."""
    kind = next((kind for words, kind in KINDS if words.search(text)), Kind.DOCUMENT)
    found = COUNT.search(text)
    caption = ["time", "place", "theme"] if kind == Kind.PHOTO else ["time"]
    count = min(4, int(found[1])) if found else 1
    return {"kind": kind.value, "title_zh": text[:300], "count": count, "caption": caption, "window_months": 12}


def _documents(scenery: Scenery, size: Size) -> None:
    """Numbers rise with time: the moments are drawn first."""
    random = Random(SEED + 71)
    demands = list(
        Demand.objects.select_related("standard__edition", "standard__parent", "unit", "post").order_by("pk")
    )
    random.shuffle(demands)
    chosen = [demands[number % len(demands)] for number in range(size.papers)]
    days = sorted((random.uniform(1, ASKED_DAYS_AGO - 20) for _ in chosen), reverse=True)
    for number, (demand, days_ago) in enumerate(zip(chosen, days, strict=True)):
        at = in_working_hours(scenery.now - timedelta(days=days_ago), Random(f"paper-{number}"))
        if at < scenery.now - timedelta(hours=30):
            _document(scenery, number, demand, at)


def _document(scenery: Scenery, number: int, demand: Demand, at: datetime) -> None:
    random = Random(f"document-{number}")
    clerk = scenery.unit_actor(demand.unit)
    content = _paper(demand, number)
    file = kept(clerk, at, f"{demand.title_zh[:24]}{number:03d}", content)
    thing_on = max(local_date(at) - timedelta(days=random.randrange(2, 120)), demand.window.starts_on)  # type: ignore[union-attr]
    place = random.choice(scenery.sites)
    made = hand_in_document(
        by=clerk,
        at=at,
        demands=[demand],
        unit=demand.unit,
        kind=demand.kind if demand.kind != Kind.OTHER else Kind.STATEMENT,
        title_zh=_title(demand, thing_on),
        files=[file],
        thing_on=thing_on,
        place_zh=place.name_zh if demand.kind == Kind.PHOTO else "",
        theme_zh=demand.standard.name_zh[:60] if demand.kind == Kind.PHOTO else "",
    )
    end = random.choices([name for name, _weight in ENDS], [weight for _name, weight in ENDS])[0]
    _carry_on(scenery, made, demand, end, random)


def _title(demand: Demand, day: date) -> str:
    return f"{day.year}年{demand.unit.short_name_zh or demand.unit.name_zh}{COUNT.sub('', demand.title_zh)[:60]}"


def _paper(demand: Demand, number: int) -> tuple[str, bytes]:
    """(ending, bytes) of a drawn paper of the kind that is asked."""
    title, seed = demand.title_zh[:40], f"{demand.code}-{number}"
    if demand.kind == Kind.PHOTO:
        return "jpg", photograph(seed)
    if demand.kind == Kind.FIGURES:
        return "xlsx", table(f"{demand.code} {number}", seed)
    if demand.kind in (Kind.SUMMARY, Kind.STATEMENT):
        return "docx", letter(title, (f"样例材料，第{number}号。", "本文内容为虚构，仅用于演示。"))
    return "pdf", scan(seed, seed)


def _carry_on(scenery: Scenery, made: Document, demand: Demand, end: str, random: Random) -> None:
    clerk, at = scenery.unit_actor(demand.unit), made.made_at
    if end == "withdrawn":
        withdraw_document(by=clerk, at=at + timedelta(hours=2), document=made, reason="与另一份材料重复")
    if end in ("withdrawn", "draft"):
        return
    submit_document(by=clerk, at=at + timedelta(hours=1), document=made)
    if end == "submitted":
        return
    reviewer = _second(scenery, demand, ("jiangwen", "zhouning"))
    later = at + timedelta(hours=random.randrange(20, 29))
    if end == "returned":
        return_document(by=reviewer, at=later, document=made, reason=random.choice(REASONS))
        return
    accept_document(by=reviewer, at=later, document=made)
    if random.random() < 0.25:
        _use_again(scenery, made, demand, later, random)


def _second(scenery: Scenery, demand: Demand, names: tuple[str, ...]) -> Actor:
    """The first of these people who is not of the supplying unit."""
    return next(one for one in map(scenery.by, names) if not one.belongs_to([demand.unit.path]))


def _use_again(scenery: Scenery, made: Document, demand: Demand, at: datetime, random: Random) -> None:
    """The same paper for a neighbour that asks for the same kind; most such uses are confirmed."""
    rows = Demand.objects.filter(kind=demand.kind, unit=demand.unit, standard__parent=demand.standard.parent)
    other = rows.exclude(pk=demand.pk).select_related("standard", "unit").order_by("pk").first()
    if other is None:
        return
    clerk = scenery.unit_actor(demand.unit)
    link = link_demand(by=clerk, at=at + timedelta(minutes=30), document=made, demand=other)
    if random.random() < 0.8:
        reviewer = _second(scenery, demand, ("jiangwen", "zhouning"))
        found = get_link_for(reviewer, link.pk)
        confirm_link(by=reviewer, at=at + timedelta(minutes=50), link=found)


def _ratings(scenery: Scenery) -> None:
    """A second reviewer has rated two thirds of the standards with something accepted."""
    rater = scenery.by("shuyan")
    rows = Indicator.objects.filter(pk__in=Demand.objects.filter(links__confirmed_at__isnull=False).values("standard"))
    for standard in rows.select_related("edition", "parent").order_by("edition__kind", "position"):
        random = Random(f"rating-{standard.code}")
        if random.random() > 0.66 or not rater_may(rater, standard):
            continue
        verdict = random.choices([name for name, _weight in VERDICTS], [weight for _name, weight in VERDICTS])[0]
        at = in_working_hours(scenery.now - timedelta(days=random.randrange(2, 9)), random)
        if at < scenery.now:
            rate_standard(by=rater, at=at, standard=standard, verdict=verdict, reason=GROUNDS[verdict])


def _sent(scenery: Scenery, edition: Edition) -> None:
    """A pack of last week, a link that has expired and one that is open."""
    at = in_working_hours(scenery.now - timedelta(days=6), Random(SEED + 72))
    pack = ask_pack(by=scenery.office, at=at, edition=edition)
    build_pack(by=SYSTEM, at=at + timedelta(minutes=1), pack=pack)
    for label, days_ago, lasts in (("材料预审专家组（样例）", 40, 14), ("省级评审组（样例）", 5, 30)):
        since = in_working_hours(scenery.now - timedelta(days=days_ago), Random(f"link-{days_ago}"))
        make_view_link(by=scenery.office, at=since, edition=edition, label_zh=label, lasts=timedelta(days=lasts))
