"""The service worker of the report page alone: it keeps the form and its files, nothing else and no data."""

import hashlib
import json
from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_GET

FILES = ("built/app.css", "built/app.js", "built/report.js", "kit/icons.svg", "kit/seal.svg")
WORKER = "built/report-worker.js"


@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """Its first line names the version and what is to be kept, so that any change renews it."""
    setup = {"version": version(), "page": reverse("portal:report"), "files": [static(name) for name in FILES]}
    response = HttpResponse(
        f"self.REPORT = {json.dumps(setup)};\n{_source(WORKER).decode()}", content_type="text/javascript; charset=utf-8"
    )
    response.headers["Cache-Control"] = "no-cache"
    return response


@cache
def version() -> str:
    """A hash over everything that the phone keeps."""
    total = hashlib.sha256()
    for name in (*FILES, WORKER):
        total.update(static(name).encode() + _source(name))
    for template in sorted((Path(__file__).parents[1] / "templates" / "portal" / "reports").glob("write*.html")):
        total.update(template.read_bytes())
    return total.hexdigest()[:16]


def _source(name: str) -> bytes:
    found = finders.find(name)
    return Path(str(found)).read_bytes() if found else b""
