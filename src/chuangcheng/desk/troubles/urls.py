"""Addresses of the pages of trouble spots."""

from django.urls import URLPattern, path

from chuangcheng.desk.troubles import moves, page, proposing

urlpatterns: list[URLPattern] = [
    path("trouble-spots/", page.spots, name="trouble_spots"),
    path("trouble-spots/new/", proposing.new_spot, name="trouble_spot_new"),
    path("trouble-spots/<int:pk>/", page.spot, name="trouble_spot"),
    path("trouble-spots/<int:pk>/<slug:move>/", moves.move, name="trouble_spot_move"),
    path("trouble-spots/photos/<int:pk>/<slug:variant>.jpg", page.photo, name="trouble_spot_photo"),
]
