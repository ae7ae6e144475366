"""Addresses for programs."""

from django.urls import URLPattern, URLResolver

from chuangcheng.api.open311.urls import urlpatterns as open311
from chuangcheng.api.rest.urls import urlpatterns as rest

app_name = "api"
urlpatterns: list[URLPattern | URLResolver] = [*open311, *rest]
