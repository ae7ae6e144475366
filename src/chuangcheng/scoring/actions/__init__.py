"""What is done about the monthly results of units."""

from chuangcheng.scoring.actions.results import (
    announce_results,
    confirm_results,
    define_result_rules,
    draft_results,
    restate_result,
)

__all__ = ["announce_results", "confirm_results", "define_result_rules", "draft_results", "restate_result"]
