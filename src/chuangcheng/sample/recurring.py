"""Faults of the sample that keep coming back: each time put right, each time there again, until a card is made."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from chuangcheng.cases.actions import accept_case, close_case, dispatch_case, open_case, submit_case
from chuangcheng.cases.queries import Case, Category
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.places.queries import Site, place_of
from chuangcheng.recurrences.actions import (
    add_occurrences,
    decline_proposal,
    finish_upgrade,
    propose_upgrade,
    take_up_proposal,
)
from chuangcheng.recurrences.queries import Recurrence
from chuangcheng.sample.moments import after, local_date, opening
from chuangcheng.sample.scenery import Scenery


@dataclass(frozen=True, slots=True)
class Fault:
    """Where, what (by the code of its category), in what words, how many days ago each time."""

    site: str
    category: str
    text: str
    days: tuple[int, ...]


BINS = Fault("P02-LD64", "B0302", "夜市收摊后垃圾桶满溢，周边散落垃圾", (120, 75, 30, 4))
BIKES = Fault("P02-LD62", "S0504", "共享单车占压盲道，堆放无序", (140, 90, 38))
WATER = Fault("P02-LD68", "S0106", "食街雨箅处积水，污水外溢", (170, 120, 66))
SIGNS = Fault("P02-LD65", "S0201", "步行街入口立柱小广告反复粘贴", (150, 100, 55))
PAVING = Fault("P01-LD04", "B0202", "人行道板松动缺损", (320, 262, 215))


def has_cards() -> bool:
    """True once they are there."""
    return Recurrence.objects.exists()


def cards(scenery: Scenery) -> None:
    """Two wait for a decision, one is taken up and goes on, one was declined, one has been upgraded."""
    office, now = scenery.office, scenery.now
    _card(scenery, BINS)
    _card(scenery, BIKES)
    drain, drained = _card(scenery, WATER)
    plan = "更换下沉雨箅，雨污水管分流改造"
    at = after(drained, 16)
    take_up_proposal(by=office, at=at, recurrence=drain, plan=plan, wanted_by=local_date(now) + timedelta(days=60))
    signs, seen = _card(scenery, SIGNS)
    reason = "步行街明年整体改造，已列入年度项目，改造前由街道加密清理"
    decline_proposal(by=office, at=after(seen, 20), recurrence=signs, reason=reason)
    paving, laid = _card(scenery, PAVING)
    take_up_proposal(by=office, at=after(laid, 20), recurrence=paving, plan="整段人行道改铺透水砖，加固基层")
    done = opening(now - timedelta(days=130))
    finish_upgrade(by=office, at=done, recurrence=paving, result="380 米人行道改造完成，验收合格")


def _card(scenery: Scenery, fault: Fault) -> tuple[Recurrence, datetime]:
    """Cases one after the other; the third makes the card, what follows joins it. Returns when it was made too."""
    category = Category.objects.select_related("default_unit").get(code=fault.category)
    site = Site.objects.select_related("area", "segment__area", "facility__area", "site_type").get(code=fault.site)
    made: Recurrence | None = None
    made_at = scenery.now
    for days in fault.days:
        at = after(opening(scenery.now - timedelta(days=days)), 1)
        case = _found(scenery, site, category, fault.text, at)
        if made is not None:
            add_occurrences(by=SYSTEM, at=at, case=case)
        elif days == fault.days[2]:
            made, made_at = propose_upgrade(by=SYSTEM, at=at, case=case), at
        if days != fault.days[-1] or days > 50:
            _put_right(scenery, case, at)
    assert made is not None
    made.refresh_from_db()
    return made, made_at


def _found(scenery: Scenery, site: Site, category: Category, text: str, at: datetime) -> Case:
    case = open_case(
        by=scenery.by("tangyi"),
        at=at,
        source="hotline",
        description=f"{site.name_zh}：{text}",
        place=place_of(site),
        category=category,
        severity=2,
        found_at=at,
    )
    return dispatch_case(by=scenery.office, at=after(at, 1), case=case)


def _put_right(scenery: Scenery, case: Case, at: datetime) -> None:
    assert case.unit is not None
    unit, photo = scenery.unit_actor(case.unit), scenery.small_picture(case.pk, at)
    accept_case(by=unit, at=after(at, 2), case=case)
    done = after(at, 9)
    submit_case(by=unit, at=done, case=case, cause="设施设置不合理，反复清理仍回潮", measure="已清理", photos=[photo])
    close_case(by=scenery.verifiers(case.unit)[0], at=after(done, 5), case=case, note="现场复核，整改情况属实")
