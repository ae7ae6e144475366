"""Addresses of the pages on feedback from above."""

from django.urls import URLPattern, path

from chuangcheng.desk.feedback import importing, pages

urlpatterns: list[URLPattern] = [
    path("feedback/", pages.feedbacks, name="feedbacks"),
    path("feedback/import/", importing.import_page, name="feedback_import"),
    path("feedback/<int:pk>/", pages.feedback, name="feedback"),
    path("feedback/<int:pk>/export/", pages.export, name="feedback_export"),
]
