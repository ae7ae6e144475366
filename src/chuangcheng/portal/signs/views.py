"""What somebody sees who scans a sign in the street."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from chuangcheng.places.queries import SignKind, scanned


@require_safe
def sign(request: HttpRequest, token: str) -> HttpResponse:
    """The place's name and what it is. An unknown or revoked sign does not exist."""
    found = scanned(token)
    response = render(
        request, "portal/signs/sign.html", {"sign": found, "kind_label": SignKind(found.kind).label, "token": token}
    )
    response["X-Robots-Tag"] = "noindex"
    return response
