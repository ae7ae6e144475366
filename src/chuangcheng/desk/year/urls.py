"""Addresses of the year's pages: coverage, sites long unseen, the plan and its batches."""

from django.urls import URLPattern, path

from chuangcheng.desk.year import coverage, plans

urlpatterns: list[URLPattern] = [
    path("coverage/", coverage.coverage, name="year_coverage"),
    path("coverage/unseen/", coverage.unseen_sites, name="unseen_sites"),
    path("coverage/unseen/export/", coverage.export_unseen_sites, name="export_unseen_sites"),
    path("year-plans/", plans.year_plans, name="year_plans"),
    path("year-plans/<int:pk>/", plans.year_plan, name="year_plan"),
    path("year-plans/<int:pk>/lines/<int:line>/drop/", plans.drop, name="drop_frequency"),
    path("year-plans/<int:pk>/reveal/", plans.reveal, name="reveal_year_plan"),
]
