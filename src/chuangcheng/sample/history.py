"""The cases of the last year that no round found: reported by citizens, the hotline, groups, units, passers-by."""

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random

from chuangcheng.cases.actions import open_case
from chuangcheng.cases.queries import Case, Category
from chuangcheng.frameworks.queries import CheckPoint
from chuangcheng.kit.actor import Actor
from chuangcheng.places.queries import Site, place_of
from chuangcheng.sample.batches import batch
from chuangcheng.sample.carrying import PARTS, carry_on, pick
from chuangcheng.sample.foundations import SEED
from chuangcheng.sample.moments import at_clock, in_waking_hours, in_working_hours
from chuangcheng.sample.pictures import scene
from chuangcheng.sample.scenery import Scenery
from chuangcheng.sample.sizes import Size
from chuangcheng.sample.storing import stored

BATCH = 100
YEAR = 364
SOURCES = (("citizen", 30), ("hotline", 22), ("group", 16), ("free_finding", 14), ("unit", 10), ("other", 5))
RARE = (("national", 1), ("provincial", 2))
NIGHTLY = 19
"""One case in so many is a complaint of an evening around the night market: a trouble spot for statistics to find."""
BY_CITIZENS = ("citizen", "hotline", "other")


def ages(count: int) -> list[float]:
    """How many days ago each case was opened, oldest first; a tenth belongs to the last two weeks."""
    random = Random(f"{SEED}-ages")
    days = [random.triangular(0.1, YEAR, 60) if n % 10 else random.uniform(0.1, 14) for n in range(count)]
    return sorted(days, reverse=True)


def cases(scenery: Scenery, size: Size, progress: Callable[[], None]) -> None:
    """Open cases until there are as many as the size says, in batches. Goes on where it stopped."""
    found = Case.objects.filter(source="inspection").count()
    days = ages(max(size.cases - found, 0))
    total = Case.objects.count()
    number = Case.objects.filter(parent=None).exclude(source="inspection").count()
    while total < size.cases:
        with batch():
            end = min(total + BATCH, size.cases)
            while total < end:
                may_split = total + PARTS < size.cases
                total += 1 + _one(scenery, number, days[number % len(days)], size, may_split=may_split)
                number += 1
                progress()


def _one(scenery: Scenery, number: int, days_ago: float, size: Size, *, may_split: bool) -> int:
    random = Random(f"{SEED}-case-{number}")
    site = random.choice(scenery.sites)
    source = pick(random, RARE if number % 61 == 0 else SOURCES)
    at = _moment(scenery, days_ago, source, random)
    if number % NIGHTLY == 0 and (stalls := scenery.night_market):
        site, source, at = random.choice(stalls), "citizen", _evening(at, scenery.now, random)
    by = _reporter(scenery, source, random)
    is_pictured = number % size.pictured_every == 0
    name = f"case-{number}"
    category, point, fault = _matter(scenery, site, source, random)
    case = open_case(
        by=by,
        at=at,
        source=source,
        description=f"{site.name_zh}：{fault}",
        place=place_of(site),
        category=category,
        check_point=point,
        severity=random.choices([1, 2, 3], [30, 60, 10])[0],
        photos=[stored(by, at, name, scene(name, is_mended=False))] if is_pictured else [],
        found_at=at,
    )
    return carry_on(scenery, case, random, is_pictured=is_pictured, may_split=may_split)


def _moment(scenery: Scenery, days_ago: float, source: str, random: Random) -> datetime:
    """When it was opened: by citizens while they are awake, by staff in working hours; a while before now."""
    day = scenery.now - timedelta(days=days_ago)
    choose = in_waking_hours if source in BY_CITIZENS else in_working_hours
    at = choose(day, random)
    while at > scenery.now - timedelta(minutes=30):
        day -= timedelta(days=1)
        at = choose(day, random)
    return at


def _evening(at: datetime, now: datetime, random: Random) -> datetime:
    """That evening between seven and ten; the evening before where that has not come yet."""
    found = at_clock(at, 19, random.randrange(60)) + timedelta(hours=random.randrange(3))
    return found if found < now - timedelta(minutes=30) else found - timedelta(days=1)


def _reporter(scenery: Scenery, source: str, random: Random) -> Actor:
    if source in BY_CITIZENS:
        return scenery.by("tangyi")
    if source == "free_finding":
        return scenery.by("suqing") if random.random() < 0.3 else scenery.office
    return scenery.office


def _matter(
    scenery: Scenery, site: Site, source: str, random: Random
) -> tuple[Category | None, CheckPoint | None, str]:
    """What is wrong: a check point's example with its category, or what citizens say with a category of its own."""
    points = scenery.points.get(site.site_type_id, [])
    if not points:
        category = random.choice(scenery.categories)
        return category, None, category.name_zh
    point = random.choice(points)
    known = scenery.by_standard.get(point.standard.code) if point.standard else None
    if known is not None and source in BY_CITIZENS and random.random() < 0.5:
        return known, None, f"群众反映{known.name_zh}"
    return known, point, random.choice(point.example_faults) if point.example_faults else f"{point.name_zh}：不符合"
