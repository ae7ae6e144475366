"""Addresses of the places pages of the back office."""

from django.urls import URLPattern, path

from chuangcheng.desk.places import search

urlpatterns: list[URLPattern] = [
    path("places/search/", search.place_search, name="place_search"),
]
