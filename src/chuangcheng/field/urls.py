"""Addresses of the phone pages."""

from django.urls import URLPattern, path

from chuangcheng.field import answering, cards, ending, free, rechecking, stops

app_name = "field"
urlpatterns: list[URLPattern] = [
    path("", stops.home, name="home"),
    path("visits/new/", free.free_visit, name="free_visit"),
    path("visits/<int:pk>/", stops.visit, name="visit"),
    path("visits/<int:pk>/points/<int:point>/", answering.answer, name="answer"),
    path("visits/<int:pk>/points/<int:point>/met/", answering.met, name="met"),
    path("visits/<int:pk>/recheck/", rechecking.recheck, name="recheck"),
    path("visits/<int:pk>/case-photos/<int:photo>/<slug:variant>/", rechecking.case_photo, name="case_photo"),
    path("visits/<int:pk>/finding/", free.finding, name="finding"),
    path("visits/<int:pk>/finish/", ending.finish, name="finish"),
    path("visits/<int:pk>/not-possible/", ending.not_possible, name="not_possible"),
    path("cards/<int:pk>.jpg", cards.card, name="card"),
    path("photos/<int:pk>/<slug:variant>/", answering.photo, name="photo"),
]
