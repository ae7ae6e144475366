"""The score of a day is kept; the monthly results of units are drafted, confirmed, announced and restated."""

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
]
