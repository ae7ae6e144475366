"""Addresses of the phone pages."""

from django.urls import URLPattern, path

from chuangcheng.field import calibrating, cards, self_checks, shell, streets
from chuangcheng.field.sync import free_sites, packet, scans, session, submissions, uploads

app_name = "field"
urlpatterns: list[URLPattern] = [
    path("", shell.front, name="home"),
    path("app/", shell.app, name="app"),
    path("sw.js", shell.worker, name="worker"),
    path("manifest.webmanifest", shell.manifest, name="manifest"),
    path("calibrations/<int:pk>/", calibrating.calibration, name="calibration"),
    path("scenes/<int:pk>/", calibrating.scene, name="scene"),
    path("scenes/pictures/<int:pk>.jpg", calibrating.picture, name="scene_picture"),
    path("cards/<int:pk>.jpg", cards.card, name="card"),
    path("rechecks/<int:pk>/<int:photo>.jpg", cards.recheck_photo, name="recheck_photo"),
    # what the phone's program calls
    path("session.json", session.session, name="session"),
    path("devices.json", session.devices, name="devices"),
    path("packet.json", packet.packet, name="packet"),
    path("sites.json", free_sites.free_sites, name="free_sites"),
    path("submissions/", submissions.submissions, name="submissions"),
    path("submissions/<uuid:uid>/", submissions.submission, name="submission"),
    path("uploads/", uploads.uploads, name="uploads"),
    path("uploads/<str:sha256>/", uploads.upload, name="upload"),
    path("scans/", scans.scans, name="scans"),
    # pages that need a network
    path("streets/", streets.streets, name="streets"),
    path("streets/<int:pk>/", streets.street, name="street"),
    path("signs/<str:token>/", streets.sign, name="sign"),
    path("self-checks/", self_checks.self_checks, name="self_checks"),
    path("self-checks/<int:pk>/", self_checks.self_check, name="self_check"),
    path("self-checks/sites/<int:pk>/start/", self_checks.start, name="start_self_check"),
    path("self-checks/answers/<int:pk>/register/", self_checks.register, name="register_self_check"),
]
