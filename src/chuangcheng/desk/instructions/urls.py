"""Addresses of written instructions on cases."""

from django.urls import path

from chuangcheng.desk.instructions import moves, pages

urlpatterns = [
    path("instructions/", pages.instructions, name="instructions"),
    path("instructions/<int:pk>/", pages.instruction, name="instruction"),
    path("instructions/<int:pk>/moves/<slug:move>/", moves.move, name="instruction_move"),
    path("instructions/files/<int:pk>/<slug:variant>/", pages.reply_file, name="instruction_file"),
    path("cases/<int:pk>/instructions/new/", moves.new_instruction, name="new_instruction"),
]
