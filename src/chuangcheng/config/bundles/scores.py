"""The whole score: whose numbers, what was announced, forecasts and mock assessments."""

SCORE_OFFICE = (
    "scoring.define_score_rules",
    "scoring.record_official_result",
    "scoring.make_forecast",
    "scoring.start_mock_assessment",
    "scoring.finish_mock_assessment",
)
"""The office enters and plans; leaders read."""
