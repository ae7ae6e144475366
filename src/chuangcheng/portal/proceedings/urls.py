"""Addresses of public notices and of objections to them."""

from django.urls import URLPattern, path

from chuangcheng.portal.proceedings import objections, pages

urlpatterns: list[URLPattern] = [
    path("notices/", pages.notices, name="notices"),
    path("notices/feed.json", pages.feed, name="notice_feed"),
    path("notices/<slug:number>/", pages.notice, name="notice"),
    path("notices/<slug:number>/pictures/<slug:token>/", pages.picture, name="notice_picture"),
    path("notices/<slug:number>/object/", objections.against, name="notice_objection"),
    path("objections/new/", objections.by_letter, name="letter_objection"),
    path("objections/<str:token>/", objections.own, name="own_objection"),
]
"""Every page of them says `no-store`: a name that has been taken back is in no copy."""
