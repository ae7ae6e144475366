"""Addresses of the explorer."""

from django.urls import path

from chuangcheng.desk.explorer import views

urlpatterns = [
    path("explorer/", views.explorer, name="explorer"),
    path("explorer/export/", views.export_explorer, name="export_explorer"),
]
