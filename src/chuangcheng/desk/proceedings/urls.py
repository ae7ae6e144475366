"""Addresses of proceedings."""

from django.urls import path

from chuangcheng.desk.proceedings import moves, pages

urlpatterns = [
    path("proceedings/", pages.proceedings, name="proceedings"),
    path("proceedings/<int:pk>/", pages.proceeding, name="proceeding"),
    path("proceedings/<int:pk>/moves/<slug:move>/", moves.move, name="proceeding_move"),
    path("proceedings/<int:pk>/pictures/<slug:token>/", pages.picture, name="proceeding_picture"),
    path("proceedings/<int:pk>/objections/<int:number>/contact/", pages.contact, name="objection_contact"),
]
