"""Address that a QR sign says: short, so that the code stays coarse enough for an old phone."""

from django.urls import URLPattern, path

from chuangcheng.portal.signs import views

urlpatterns: list[URLPattern] = [
    path("s/<str:token>/", views.sign, name="sign"),
]
