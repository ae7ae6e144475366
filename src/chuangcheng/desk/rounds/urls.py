"""Addresses of the rounds and visits pages of the back office."""

from django.urls import URLPattern, path

from chuangcheng.desk.rounds import agreement, hints, moves, page, planning, records, visits

urlpatterns: list[URLPattern] = [
    path("rounds/", page.rounds, name="rounds"),
    path("rounds/new/", planning.new_round, name="new_round"),
    path("rounds/<int:pk>/", page.round_page, name="round"),
    path("rounds/<int:pk>/points/", page.round_points, name="round_points"),
    path("rounds/<int:pk>/open/", moves.open_now, name="open_round"),
    path("rounds/<int:pk>/end/", moves.end_now, name="end_round"),
    path("rounds/<int:pk>/cancel/", moves.cancel, name="cancel_round"),
    path("rounds/visits/<int:pk>/", visits.visit, name="visit"),
    path("rounds/visits/<int:pk>/hints/", hints.dismiss, name="dismiss_visit_hint"),
    path("rounds/<int:pk>/agreement/", agreement.agreement, name="round_agreement"),
    path("rounds/visits/<int:pk>/observations/<int:observation>/case/", visits.take_up, name="take_up_observation"),
    path("rounds/visits/<int:pk>/replace/", visits.replace, name="replace_inspector"),
    path("rounds/photos/<int:pk>/<slug:variant>/", visits.observation_photo, name="observation_photo"),
    path("rounds/records/", records.submissions, name="submissions"),
    path("rounds/records/<int:pk>/", records.submission, name="submission"),
    path("rounds/records/<int:pk>/apply/", records.submission_apply, name="submission_apply"),
    path("rounds/records/<int:pk>/discard/", records.submission_discard, name="submission_discard"),
    path("rounds/rechecks/<int:case>/", planning.plan_recheck_of, name="plan_recheck"),
]
