"""Presence without a network: a page that keeps what was scanned, its service worker, and the token to send with."""

import hashlib
import json
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_safe

FILES = ("built/app.css", "built/app.js", "built/presence.js", "kit/icons.svg", "kit/seal.svg")
WORKER = "built/presence-worker.js"
HERE = r"^/volunteer/shifts/\d+/here/[^/]+/$"
"""Addresses of codes at a place; the page that keeps stands in for them."""


@require_safe
def pocket(request: HttpRequest) -> HttpResponse:
    """Stands in for the page of a code that was scanned without a network. Nothing on it is anybody's."""
    return render(request, "portal/volunteering/pocket.html", {"here_pattern": HERE})


@never_cache
@require_GET
def token(request: HttpRequest) -> JsonResponse:
    """What a form needs, for a page that came from the telephone."""
    return JsonResponse({"csrf": get_token(request)})


@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """Its first line names the version and what is to be kept, so that any change renews it."""
    setup = {
        "version": version(),
        "page": reverse("portal:volunteer_pocket"),
        "here": HERE,
        "files": [static(name) for name in FILES],
    }
    source = f"self.PRESENCE = {json.dumps(setup)};\n{_source(WORKER).decode()}"
    response = HttpResponse(source, content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response


@cache
def version() -> str:
    """A hash over everything that the telephone keeps."""
    total = hashlib.sha256()
    for name in (*FILES, WORKER):
        total.update(static(name).encode() + _source(name))
    folder = Path(__file__).parents[1] / "templates" / "portal" / "volunteering"
    for name in ("pocket.html", "presence.html"):
        total.update((folder / name).read_bytes())
    return total.hexdigest()[:16]


def _source(name: str) -> bytes:
    found = finders.find(name)
    return Path(str(found)).read_bytes() if found else b""
