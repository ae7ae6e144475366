"""The sample's fair rankings and trouble spots, computed once so that the first page that asks has them."""

from chuangcheng.kit.actor import SYSTEM
from chuangcheng.sample.scenery import Scenery
from chuangcheng.scoring import spotting, standings
from chuangcheng.scoring.actions import store_hotspots, store_ranking


def are_ranked(scenery: Scenery) -> bool:
    """True once both rest on all that there is."""
    return all(standings.is_current(days, scenery.now) for days in standings.PERIODS) and all(
        spotting.is_current(days, scenery.now) for days in spotting.PERIODS
    )


def rank(scenery: Scenery) -> None:
    """Over a year and over a quarter."""
    for days in standings.PERIODS:
        store_ranking(by=SYSTEM, at=scenery.now, days=days)
    for days in spotting.PERIODS:
        store_hotspots(by=SYSTEM, at=scenery.now, days=days)
