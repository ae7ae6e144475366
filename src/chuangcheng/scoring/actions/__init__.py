"""The score of a day, rankings and trouble spots are kept; monthly results are drafted, confirmed, restated."""

from chuangcheng.scoring.actions.analyses import store_hotspots, store_ranking
from chuangcheng.scoring.actions.estimates import store_estimate
from chuangcheng.scoring.actions.results import (
    announce_results,
    confirm_results,
    define_result_rules,
    draft_results,
    restate_result,
)

__all__ = [
    "announce_results",
    "confirm_results",
    "define_result_rules",
    "draft_results",
    "restate_result",
    "store_estimate",
    "store_hotspots",
    "store_ranking",
]
