"""Addresses of alerts."""

from django.urls import URLPattern, path

from chuangcheng.portal.alerts import views

urlpatterns: list[URLPattern] = [
    path("alerts/", views.ask, name="alerts"),
    path("alerts/browser/", views.ask_browser, name="alert_browser"),
    path("alerts/worker.js", views.worker, name="alert_worker"),
    path("alerts/own/<str:token>/", views.alert, name="alert"),
    path("alerts/own/<str:token>/end/", views.end, name="alert_end"),
]
