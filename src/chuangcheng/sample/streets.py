"""Adopted streets: contracts with their terms, rounds of the shopping streets alone, units that look for themselves."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db import transaction

from chuangcheng.draws.rules import FrameSpec, Item, StratumSpec
from chuangcheng.duties.actions import hold_place, lapse_contract, renew_contract, set_kept_duties
from chuangcheng.duties.queries import PlaceHolding, class_duties
from chuangcheng.frameworks.queries import CheckPoint, Edition
from chuangcheng.inspections.actions import (
    SelfAnswer,
    answer_self_check,
    finish_self_check,
    open_round,
    plan_round,
    start_self_check,
)
from chuangcheng.inspections.queries import Round, SelfCheck, Visit
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.places.queries import Site
from chuangcheng.sample.campaign import CITY
from chuangcheng.sample.drawing import drawn
from chuangcheng.sample.foundations import SEED
from chuangcheng.sample.moments import at_clock, local_date, opening
from chuangcheng.sample.rounds import dates_of, frames
from chuangcheng.sample.scenery import Scenery
from chuangcheng.sample.sizes import Size
from chuangcheng.sample.staff import actor
from chuangcheng.sample.visiting import Tour
from chuangcheng.units.queries import Unit

SHOPPING = "P02"
DRAWN = 6
"""Of the eight shopping streets, each time."""
ROUNDS = (330, 270, 225, 150, 110, 45, 25)
"""How many days ago the rounds of shopping streets opened."""
TIDY, UNTIDY = ("LD62", "LD64", "LD65"), ("LD63", "LD68")
LAPSED, ENDING, JOINT = "LD63", "LD64", ("LD66", "DW35")
SHOWN = ("DW26", "DW22", "DW35", "DW98")
"""Units whose streets have written duties."""


def has_terms() -> bool:
    """True once contracts have last days."""
    return PlaceHolding.objects.exclude(agreed_until=None).exists()


def terms(scenery: Scenery) -> None:
    """Contracts run to the end of next year; one ends in twelve days, one lapsed two weeks ago, one is held jointly."""
    signed, now = opening(scenery.now - timedelta(days=200)), scenery.now
    end = date(local_date(now).year + 1, 12, 31)
    lasts = {LAPSED: local_date(now) - timedelta(days=15), ENDING: local_date(now) + timedelta(days=12)}
    rows = PlaceHolding.objects.filter(segment__isnull=False, ends_at=None).select_related("segment", "unit")
    for holding in rows.order_by("segment__code", "pk"):
        assert holding.segment is not None
        until = lasts.get(holding.segment.code, end)
        renew_contract(by=scenery.office, at=signed, holding=holding, agreed_until=until, agreed_on=local_date(signed))
        if holding.unit.code in SHOWN:
            kept = class_duties(holding.segment.road_class)
            set_kept_duties(by=scenery.office, at=signed, holding=holding, lines=kept)
        if holding.segment.code == LAPSED:
            lapse_contract(by=SYSTEM, at=at_clock(now - timedelta(days=14), 1), holding=holding)
    street, unit = Site.objects.get(code=f"{SHOPPING}-{JOINT[0]}").segment, Unit.objects.get(code=JOINT[1])
    assert street is not None
    hold_place(by=scenery.office, at=signed, place=street, unit=unit, is_lead=False, agreed_until=end)


def round_of_streets(number: int) -> Round | None:
    """The sample's own round of shopping streets of that number."""
    return Round.objects.filter(draw__context__street=number).select_related("draw").first()


def prepared(number: int, opened_at: datetime, size: Size) -> Round:
    """Six of the eight shopping streets, by a draw of their own."""
    dates, edition = dates_of(opened_at), Edition.objects.get(code=CITY)
    sites = Site.objects.filter(site_type__code=SHOPPING, segment__isnull=False, is_active=True).order_by("code")
    items = tuple(Item(site.code, site.name_zh) for site in sites)
    stratum = StratumSpec(SHOPPING, "商业大街", items, count=DRAWN, reserve=0)
    parts = (FrameSpec("sites", "点位", "open", (stratum,)), frames(edition, size)[1])
    title, opens_on = f"商业大街专项考察（样例第{number}次）", local_date(opened_at)
    with transaction.atomic():
        draw = drawn(title, dates, parts, SEED + 70 + number, edition=edition.code, street=number)
        run_at = dates.run_at + timedelta(minutes=10)
        planned = plan_round(
            by=actor("linyue", run_at),
            at=run_at + timedelta(minutes=20),
            code=f"JX{opens_on.year}-{number}",
            name_zh=title,
            draw=draw,
            edition=edition,
            opens_on=opens_on,
            closes_on=opens_on + timedelta(days=10),
            purpose_zh="包保路段专项考察",
        )
        open_round(by=actor("linyue", opened_at), at=opened_at, round=planned)
    return planned


@dataclass
class StreetTour(Tour):
    """Some streets are well kept, some are not."""

    def badness_at(self, visit: Visit) -> float:
        code = visit.site.segment.code if visit.site and visit.site.segment else ""
        return 0.012 if code in TIDY else 0.13 if code in UNTIDY else 0.06


def has_looked() -> bool:
    """True once a unit has looked for itself."""
    return SelfCheck.objects.exists()


def self_checks(scenery: Scenery) -> None:
    """Three units look at their own streets: two long enough ago that sums show, one still private."""
    for code, days in (("LD64", 40), ("LD62", 22), ("LD65", 5)):
        site = Site.objects.select_related("segment__area", "facility", "area", "site_type").get(
            code=f"{SHOPPING}-{code}"
        )
        holding = PlaceHolding.objects.select_related("unit").get(segment=site.segment, ends_at=None, is_lead=True)
        by, at = scenery.unit_actor(holding.unit), opening(scenery.now - timedelta(days=days)) + timedelta(hours=1)
        made = start_self_check(by=by, at=at, site=site)
        points = CheckPoint.objects.filter(edition=made.edition, site_type=site.site_type).order_by("position")
        answers = [SelfAnswer(point, "pass") for point in points]
        answers[4] = replace(answers[4], verdict="fail", note="垃圾箱旁有散落垃圾", is_put_right=True)
        answers[7] = replace(answers[7], verdict="fail", note="共享单车占压盲道")
        answer_self_check(by=by, at=at + timedelta(minutes=20), self_check=made, answers=answers)
        finish_self_check(by=by, at=at + timedelta(minutes=25), self_check=made)
