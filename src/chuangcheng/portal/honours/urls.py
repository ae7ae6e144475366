"""Addresses of honours: recommend, vote, the hall, plaques."""

from django.urls import URLPattern, path

from chuangcheng.portal.honours import consent, hall, saying, seasons

urlpatterns: list[URLPattern] = [
    path("honours/", seasons.overview, name="honours"),
    path("honours/hall/", hall.hall, name="honour_hall"),
    path("honours/hall/<int:pk>/", hall.laureate, name="laureate"),
    path("honours/hall/pictures/<int:pk>/<slug:variant>/", hall.picture, name="laureate_picture"),
    path("honours/plaques/<str:token>/", hall.plaque, name="plaque"),
    path("honours/seasons/<int:pk>/", seasons.season, name="honour_season"),
    path("honours/seasons/<int:pk>/ballots.csv", seasons.ballots, name="honour_ballots"),
    path("honours/seasons/<int:pk>/recommend/", saying.recommend, name="honour_recommend"),
    path("honours/seasons/<int:pk>/vote/", saying.vote, name="honour_vote"),
    path("honours/candidates/<int:pk>/comment/", saying.comment, name="honour_comment"),
    path("honours/candidates/pictures/<int:pk>/<slug:variant>/", seasons.picture, name="candidate_picture"),
    path("honours/consent/<str:token>/", consent.consent, name="honour_consent"),
]
