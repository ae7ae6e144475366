"""Markets in order: two assessments as rounds of their own, one market patrolled, one trouble spot in treatment."""

import uuid
from datetime import date, datetime, time, timedelta
from random import Random

from django.db import transaction

from chuangcheng.accounts.actions import register_person
from chuangcheng.draws.rules import FrameSpec, Item, StratumSpec
from chuangcheng.frameworks.queries import Edition
from chuangcheng.inspections.actions import open_round, plan_round, set_assessment_period
from chuangcheng.inspections.queries import Round
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.patrols.actions import (
    add_window,
    assess_spot,
    close_window,
    define_point,
    define_scheme,
    define_shift,
    define_team,
    log_treatment,
    make_roster,
    propose_spot,
    record_scan,
    start_treatment,
    switch_on,
)
from chuangcheng.patrols.queries import Point, Scheme, TroubleSpot, Window
from chuangcheng.places.queries import Site, SiteType, place_of
from chuangcheng.sample.campaign import CITY
from chuangcheng.sample.drawing import drawn
from chuangcheng.sample.foundations import SEED
from chuangcheng.sample.invented import people
from chuangcheng.sample.moments import at_clock, local_date, opening
from chuangcheng.sample.pictures import scene
from chuangcheng.sample.rounds import dates_of, frames
from chuangcheng.sample.scenery import Scenery
from chuangcheng.sample.sizes import Size
from chuangcheng.sample.staff import PASSWORD, PATROLLER_SHOWN, UNIT_SHOWN, actor
from chuangcheng.sample.storing import stored
from chuangcheng.units.actions import appoint_person, define_post, grant_role
from chuangcheng.units.queries import Post, Role, Unit

MARKET = "P12"
ASSESSED = (75, 40)
"""How many days ago the assessments of the markets opened."""
EVERY_DAYS = 30
DRAWN = 4
PATROL_DAYS = 3
POINTS = ("东大门", "西大门", "水产区", "熟食区", "消防通道", "垃圾收集点")
MISSED = "垃圾收集点"


def assessment_of(number: int) -> Round | None:
    """The sample's own assessment of that number."""
    return Round.objects.filter(draw__context__market=number).select_related("draw").first()


def assessment(number: int, opened_at: datetime, size: Size) -> Round:
    """Markets alone are drawn, and the round says that it is an assessment."""
    dates, edition = dates_of(opened_at), Edition.objects.get(code=CITY)
    opens_on = local_date(opened_at)
    title = f"市场秩序评估（样例第{number}次）"
    with transaction.atomic():
        kind = SiteType.objects.get(code=MARKET)
        if number == 1:
            at = dates.committed_at
            set_assessment_period(by=actor("linyue", at), at=at, site_type=kind, days=EVERY_DAYS)
        parts = _frames(edition, size)
        draw = drawn(title, dates, parts, SEED + 50 + number, edition=edition.code, market=number)
        run_at = dates.run_at + timedelta(minutes=10)
        planned = plan_round(
            by=actor("linyue", run_at),
            at=run_at + timedelta(minutes=20),
            code=f"SC{opens_on.year}-{number}",
            name_zh=title,
            kind="market",
            draw=draw,
            edition=edition,
            opens_on=opens_on,
            closes_on=opens_on + timedelta(days=10),
            purpose_zh="市场定期评估",
        )
        open_round(by=actor("linyue", opened_at), at=opened_at, round=planned)
    return planned


def _frames(edition: Edition, size: Size) -> tuple[FrameSpec, ...]:
    markets = list(Site.objects.filter(site_type__code=MARKET, is_active=True).order_by("code"))
    count = min(DRAWN, len(markets))
    items = tuple(Item(site.code, site.name_zh) for site in markets)
    stratum = StratumSpec(MARKET, "集贸（农贸）市场", items, count=count, reserve=min(1, len(markets) - count))
    return (FrameSpec("sites", "点位", "open", (stratum,)), frames(edition, size)[1])


def is_patrolled() -> bool:
    """True once the scheme and the trouble spot are there."""
    return TroubleSpot.objects.exists()


def patrol(scenery: Scenery) -> None:
    """The first market's scheme, its roster with a gap tomorrow, three days of scans, one alarm; the spot around it."""
    market = Site.objects.filter(site_type__code=MARKET, is_active=True).select_related("area").order_by("code")[0]
    unit = Unit.objects.get(code=UNIT_SHOWN)
    scheme = _scheme(scenery, market, unit)
    _rosters(scenery, scheme)
    _walked(scenery, scheme)
    _spot(scenery, market, unit)


def _patrol_posts(unit: Unit, at: datetime) -> list[Post]:
    names, role = people(Random(SEED + 12)), Role.objects.get(code="patroller")
    posts = []
    for number in range(1, 5):
        name = f"{unit.short_name_zh}市场巡更岗{number}"
        post = define_post(by=SYSTEM, at=at, unit=unit, code=f"{unit.code}-patrol{number}", name_zh=name)
        grant_role(by=SYSTEM, at=at, post=post, role=role)
        username = f"{unit.code.lower()}.patrol{number}"
        # One of the team signs in, so that the patrol can be looked at on a phone.
        password = PASSWORD if username == PATROLLER_SHOWN else None
        person = register_person(by=SYSTEM, at=at, username=username, name=f"{next(names)}", password=password)
        appoint_person(by=SYSTEM, at=at, post=post, person=person)
        posts.append(post)
    return posts


