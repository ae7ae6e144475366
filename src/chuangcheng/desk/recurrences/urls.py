"""Addresses of the pages of recurring faults."""

from django.urls import URLPattern, path

from chuangcheng.desk.recurrences import moves, page

urlpatterns: list[URLPattern] = [
    path("recurrences/", page.recurrences, name="recurrences"),
    path("recurrences/<int:pk>/", page.recurrence, name="recurrence"),
    path("recurrences/<int:pk>/<slug:move>/", moves.move, name="recurrence_move"),
]
