"""The draws and rounds of the sample: three past ones, one that is open, one to be drawn today."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.db import transaction

from chuangcheng.draws.actions import commit_draw, enter_entropy, run_draw
from chuangcheng.draws.queries import Draw
from chuangcheng.draws.rules import FrameSpec, Item, Source, StratumSpec, propose_sizes
from chuangcheng.frameworks.queries import CheckPoint, Edition
from chuangcheng.inspections.actions import open_round, plan_round
from chuangcheng.inspections.queries import Round
from chuangcheng.inspections.rules import double_count, double_frame
from chuangcheng.places.queries import Site
from chuangcheng.sample.campaign import CITY, MINORS
from chuangcheng.sample.foundations import SEED
from chuangcheng.sample.moments import after, at_clock, local_date, opening_before
from chuangcheng.sample.sizes import Size
from chuangcheng.sample.staff import actor
from chuangcheng.units.queries import Post

PAST = (300, 180, 60)
"""How many days ago the past rounds opened."""


DOUBLE_PERCENT = 10
"""So many of the stops are judged twice."""


def frames(edition: Edition, size: Size) -> tuple[FrameSpec, ...]:
    """Sites by type (open), inspectors as a full permutation (veiled), the stops to be judged twice."""
    by_type: dict[str, list[Site]] = {}
    for site in Site.objects.filter(is_active=True).select_related("site_type").order_by("code"):
        by_type.setdefault(site.site_type.code, []).append(site)
    common = dict(sorted(by_type.items(), key=lambda pair: -len(pair[1]))[: size.types])
    with_points = set(CheckPoint.objects.filter(edition=edition).values_list("site_type__code", flat=True))
    pools = {code: len(sites) for code, sites in sorted(common.items()) if code in with_points}
    sizes = propose_sizes(pools, size.stops)
    strata = tuple(
        StratumSpec(
            code,
            by_type[code][0].site_type.name_zh,
            tuple(Item(site.code, site.name_zh) for site in by_type[code]),
            count=sizes[code],
            reserve=min(3, pools[code] - sizes[code]),
        )
        for code in pools
    )
    posts = Post.objects.filter(grants__role__code="inspector", is_active=True).distinct().order_by("code")
    stops = sum(sizes.values())
    inspectors = StratumSpec("inspectors", "督查员", tuple(Item(post.code, post.name_zh) for post in posts))
    return (
        FrameSpec("sites", "点位", "open", strata),
        FrameSpec("inspectors", "督查员", "veiled", (inspectors,)),
        double_frame(stops, double_count(stops, DOUBLE_PERCENT)),
    )


def sources(known_at: datetime) -> list[Source]:
    """Two public values, as a city would announce them; in the sample they are invented."""
    return [
        Source("lottery", "样例彩票开奖号码", "numbers", "样例：开奖公告（虚构）", known_at),
        Source("beacon", "样例随机信标", "hexadecimal", "样例：信标页面（虚构）", known_at + timedelta(minutes=1)),
    ]


def values(seed: int) -> dict[str, list[str]]:
    """The invented public values of one draw."""
    random = Random(seed)
    balls = sorted(random.sample(range(1, 34), 6))
    return {"lottery": [str(ball) for ball in balls], "beacon": [f"{random.getrandbits(256):064X}"]}


@dataclass(frozen=True, slots=True)
class Dates:
    """When a draw is committed and its sources known, when it is run, when the round opens."""

    committed_at: datetime
    known_at: datetime
    run_at: datetime
    opened_at: datetime


def commit(title: str, dates: Dates, context: dict[str, Any], size: Size) -> Draw:
    """Commit a draw of sites and inspectors, by the campaign office."""
    edition = Edition.objects.get(code=CITY)
    return commit_draw(
        by=actor("linyue", dates.committed_at),
        at=dates.committed_at,
        name_zh=title,
        purpose_zh="样例城市：摇号来源为虚构数值，仅供演示。",
        frames=frames(edition, size),
        sources=sources(dates.known_at),
        fails_after=dates.known_at + timedelta(days=45),
        context={"edition": edition.code, "sample": True, **context},
    )


def dates_of(opened_at: datetime) -> Dates:
    """Committed a week before (on the last day worked until then: a holiday must not carry it behind its sources), run
    the morning after the public values appeared, opened as announced."""
    known_at = at_clock(opened_at - timedelta(days=3), 21, 30)
    return Dates(
        committed_at=after(opening_before(opened_at - timedelta(days=6)), 1.5),
        known_at=known_at,
        run_at=max(at_clock(known_at + timedelta(days=1), 9, 20), known_at + timedelta(hours=1)),
        opened_at=opened_at,
    )


def season_of(moment: datetime) -> str:
    """2026年春季, 2026年夏季, …"""
    day = local_date(moment)
    return f"{day.year}年{'冬春夏秋'[day.month % 12 // 3]}季"


def prepared(number: int, opened_at: datetime, size: Size) -> Round:
    """Commit, two people enter the values, run, plan, open: a round that is ready to be visited."""
    edition, minors = Edition.objects.get(code=CITY), Edition.objects.get(code=MINORS)
    dates = dates_of(opened_at)
    title = f"{season_of(opened_at)}实地考察（样例第{number}轮）"
    opens_on = local_date(opened_at)
    with transaction.atomic():
        draw = commit(title, dates, {"round": number}, size)
        for minutes, username in enumerate(("linyue", "zhouning")):
            read_at = dates.run_at + timedelta(minutes=4 * minutes)
            enter_entropy(by=actor(username, read_at), at=read_at, draw=draw, values=values(SEED + number))
        run_at = dates.run_at + timedelta(minutes=10)
        run_draw(by=actor("linyue", run_at), at=run_at, draw=draw)
        planned = plan_round(
            by=actor("linyue", run_at),
            at=run_at + timedelta(minutes=20),
            code=f"R{opens_on.year}-{number:02d}",
            name_zh=title,
            draw=draw,
            edition=edition,
            minors_edition=minors,
            opens_on=opens_on,
            closes_on=opens_on + timedelta(days=10),
            purpose_zh="常态化督查巡查",
        )
        open_round(by=actor("linyue", opened_at), at=opened_at, round=planned)
    return planned


def round_of(number: int) -> Round | None:
    """The sample's own round of that number, never one that somebody planned since."""
    return Round.objects.filter(draw__context__sample=True, draw__context__round=number).select_related("draw").first()


def todays_draw(now: datetime, size: Size) -> Draw:
    """Committed three days ago, its sources known since this morning: the tour runs it, and plans its round."""
    title = f"{season_of(now + timedelta(days=7))}实地考察（待摇号）"
    dates = Dates(now - timedelta(days=3), now - timedelta(hours=2), now, now + timedelta(days=7))
    return commit(title, dates, {"today": True}, size)


def has_todays_draw() -> bool:
    """True once it is committed, whatever became of it."""
    return Draw.objects.filter(context__sample=True, context__today=True).exists()
