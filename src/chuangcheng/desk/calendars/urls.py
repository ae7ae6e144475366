"""Addresses of the calendars pages of the back office."""

from django.urls import path

from chuangcheng.desk.calendars import views

urlpatterns = [
    path("calendar/", views.calendar, name="calendar"),
    path("calendar/tables/<int:pk>/", views.calendar_table, name="calendar_table"),
    path("calendar/upload/", views.upload_table, name="upload_calendar_table"),
    path("calendar/hours/", views.working_hours, name="working_hours"),
]
