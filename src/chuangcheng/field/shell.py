"""The field app as the phone installs it: shell page, manifest, service worker, and the picture of its icon."""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.field.texts import texts

FILES = (
    "built/app.css",
    "built/field.css",
    "built/field.js",
    "built/map.js",
    "built/map.css",
    "built/maplibre-gl-worker.js",
    "built/qr.js",
    "kit/icons.svg",
    "kit/seal.svg",
    "field/icon-192.png",
)
WORKER = "built/field-worker.js"
SIGNS = "/s/"
"""Where the pages of signs are; the public face owns them."""


@require_GET
def front(request: HttpRequest) -> HttpResponse:
    """There is one face for the phone."""
    return redirect("field:app")


@require_GET
def app(request: HttpRequest) -> HttpResponse:
    """The page that the phone keeps. It holds nothing about anybody, so that whoever signs in next may have it."""
    context = {"texts": texts(), "city_name": settings.CITY_NAME, "is_sample": settings.SAMPLE_CITY}
    response = render(request, "field/app.html", context)
    response.headers["Cache-Control"] = "no-cache"
    return response


@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker; its first line names the version and what is to be kept, so that any change renews it."""
    setup = {
        "version": version(),
        "home": reverse("field:home"),
        "shell": reverse("field:app"),
        "signs": SIGNS,
        "files": [static(name) for name in FILES],
    }
    content = f"self.FIELD = {json.dumps(setup)};\n{_source(WORKER).decode()}"
    response = HttpResponse(content, content_type="text/javascript; charset=utf-8")
    # Also over the pages of signs, which lie beside the app and not below it.
    response.headers["Service-Worker-Allowed"] = "/"
    response.headers["Cache-Control"] = "no-cache"
    return response


@cache
def version() -> str:
    """A hash over everything that the phone keeps."""
    total = hashlib.sha256(json.dumps([texts(), settings.CITY_NAME, settings.SAMPLE_CITY]).encode())
    total.update((Path(__file__).parent / "templates" / "field" / "app.html").read_bytes())
    for name in (*FILES, WORKER):
        total.update(static(name).encode() + _source(name))
    return total.hexdigest()[:16]


def _source(name: str) -> bytes:
    found = finders.find(name)
    return Path(str(found)).read_bytes() if found else b""


@require_GET
def manifest(request: HttpRequest) -> JsonResponse:
    """What the phone's home screen shows."""
    icons: list[dict[str, Any]] = [
        {"src": static(f"field/icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for size, purpose in ((192, "any"), (512, "any"), (512, "maskable"))
    ]
    content = {
        "id": "/field/app/",
        "name": f"{settings.CITY_NAME or _('Chuangcheng')} · {_('Field visits')}",
        "short_name": _("Field visits"),
        "start_url": reverse("field:app"),
        "scope": "/field/",
        "display": "standalone",
        "orientation": "portrait",
        "background_color": "#f5f6f7",
        "theme_color": "#ffffff",
        "icons": icons,
    }
    return JsonResponse(content, content_type="application/manifest+json")
