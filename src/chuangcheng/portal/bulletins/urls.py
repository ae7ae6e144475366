"""Address of the register of bulletins."""

from django.urls import URLPattern, path

from chuangcheng.portal.bulletins import views

urlpatterns: list[URLPattern] = [path("bulletins/", views.bulletins, name="bulletins")]
