"""Addresses of the read-only view for assessors. The token is the only key."""

from django.urls import URLPattern, path

from chuangcheng.portal.materials import views

urlpatterns: list[URLPattern] = [
    path("m/<str:token>/", views.overview, name="materials"),
    path("m/<str:token>/<int:pk>/", views.standard, name="material_standard"),
    path("m/<str:token>/files/<int:pk>/<slug:variant>/", views.file, name="material_file"),
]
