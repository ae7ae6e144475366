"""When a session was seen last, noted at most every ten minutes: a page that is only read writes nothing."""

from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponseBase
from django.utils.dateparse import parse_datetime

from chuangcheng.config.middleware import Respond

NOTED_AT = "seen_at"
EVERY = timedelta(minutes=10)


class SessionActivityMiddleware:
    """In place of the sign-in library's own, which writes a row on every request."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated and request.session.session_key:
            at: datetime = request.at  # type: ignore[attr-defined]
            noted = parse_datetime(request.session.get(NOTED_AT, ""))
            if noted is None or at - noted >= EVERY:
                UserSession.objects.create_from_request(request)
                request.session[NOTED_AT] = at.isoformat()
        return self.respond(request)
