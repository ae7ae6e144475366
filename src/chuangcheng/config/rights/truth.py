"""Rights of the whole score, of what to fix next, of forecasts and of mock assessments."""

from chuangcheng.config.rights.right import Right, needs

TRUTH: dict[str, Right] = {
    "desk:city_score": needs("scoring.see_score"),
    "desk:city_score_day": needs("scoring.see_score"),
    "desk:city_score_line": needs("scoring.see_score"),
    "desk:export_city_score": needs("scoring.see_score"),
    "desk:score_rules": needs("scoring.define_score_rules"),
    "desk:official_results": needs("scoring.see_score"),
    "desk:new_official_result": needs("scoring.record_official_result"),
    "desk:repairs": needs("scoring.see_score"),
    "desk:repair_cases": needs("scoring.see_score"),
    "desk:export_repairs": needs("scoring.see_score"),
    "desk:forecasts": needs("scoring.see_score"),
    "desk:forecast": needs("scoring.see_score"),
    "desk:new_forecast": needs("scoring.make_forecast"),
    "desk:mocks": needs("scoring.see_score"),
    "desk:mock": needs("scoring.see_score"),
    "desk:new_mock": needs("scoring.start_mock_assessment"),
    "desk:finish_mock": needs("scoring.finish_mock_assessment"),
}
