"""Attaches `request.citizen` from a cookie of its own: the staff's session knows nothing of it, nor it of them."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from chuangcheng.accounts.queries import citizen_by_token
from chuangcheng.accounts.rules import CITIZEN_SESSION_LASTS
from chuangcheng.config.middleware import Respond

COOKIE = "citizen"


class CitizenMiddleware:
    """`request.citizen` is the Citizen of the cookie's session, or None; `request.citizen_session` its row's number."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        token = request.COOKIES.get(COOKIE, "")
        found = citizen_by_token(token, request.at) if token else None  # type: ignore[attr-defined]
        request.citizen = found[0] if found else None  # type: ignore[attr-defined]
        request.citizen_session = found[1].pk if found else None  # type: ignore[attr-defined]
        return self.respond(request)


def keep(response: HttpResponseBase, token: str) -> None:
    """The session's cookie: no script reads it, no other site sends it."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=int(CITIZEN_SESSION_LASTS.total_seconds()),
        httponly=True,
        samesite="Lax",
        secure=settings.HTTPS,
    )


def drop(response: HttpResponseBase) -> None:
    """No cookie any more."""
    response.delete_cookie(COOKIE, samesite="Lax")
