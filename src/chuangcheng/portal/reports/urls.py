"""Addresses of reports."""

from django.urls import URLPattern, path

from chuangcheng.portal.reports import feed, following, offline, writing

urlpatterns: list[URLPattern] = [
    path("report/", writing.report, name="report"),
    path("report/work/", writing.work, name="report_work"),
    path("report/worker.js", offline.worker, name="report_worker"),
    path("report/own/<str:token>/", following.own_report, name="own_report"),
    path("report/own/<str:token>/photos/<int:pk>/<str:variant>/", following.own_photo, name="own_photo"),
    path("report/own/<str:token>/say/<str:word>/", following.own_say, name="own_say"),
    path("report/own/<str:token>/erase/", following.own_erase, name="own_erase"),
    path("reports/", following.reports, name="reports"),
    path("reports/find/", following.find, name="find_report"),
    path("reports/feed.atom", feed.atom, name="report_feed"),
    path("reports/photos/<str:token>/<str:variant>/", following.report_photo, name="report_photo"),
    path("reports/<str:code>/", following.report_page, name="report_page"),
    path("reports/<str:code>/follow/", following.follow, name="follow_report"),
]