def _scheme(scenery: Scenery, market: Site, unit: Unit) -> Scheme:
    at = opening(scenery.now - timedelta(days=PATROL_DAYS + 7))
    office = scenery.office
    made = define_scheme(
        by=office,
        at=at,
        code="XG",
        name_zh=f"{market.name_zh}巡更方案",
        place=place_of(market),
        unit=unit,
        purpose_zh="排查市场消防通道占用、食品摊位卫生和垃圾清运方面的安全隐患",
        basis_zh="样例：市场秩序专项整治方案（虚构）",
        ends_on=local_date(scenery.now) + timedelta(days=90),
    )
    for number, name in enumerate(POINTS):
        define_point(
            by=office,
            at=at,
            scheme=made,
            name_zh=name,
            longitude=market.longitude + 0.0002 * (number - 2) if market.longitude else None,
            latitude=market.latitude + 0.0001 * (number % 3) if market.latitude else None,
        )
    posts = _patrol_posts(unit, at)
    teams = [
        define_team(by=office, at=at, scheme=made, name_zh=name, unit=unit, posts=own)
        for name, own in (("一组", posts[:2]), ("二组", posts[2:]))
    ]
    for name, kind, starts, ends, windows in (
        ("八小时日班", "day", time(9), time(17), 4),
        ("早间错时", "staggered", time(7), time(9), 1),
        ("晚间错时", "staggered", time(17), time(19), 1),
    ):
        define_shift(
            by=office,
            at=at,
            scheme=made,
            name_zh=name,
            kind=kind,
            starts=starts,
            ends=ends,
            window_count=windows,
            teams=teams,
        )
    switch_on(by=office, at=at_clock(scenery.now - timedelta(days=PATROL_DAYS), 6), scheme=made)
    return made


def _rosters(scenery: Scenery, scheme: Scheme) -> None:
    """The weeks from the first day walked to the next one, and an early window of tomorrow that nobody took yet."""
    begun = at_clock(scenery.now - timedelta(days=PATROL_DAYS), 6)
    liaison, today = scenery.by(f"{UNIT_SHOWN.lower()}.liaison"), local_date(scenery.now)
    first = local_date(begun)
    monday: date = first - timedelta(days=first.weekday())
    while monday <= today:
        make_roster(by=liaison, at=begun, scheme=scheme, monday=monday)
        monday += timedelta(days=7)
    tomorrow = today + timedelta(days=1)
    add_window(by=liaison, at=scenery.now, scheme=scheme, on=tomorrow, starts=time(5, 30), ends=time(7))


def _walked(scenery: Scenery, scheme: Scheme) -> None:
    """Every window that has ended: each point scanned by its team, one point of the last one missed."""
    ended = Window.objects.filter(scheme=scheme, ends_at__lte=scenery.now).select_related(
        "team", "scheme__unit", "scheme__area", "scheme__site"
    )
    windows, points = list(ended.order_by("starts_at")), list(Point.objects.filter(scheme=scheme).order_by("code"))
    for point in points:
        point.scheme = scheme
    for window in windows:
        assert window.team is not None
        member = scenery.by(f"{UNIT_SHOWN.lower()}.patrol{1 if window.team.name_zh == '一组' else 3}")
        for number, point in enumerate(points):
            if window == windows[-1] and point.name_zh == MISSED:
                continue
            at = window.starts_at + timedelta(minutes=15 + 7 * number)
            record_scan(by=member, at=at, point=point, team=window.team, scanned_at=at, client_id=uuid.uuid4())
        close_window(by=SYSTEM, at=window.ends_at + timedelta(minutes=2), window=window)


def _spot(scenery: Scenery, market: Site, unit: Unit) -> None:
    lon, lat, now = market.longitude or 0.0, market.latitude or 0.0, scenery.now
    corners = [(-0.004, -0.003), (0.004, -0.003), (0.005, 0.001), (0.002, 0.003), (-0.004, 0.002), (-0.004, -0.003)]
    ring = [[lon + east, lat + north] for east, north in corners]
    proposed = opening(now - timedelta(days=60))
    spot = propose_spot(
        by=scenery.office,
        at=proposed,
        code="GF-01",
        name_zh=f"{market.name_zh}周边",
        name_en="Streets around the market",
        problem_zh="占道经营、乱停乱放、垃圾积存反复出现",
        boundary={"type": "Polygon", "coordinates": [ring]},
        unit=unit,
        assess_every_days=15,
    )
    begun = opening(now - timedelta(days=45))
    start_treatment(
        by=scenery.office,
        at=begun,
        spot=spot,
        plan="一、划定摊位和停车区；二、增设垃圾收集点；三、早晚高峰定点值守；四、十五天评估一次。",
        until=local_date(now) + timedelta(days=15),
    )
    liaison = scenery.by(f"{UNIT_SHOWN.lower()}.liaison")
    for days, text in ((40, "完成摊位划线，清退占道摊点。"), (28, "增设垃圾收集点两处，每日清运三次。")):
        at = opening(now - timedelta(days=days))
        picture = stored(liaison, at, f"spot-{days}", scene(f"{SEED}-spot-{days}", is_mended=True))
        log_treatment(by=liaison, at=at, spot=spot, text=text, photos=[picture])
    for days, outcome, note in ((30, "same", "早高峰仍有占道"), (15, "better", "占道明显减少，停车仍需规范")):
        assess_spot(by=scenery.office, at=opening(now - timedelta(days=days)), spot=spot, outcome=outcome, note=note)
