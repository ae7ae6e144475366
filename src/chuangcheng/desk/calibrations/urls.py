"""Addresses of the calibration pages of the back office."""

from django.urls import URLPattern, path

from chuangcheng.desk.calibrations import moves, pages

urlpatterns: list[URLPattern] = [
    path("calibrations/", pages.calibrations, name="calibrations"),
    path("calibrations/new/", moves.new_calibration, name="new_calibration"),
    path("calibrations/<int:pk>/", pages.calibration, name="calibration"),
    path("calibrations/<int:pk>/scenes/new/", moves.new_scene, name="new_scene"),
    path("calibrations/<int:pk>/open/", moves.open_now, name="open_calibration"),
    path("calibrations/<int:pk>/end/", moves.end_now, name="end_calibration"),
    path("calibrations/<int:pk>/cancel/", moves.cancel, name="cancel_calibration"),
    path("calibrations/scenes/<int:pk>/remove/", moves.remove, name="remove_scene"),
    path("calibrations/pictures/<int:pk>/<slug:variant>/", pages.picture, name="scene_picture"),
]
