"""Addresses of the journal pages of the back office."""

from django.urls import path

from chuangcheng.desk.journal import views

urlpatterns = [
    path("journal/", views.journal, name="journal"),
    path("journal/<int:pk>/", views.journal_entry, name="journal_entry"),
]
