"""Addresses of the pages of markets: their assessments, cases and patrols."""

from django.urls import URLPattern, path

from chuangcheng.desk.markets import page

urlpatterns: list[URLPattern] = [
    path("markets/", page.markets, name="markets"),
    path("markets/periods/", page.periods, name="assessment_periods"),
    path("markets/<int:pk>/", page.market, name="market"),
]
