"""Addresses of channels, deliveries and texts of news."""

from django.urls import path

from chuangcheng.desk.channels import deliveries, editing, page, reports, texts

urlpatterns = [
    path("channels/", page.channels, name="channels"),
    path("channels/new/<slug:channel_kind>/", editing.new, name="channel_new"),
    path("channels/<int:pk>/", page.channel, name="channel"),
    path("channels/<int:pk>/edit/", editing.edit, name="channel_edit"),
    path("channels/<int:pk>/test/", page.test, name="channel_test"),
    path("channels/<int:pk>/switch/", page.switch, name="channel_switch"),
    path("channels/<int:pk>/secret/", page.secret, name="channel_secret"),
    path("channels/<int:pk>/reports/", reports.report, name="channel_report"),
    path("deliveries/", deliveries.deliveries, name="deliveries"),
    path("deliveries/<int:pk>/", deliveries.delivery, name="delivery"),
    path("short-messages/", page.short_messages, name="short_messages"),
    path("news-texts/", texts.texts, name="news_texts"),
    path("news-texts/<slug:news>/", texts.text, name="news_text"),
]
