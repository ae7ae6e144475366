"""Addresses of the public pages."""

from django.urls import URLPattern

from chuangcheng.portal.signs.urls import urlpatterns as signs

app_name = "portal"
urlpatterns: list[URLPattern] = [*signs]
