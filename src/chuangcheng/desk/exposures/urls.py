"""Addresses of violations in traffic."""

from django.urls import path

from chuangcheng.desk.exposures import pages, tables

urlpatterns = [
    path("violations/", pages.listing, name="violations"),
    path("violations/import/", tables.import_violations, name="import_violations"),
    path("violations/pattern/", tables.pattern, name="violation_pattern"),
    path("violations/statistics/", tables.statistics, name="traffic_statistics"),
    path("violations/kinds/", tables.kinds, name="violation_kinds"),
    path("violations/<int:pk>/", pages.violation, name="violation"),
    path("violations/<int:pk>/moves/<slug:move>/", pages.move, name="violation_move"),
]
