"""Addresses of honours."""

from django.urls import URLPattern, path

from chuangcheng.desk.honours import awards, checks, exchange, judging, jury, nominations, programmes, reviews, seasons

urlpatterns: list[URLPattern] = [
    path("honours/", seasons.listing, name="honour_seasons"),
    path("honours/seasons/<int:pk>/", seasons.season, name="honour_season"),
    path("honours/seasons/<int:pk>/jury/", jury.jury, name="honour_jury"),
    path("honours/seasons/<int:pk>/judging/", judging.judging, name="honour_judging"),
    path("honours/seasons/<int:pk>/reviews/", reviews.plan, name="honour_reviews"),
    path("honours/seasons/<int:pk>/comments/", jury.comments, name="honour_comments"),
    path("honours/seasons/<int:pk>/nominate/", nominations.nominate, name="honour_nominate"),
    path("honours/seasons/<int:pk>/moves/<slug:move>/", seasons.move, name="honour_season_move"),
    path("honours/comments/<int:pk>/<slug:move>/", jury.comment_move, name="honour_comment_move"),
    path("honours/programmes/", programmes.listing, name="honour_programmes"),
    path("honours/programmes/import/", exchange.import_page, name="import_honour_programmes"),
    path("honours/programmes/export/", exchange.export_programmes, name="export_honour_programmes"),
    path("honours/programmes/<int:pk>/", programmes.programme, name="honour_programme"),
    path("honours/programmes/<int:pk>/edit/", programmes.edit, name="honour_programme_edit"),
    path("honours/programmes/<int:pk>/open/", seasons.open_new, name="honour_season_open"),
    path("honours/nominations/<int:pk>/", nominations.nomination, name="honour_nomination"),
    path("honours/nominations/<int:pk>/moves/<slug:move>/", nominations.move, name="honour_nomination_move"),
    path("honours/nominations/<int:pk>/marks/", judging.marks, name="honour_marks"),
    path("honours/nominations/<int:pk>/recuse/", judging.recuse, name="honour_recuse"),
    path("honours/files/<int:pk>/<slug:variant>/", nominations.file, name="honour_file"),
    path("honours/files/<int:pk>/show/<slug:word>/", nominations.show, name="honour_file_show"),
    path("honours/checks/", checks.listing, name="honour_checks"),
    path("honours/checks/<int:pk>/", checks.check, name="honour_check"),
    path("honours/awards/", awards.listing, name="honour_awards"),
    path("honours/awards/<int:pk>/", awards.award, name="honour_award"),
    path("honours/awards/<int:pk>/plaque.svg", awards.plaque, name="honour_plaque"),
    path("honours/awards/<int:pk>/moves/<slug:move>/", awards.move, name="honour_award_move"),
]
