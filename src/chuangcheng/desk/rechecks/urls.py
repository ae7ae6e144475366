"""Addresses of the draw among closed cases (回頭看)."""

from django.urls import URLPattern, path

from chuangcheng.desk.rechecks import committing

urlpatterns: list[URLPattern] = [
    path("rechecks/new/", committing.new_recheck_draw, name="new_recheck_draw"),
]
