"""Addresses of violations in traffic."""

from django.urls import path

from chuangcheng.desk.exposures import pages, pictures, tables

urlpatterns = [
    path("violations/", pages.listing, name="violations"),
    path("violations/import/", tables.import_violations, name="import_violations"),
    path("violations/pattern/", tables.pattern, name="violation_pattern"),
    path("violations/statistics/", tables.statistics, name="traffic_statistics"),
    path("violations/kinds/", tables.kinds, name="violation_kinds"),
    path("violations/<int:pk>/", pages.violation, name="violation"),
    path("violations/<int:pk>/pictures/new/", pictures.add, name="add_violation_picture"),
    path("violations/<int:pk>/pictures/<int:picture>/cover/", pictures.cover, name="violation_cover"),
    path("violations/<int:pk>/pictures/<int:picture>/uncovered/", pictures.original, name="violation_original"),
    path("violations/<int:pk>/pictures/<int:picture>/out/", pictures.take_out, name="take_out_violation_picture"),
    path("violations/<int:pk>/pictures/<int:picture>/<slug:variant>/", pictures.picture, name="violation_picture"),
    path("violations/<int:pk>/moves/<slug:move>/", pages.move, name="violation_move"),
]
