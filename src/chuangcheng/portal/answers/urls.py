"""Address of the page on which a resident answers. The token is the only key, and good for one answer."""

from django.urls import URLPattern, path

from chuangcheng.portal.answers import views

urlpatterns: list[URLPattern] = [path("q/<str:token>/", views.answer, name="answer")]
