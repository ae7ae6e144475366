"""Addresses of GeoReport v2: the form stands at the end of each."""

from django.urls import URLPattern, path, re_path

from chuangcheng.api.open311 import offered, posting, reading
from chuangcheng.api.open311.calling import call, nothing

BASE = "open311/v2"

urlpatterns: list[URLPattern] = [
    path(f"{BASE}/", nothing, {"rest": ""}, name="open311"),
    re_path(rf"^{BASE}/discovery\.(?P<form>\w+)$", call(get=offered.discovery), name="open311_discovery"),
    re_path(rf"^{BASE}/services\.(?P<form>\w+)$", call(get=offered.services), name="open311_services"),
    re_path(
        rf"^{BASE}/services/(?P<code>[\w.-]+)\.(?P<form>\w+)$",
        call(get=offered.definition),
        name="open311_definition",
    ),
    re_path(
        rf"^{BASE}/requests\.(?P<form>\w+)$",
        call(get=reading.requests, post=posting.post),
        name="open311_requests",
    ),
    re_path(rf"^{BASE}/requests/(?P<code>[\w.-]+)\.(?P<form>\w+)$", call(get=reading.one), name="open311_request"),
    re_path(rf"^{BASE}/tokens/(?P<code>[\w.-]+)\.(?P<form>\w+)$", call(get=reading.token), name="open311_token"),
    path(f"{BASE}/<path:rest>", nothing, name="open311_nothing"),
]
