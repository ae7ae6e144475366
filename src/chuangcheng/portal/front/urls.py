"""Address of the front page."""

from django.urls import URLPattern, path

from chuangcheng.portal.front import views

urlpatterns: list[URLPattern] = [path("", views.home, name="home")]
