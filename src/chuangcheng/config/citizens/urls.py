"""Addresses of citizens' accounts."""

from django.urls import path

from chuangcheng.config.citizens import views

app_name = "citizen"
urlpatterns = [
    path("", views.home, name="home"),
    path("sign-in/", views.sign_in, name="sign_in"),
    path("sign-in/<uuid:uid>/", views.code, name="code"),
    path("sign-out/", views.sign_out, name="sign_out"),
    path("name/", views.name, name="name"),
    path("sessions/<int:pk>/end/", views.end_session, name="end_session"),
    path("delete/", views.delete, name="delete"),
]
