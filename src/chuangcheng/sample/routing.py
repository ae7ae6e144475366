"""Two routing rules of the sample: one in force, one that waits for a second person."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from chuangcheng.cases.queries import routing_rehearsal
from chuangcheng.duties.actions import propose_routing_rule, rehearse_routing_rule, switch_on_routing_rule
from chuangcheng.duties.queries import RoutingRule
from chuangcheng.sample.moments import opening
from chuangcheng.sample.scenery import Scenery
from chuangcheng.units.queries import units

CLERK = "tangyi"


@dataclass(frozen=True, slots=True)
class Draft:
    """A rule before it is one: category, unit, note, hours and days."""

    category: str
    unit: str
    note: str
    starts: time | None = None
    ends: time | None = None
    weekdays: tuple[int, ...] = ()


NOISE = Draft("S0302", "DW17", "夜间施工扰民由公安值班力量先行到场", time(22), time(6))
BIKES = Draft("S0504", "DW18", "周末商圈共享单车由交警协同清理", weekdays=(6, 7))


def has_rules() -> bool:
    """True once they are there."""
    return RoutingRule.objects.exists()


def rules(scenery: Scenery) -> None:
    """The clerk proposes and rehearses both; the office has switched on the one of the nights."""
    at = opening(scenery.now - timedelta(days=6))
    noise = _rehearsed(scenery, NOISE, at)
    switch_on_routing_rule(by=scenery.office, at=at + timedelta(days=1), rule=noise)
    _rehearsed(scenery, BIKES, opening(scenery.now - timedelta(days=2)))


def _rehearsed(scenery: Scenery, one: Draft, at: datetime) -> RoutingRule:
    clerk, unit = scenery.by(CLERK), units().get(code=one.unit)
    rule = propose_routing_rule(
        by=clerk,
        at=at,
        unit=unit,
        category=one.category,
        weekdays=one.weekdays,
        starts=one.starts,
        ends=one.ends,
        note=one.note,
    )
    return rehearse_routing_rule(by=clerk, at=at, rule=rule, found=routing_rehearsal(rule, at))
