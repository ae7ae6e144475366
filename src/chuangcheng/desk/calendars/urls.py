"""Addresses of the calendars pages of the back office."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
