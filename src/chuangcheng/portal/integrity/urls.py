"""Addresses of the red and black lists for everybody."""

from django.urls import URLPattern, path

from chuangcheng.portal.integrity import pages

urlpatterns: list[URLPattern] = [
    path("integrity/", pages.lists, name="integrity"),
    path("integrity/<slug:number>/", pages.entry, name="integrity_entry"),
]
