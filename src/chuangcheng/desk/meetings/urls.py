"""Addresses of the pages on meetings."""

from django.urls import URLPattern, path

from chuangcheng.desk.meetings import moves, pages

urlpatterns: list[URLPattern] = [
    path("meetings/", pages.meetings, name="meetings"),
    path("meetings/new/", moves.new_meeting, name="meeting_new"),
    path("meetings/resolutions/", pages.resolutions, name="open_resolutions"),
    path("meetings/resolutions/<int:pk>/settle/", moves.settle, name="resolution_settle"),
    path("meetings/<int:pk>/", pages.meeting, name="meeting"),
    path("meetings/<int:pk>/agenda/", moves.agenda, name="meeting_agenda"),
    path("meetings/<int:pk>/<slug:move>/", moves.move, name="meeting_move"),
]
