"""Addresses of the draws pages of the back office."""

from django.urls import URLPattern, path

from chuangcheng.desk.draws import committing, moves, page

urlpatterns: list[URLPattern] = [
    path("draws/", page.draws, name="draws"),
    path("draws/new/", committing.new_draw, name="new_draw"),
    path("draws/<int:pk>/", page.draw, name="draw"),
    path("draws/<int:pk>/values/", moves.draw_values, name="draw_values"),
    path("draws/<int:pk>/run/", moves.run, name="run_draw"),
    path("draws/<int:pk>/cancel/", moves.cancel, name="cancel_draw"),
    path("draws/<int:pk>/reveal/", moves.reveal, name="reveal_draw"),
    path("draws/<int:pk>/opened/", page.opened, name="opened_proof"),
]
