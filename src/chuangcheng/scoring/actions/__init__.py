"""Scores, rankings, repairs and forecasts are kept; monthly results are drafted, confirmed, announced, restated."""

from chuangcheng.scoring.actions.analyses import store_hotspots, store_ranking
from chuangcheng.scoring.actions.city import define_score_rules, record_official_result, store_whole_score
from chuangcheng.scoring.actions.estimates import store_estimate
from chuangcheng.scoring.actions.forecasts import make_forecast
from chuangcheng.scoring.actions.mock import finish_mock_assessment, start_mock_assessment
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
    "finish_mock_assessment",
    "make_forecast",
    "record_official_result",
    "restate_result",
    "start_mock_assessment",
    "store_estimate",
    "store_hotspots",
    "store_ranking",
    "store_repair_list",
    "store_whole_score",
]
