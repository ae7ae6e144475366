"""Addresses of the home page and of the search across the city."""

from django.urls import path

from chuangcheng.desk.home import views

urlpatterns = [
    path("", views.home, name="home"),
    path("search/", views.search, name="search"),
]
