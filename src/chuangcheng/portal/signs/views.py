"""What somebody sees who scans a sign in the street."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from chuangcheng.duties.queries import holders_named
from chuangcheng.kit import clock
from chuangcheng.places.queries import SignKind, scanned
from chuangcheng.volunteering.queries import clean_ups_at


@require_safe
def sign(request: HttpRequest, token: str) -> HttpResponse:
    """The place's name, what it is and which units look after it. An unknown or revoked sign does not exist.

    Whoever is signed in is sent to the address that knows members of the holding unit; it sends others back here.
    """
    found = scanned(token)
    if request.user.is_authenticated and "plain" not in request.GET and found.kind != SignKind.PATROL_POINT:
        return redirect("field:sign", token)
    holders = holders_named(found.kind, found.code, clock.now())
    is_place = found.kind != SignKind.PATROL_POINT
    clean_ups = clean_ups_at(**{f"{found.kind}__code": found.code}) if is_place else []
    context = {
        "clean_ups": clean_ups,
        "sign": found,
        "kind_label": SignKind(found.kind).label,
        "holders": holders,
        "token": token,
    }
    response = render(request, "portal/signs/sign.html", context)
    response["Cache-Control"] = "private, no-store"
    response["X-Robots-Tag"] = "noindex"
    return response
