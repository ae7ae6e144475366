"""Three past rounds with visits and findings, one round to be drawn today."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from random import Random

from django.db import transaction

from chuangcheng.draws.actions import commit_draw, enter_entropy, run_draw
from chuangcheng.draws.queries import Draw
from chuangcheng.draws.rules import FrameSpec, Item, Source, StratumSpec, propose_sizes
from chuangcheng.frameworks.queries import CheckPoint, Edition
from chuangcheng.inspections.actions import (
    Observed,
    end_round,
    finish_visit,
    mark_not_possible,
    open_round,
    plan_round,
    record_observations,
)
from chuangcheng.inspections.queries import Round, Visit
from chuangcheng.kit.actor import Actor
from chuangcheng.places.queries import Site
from chuangcheng.sample.campaign import CITY, MINORS
from chuangcheng.sample.foundations import SEED
from chuangcheng.sample.pictures import scene
from chuangcheng.sample.staff import actor
from chuangcheng.sample.storing import stored
from chuangcheng.units.queries import Post, actor_for, holders_of

SIZE = 120
"""Stops of a round: as many as a city of this size sends teams to in a week."""
PAST = ((300, "2026春季"), (180, "夏季"), (60, "秋季"))
TYPES = 30
"""Site types that a round draws from: the commonest."""


def frames(edition: Edition) -> tuple[FrameSpec, FrameSpec]:
    """Sites by type (open), inspectors as a full permutation (veiled)."""
    by_type: dict[str, list[Site]] = {}
    for site in Site.objects.filter(is_active=True).select_related("site_type").order_by("code"):
        by_type.setdefault(site.site_type.code, []).append(site)
    common = dict(sorted(by_type.items(), key=lambda pair: -len(pair[1]))[:TYPES])
    with_points = set(CheckPoint.objects.filter(edition=edition).values_list("site_type__code", flat=True))
    pools = {code: len(sites) for code, sites in sorted(common.items()) if code in with_points}
    sizes = propose_sizes(pools, SIZE)
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
    inspectors = StratumSpec("inspectors", "督查员", tuple(Item(post.code, post.name_zh) for post in posts))
    return (
        FrameSpec("sites", "点位", "open", strata),
        FrameSpec("inspectors", "督查员", "veiled", (inspectors,)),
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


def commit(
    title: str, edition: Edition, at: datetime, known_at: datetime, fails_after: datetime, *, is_today: bool = False
) -> Draw:
    """Commit a draw of sites and inspectors, by the campaign office."""
    return commit_draw(
        by=actor("linyue", at),
        at=at,
        name_zh=title,
        purpose_zh="样例城市：摇号来源为虚构，仅供演示。",
        frames=frames(edition),
        sources=sources(known_at),
        fails_after=fails_after,
        context={"edition": edition.code, "sample": True, "today": is_today},
    )


def past_round(number: int, days_ago: int, season: str, now: datetime) -> Round:
    """Commit, two people enter the values, run, plan, open: a round that is ready to be visited."""
    edition, minors = Edition.objects.get(code=CITY), Edition.objects.get(code=MINORS)
    start = now - timedelta(days=days_ago)
    known_at = start - timedelta(days=2)
    title = f"{season}实地考察（样例第{number}轮）"
    with transaction.atomic():
        draw = commit(title, edition, start - timedelta(days=5), known_at, start + timedelta(days=40))
        read = known_at + timedelta(hours=3)
        for username in ("linyue", "zhouning"):
            person = actor(username, read)
            enter_entropy(by=person, at=read, draw=draw, values=values(SEED + number))
        run_draw(by=actor("linyue", read), at=read, draw=draw)
        opens_on = start.date()
        planned = plan_round(
            by=actor("linyue", read),
            at=read,
            code=f"R{start.year}-{number:02d}",
            name_zh=title,
            draw=draw,
            edition=edition,
            minors_edition=minors,
            opens_on=opens_on,
            closes_on=opens_on + timedelta(days=10),
            purpose_zh="常态化督查巡查",
        )
        open_round(by=actor("linyue", start), at=start, round=planned)
    return planned


def _judge(point: CheckPoint, random: Random, badness: float) -> str:
    roll = random.random()
    if roll < badness * (1.6 if point.severity == 1 else 1.0):
        return "fail"
    return "not_applicable" if roll > 0.975 else "not_observed" if roll > 0.96 else "pass"


def _answers(visit: Visit, points: list[CheckPoint], by: Actor, at: datetime, badness: float) -> list[Observed]:
    random = Random(f"{SEED}-{visit.round_id}-{visit.site.code}")
    answers = []
    for point in points:
        verdict = _judge(point, random, badness)
        needs_photo = point.photo == "always" or (point.photo == "on_fail" and verdict == "fail")
        name = f"{visit.round_id}-{visit.site.code}-{point.code}"
        photos = [stored(by, at, name, scene(name, is_mended=verdict != "fail"))] if needs_photo else []
        counts = point.kind in ("count", "threshold", "scale") and verdict in ("pass", "fail")
        fault = random.choice(point.example_faults) if point.example_faults and verdict == "fail" else ""
        answers.append(
            Observed(
                check_point=point,
                verdict=verdict,
                number=_number(random, verdict) if counts else None,
                note=fault,
                photos=photos,
            )
        )
    return answers


def _number(random: Random, verdict: str) -> int | None:
    return random.randrange(3, 12) if verdict == "fail" else random.randrange(0, 3)


def visit_all(planned: Round, season: int, progress: Callable[[], None]) -> None:
    """Every stop is visited by its first inspector, a few could not be; then the round ends."""
    points: dict[int, list[CheckPoint]] = {}
    for point in CheckPoint.objects.filter(edition_id__in=planned.edition_ids).order_by("position"):
        points.setdefault(point.site_type_id, []).append(point)
    badness = 0.14 - 0.03 * season
    start = planned.opened_at
    assert start is not None
    for batch in _batches(planned):
        with transaction.atomic():
            for visit in batch:
                at = start + timedelta(days=(visit.position - 1) // 18, minutes=12 * ((visit.position - 1) % 18))
                _visit(visit, points.get(visit.site.site_type_id, []), at, badness)
                progress()
    end = start + timedelta(days=10)
    end_round(by=actor("linyue", end), at=end, round=planned)


def _batches(planned: Round, size: int = 25) -> Iterator[list[Visit]]:
    waiting = Visit.objects.filter(round=planned, state="planned").order_by("position")
    pks = list(waiting.values_list("pk", flat=True))
    for index in range(0, len(pks), size):
        rows = Visit.objects.filter(pk__in=pks[index : index + size]).order_by("position")
        yield list(rows.select_related("site__site_type", "site__area", "site__segment", "site__facility", "round"))


def _visit(visit: Visit, points: list[CheckPoint], at: datetime, badness: float) -> None:
    post = visit.inspectors.order_by("position").first()
    assert post is not None
    holding = holders_of([post.post_id], at)[post.post_id]
    by = actor_for(holding.person, at)
    if visit.position % 41 == 0:
        mark_not_possible(by=by, at=at, visit=visit, reason="到达时场所停业")
        return
    record_observations(by=by, at=at, visit=visit, observations=_answers(visit, points, by, at, badness))
    finish_visit(by=by, at=at + timedelta(minutes=10), visit=visit)


def todays_draw(now: datetime) -> Draw:
    """Committed three days ago, its sources known since this morning: the tour runs it."""
    edition = Edition.objects.get(code=CITY)
    known_at = now - timedelta(hours=2)
    title = f"{now.year}年冬季实地考察（待摇号）"
    return commit(title, edition, now - timedelta(days=3), known_at, now + timedelta(days=45), is_today=True)
