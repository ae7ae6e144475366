"""Addresses of the score pages."""

from django.urls import path

from chuangcheng.desk.scores import explaining, relapses, streets, views

urlpatterns = [
    path("scores/", views.scores, name="scores"),
    path("scores/by/<str:dimension>/", views.scores_by, name="scores_by"),
    path("scores/rows/", views.score_rows, name="score_rows"),
    path("scores/lines/<int:pk>/", explaining.score_line, name="score_line"),
    path("scores/estimates/<int:pk>/", explaining.score_estimate, name="score_estimate"),
    path("scores/relapses/", relapses.relapses, name="relapses"),
    path("scores/relapses/rows/", relapses.relapse_rows, name="relapse_rows"),
    path("scores/streets/", streets.street_results, name="street_results"),
    path("scores/streets/good/", streets.good_streets, name="good_streets"),
    path("scores/streets/<int:pk>/", streets.street_visits, name="street_visits"),
    path("scores/export/", views.export_scores, name="export_scores"),
]
