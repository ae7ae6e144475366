"""Addresses of the phone pages."""

from django.urls import URLPattern, path

from chuangcheng.field import (
    answering,
    calibrating,
    cards,
    ending,
    free,
    patrols,
    rechecking,
    self_checks,
    shell,
    stops,
    streets,
)
from chuangcheng.field.sync import free_sites, packet, session, submissions, uploads

app_name = "field"
urlpatterns: list[URLPattern] = [
    path("", stops.home, name="home"),
    path("app/", shell.app, name="app"),
    path("sw.js", shell.worker, name="worker"),
    path("manifest.webmanifest", shell.manifest, name="manifest"),
    path("visits/new/", free.free_visit, name="free_visit"),
    path("visits/<int:pk>/", stops.visit, name="visit"),
    path("visits/<int:pk>/points/<int:point>/", answering.answer, name="answer"),
    path("visits/<int:pk>/points/<int:point>/met/", answering.met, name="met"),
    path("visits/<int:pk>/recheck/", rechecking.recheck, name="recheck"),
    path("visits/<int:pk>/case-photos/<int:photo>/<slug:variant>/", rechecking.case_photo, name="case_photo"),
    path("visits/<int:pk>/finding/", free.finding, name="finding"),
    path("visits/<int:pk>/finish/", ending.finish, name="finish"),
    path("visits/<int:pk>/not-possible/", ending.not_possible, name="not_possible"),
    path("patrol/", patrols.patrol, name="patrol"),
    path("patrol/<str:token>/", patrols.point, name="patrol_point"),
    path("scans/", patrols.scans, name="scans"),
    path("calibrations/<int:pk>/", calibrating.calibration, name="calibration"),
    path("scenes/<int:pk>/", calibrating.scene, name="scene"),
    path("scenes/pictures/<int:pk>.jpg", calibrating.picture, name="scene_picture"),
    path("cards/<int:pk>.jpg", cards.card, name="card"),
    path("photos/<int:pk>/<slug:variant>/", answering.photo, name="photo"),
    path("rechecks/<int:pk>/<int:photo>.jpg", answering.recheck_photo, name="recheck_photo"),
    # what the phone's program calls
    path("session.json", session.session, name="session"),
    path("devices.json", session.devices, name="devices"),
    path("packet.json", packet.packet, name="packet"),
    path("sites.json", free_sites.free_sites, name="free_sites"),
    path("submissions/", submissions.submissions, name="submissions"),
    path("submissions/<uuid:uid>/", submissions.submission, name="submission"),
    path("uploads/", uploads.uploads, name="uploads"),
    path("uploads/<str:sha256>/", uploads.upload, name="upload"),
    path("streets/", streets.streets, name="streets"),
    path("streets/<int:pk>/", streets.street, name="street"),
    path("signs/<str:token>/", streets.sign, name="sign"),
    path("self-checks/", self_checks.self_checks, name="self_checks"),
    path("self-checks/<int:pk>/", self_checks.self_check, name="self_check"),
    path("self-checks/sites/<int:pk>/start/", self_checks.start, name="start_self_check"),
    path("self-checks/answers/<int:pk>/register/", self_checks.register, name="register_self_check"),
]
