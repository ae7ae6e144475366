"""Addresses of trouble spots found by statistics."""

from django.urls import path

from chuangcheng.desk.hotspots import pages

urlpatterns = [
    path("trouble-spots/found/", pages.hotspots, name="hotspots"),
    path("trouble-spots/found/<slug:source>/<int:resolution>/<int:slot>/<slug:cell>/", pages.hotspot, name="hotspot"),
]
