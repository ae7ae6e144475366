"""Addresses of the keys of other systems."""

from django.urls import URLPattern, path

from chuangcheng.desk.systems import pages

urlpatterns: list[URLPattern] = [
    path("systems/", pages.clients, name="api_clients"),
    path("systems/new/", pages.new, name="api_client_new"),
    path("systems/<int:pk>/", pages.client, name="api_client"),
    path("systems/<int:pk>/revoke/", pages.revoke, name="api_client_revoke"),
]
