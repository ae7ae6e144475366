"""Addresses of what citizens look for."""

from django.urls import URLPattern, path

from chuangcheng.portal.find import pages

urlpatterns: list[URLPattern] = [
    path("find/facilities/", pages.facilities, name="facilities"),
    path("find/facilities/<int:pk>/", pages.facility, name="facility"),
    path("find/streets/", pages.streets, name="streets"),
    path("find/markets/", pages.markets, name="markets"),
    path("find/map/", pages.problems, name="find_map"),
    path("find/ground.json", pages.ground, name="ground"),
]
