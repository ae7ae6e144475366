"""Addresses of the open data."""

from django.urls import URLPattern, path

from chuangcheng.portal.opened import views

urlpatterns: list[URLPattern] = [
    path("open-data/", views.files, name="open_data"),
    path("open-data/<str:name>", views.file, name="open_file"),
]
