"""Addresses of the dashboard."""

from django.urls import path

from chuangcheng.desk.dashboard import views

urlpatterns = [
    path("dashboard/", views.dashboard, name="dashboard"),
    path("dashboard/map/", views.dashboard_map, name="dashboard_map"),
]
