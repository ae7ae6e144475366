"""Addresses for programs."""

from django.urls import URLPattern

from chuangcheng.api.open311.urls import urlpatterns as open311

app_name = "api"
urlpatterns: list[URLPattern] = [*open311]
