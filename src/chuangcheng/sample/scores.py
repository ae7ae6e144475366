"""The scores of the sample's rounds, estimated once so that the first page that asks has their intervals."""

from chuangcheng.kit.actor import SYSTEM
from chuangcheng.sample.scenery import Scenery
from chuangcheng.scoring.actions import store_estimate
from chuangcheng.scoring.estimates import is_current, scopes


def are_estimated(scenery: Scenery) -> bool:
    """True once every score that a page can ask for has an interval of all that was judged."""
    return all(is_current(scope) for scope in scopes(scenery.now))


def estimate(scenery: Scenery) -> None:
    """The twelve months and each round of both editions."""
    for scope in scopes(scenery.now):
        store_estimate(by=SYSTEM, at=scenery.now, scope=scope)
