"""Addresses of the fair rankings."""

from django.urls import path

from chuangcheng.desk.rankings import pages

urlpatterns = [
    path("scores/rankings/<slug:dimension>/", pages.ranking, name="ranking"),
    path("scores/rankings/<slug:dimension>/export/", pages.export, name="export_ranking"),
    path("scores/rankings/<slug:dimension>/<int:pk>/", pages.ranking_line, name="ranking_line"),
    path("scores/rankings/<slug:dimension>/<int:pk>/rows/", pages.ranking_rows, name="ranking_rows"),
]
