"""Scores, repair lists and forecasts are kept; the monthly results of units are drafted, confirmed, announced, restated."""

from chuangcheng.scoring.actions.city import define_score_rules, record_official_result, store_whole_score
from chuangcheng.scoring.actions.estimates import store_estimate
from chuangcheng.scoring.actions.forecasts import make_forecast
from chuangcheng.scoring.actions.repairs import store_repair_list
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
    "define_score_rules",
    "draft_results",
    "make_forecast",
    "record_official_result",
    "restate_result",
    "store_estimate",
    "store_repair_list",
    "store_whole_score",
]
