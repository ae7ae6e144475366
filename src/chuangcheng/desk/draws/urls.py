"""Addresses of the draws pages of the back office."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
