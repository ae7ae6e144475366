"""Addresses of the public pages of draws."""

from django.urls import URLPattern, path

from chuangcheng.portal.draws import views

urlpatterns: list[URLPattern] = [
    path("draws/", views.draws, name="draws"),
    path("draws/<int:serial>/", views.draw, name="draw"),
    path("draws/<int:serial>/proof.json", views.draw_proof, name="draw_proof"),
]
