"""Addresses of the monthly results of units."""

from django.urls import path

from chuangcheng.desk.results import lines, months, rules

urlpatterns = [
    path("results/", months.months, name="result_months"),
    path("results/draft/", months.draft, name="draft_results"),
    path("results/rules/", rules.rules, name="result_rules"),
    path("results/<int:pk>/", months.month, name="result_month"),
    path("results/<int:pk>/export/", months.export, name="export_results"),
    path("results/<int:pk>/<slug:move>/", months.move, name="result_move"),
    path("results/units/<int:pk>/", lines.result, name="unit_result"),
    path("results/lines/<int:pk>/", lines.line, name="result_line"),
]
