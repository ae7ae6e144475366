"""Addresses of the whole score and what follows from it."""

from django.urls import path

from chuangcheng.desk.truth import city, forecasts, mocks, numbers, repairs, results

urlpatterns = [
    path("city-score/", city.city_score, name="city_score"),
    path("city-score/numbers/", numbers.score_rules, name="score_rules"),
    path("city-score/<int:pk>/", city.city_score, name="city_score_day"),
    path("city-score/<int:pk>/lines/<int:indicator>/", city.city_score_line, name="city_score_line"),
    path("city-score/<int:pk>/export/", city.export_city_score, name="export_city_score"),
    path("official-results/", results.official_results, name="official_results"),
    path("official-results/new/", results.new_official_result, name="new_official_result"),
    path("repairs/", repairs.repairs_page, name="repairs"),
    path("repairs/export/", repairs.export_repairs, name="export_repairs"),
    path("repairs/<int:pk>/<str:key>/", repairs.repair_cases, name="repair_cases"),
    path("forecasts/", forecasts.forecasts_page, name="forecasts"),
    path("forecasts/new/", forecasts.new_forecast, name="new_forecast"),
    path("forecasts/<int:pk>/", forecasts.forecast, name="forecast"),
    path("mocks/", mocks.mocks, name="mocks"),
    path("mocks/new/", mocks.new_mock, name="new_mock"),
    path("mocks/<int:pk>/", mocks.mock_page, name="mock"),
    path("mocks/<int:pk>/finish/", mocks.finish_mock, name="finish_mock"),
]
