"""Addresses of the operator's pages."""

from django.urls import path

from chuangcheng.desk.operations import views

urlpatterns = [
    path("operations/", views.operations, name="operations"),
    path("operations/jobs/<str:state>/", views.jobs, name="jobs"),
    path("operations/dead-letters/<uuid:pk>/", views.dead_letter, name="dead_letter"),
]
