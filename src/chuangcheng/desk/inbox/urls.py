"""Addresses of the inbox and of complaints about the software."""

from django.urls import path

from chuangcheng.desk.inbox import views

urlpatterns = [
    path("inbox/", views.inbox, name="inbox"),
    path("inbox/<int:pk>/", views.open_message, name="open_message"),
    path("complaints/", views.complaints, name="complaints"),
    path("complaints/<int:pk>/", views.complaint, name="complaint"),
    path("complaints/new/", views.new_complaint, name="new_complaint"),
]
