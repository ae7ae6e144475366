"""When a session was last seen, noted every ten minutes: pages that are only read write nothing else."""

from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.http import HttpRequest, HttpResponseBase
from django.utils.dateparse import parse_datetime

from chuangcheng.config.middleware import Respond

SEEN_AT = "seen_at"
EVERY = timedelta(minutes=10)


class ActivityMiddleware:
    """Stands in for the sign-in library's own, which writes a row on every request.

    The note also renews the session, so it ends twelve hours after the last work, not after sign-in.
    """

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated and request.session.session_key:
            at: datetime = request.at  # type: ignore[attr-defined]
            seen_at = parse_datetime(request.session.get(SEEN_AT, ""))
            if seen_at is None or at - seen_at >= EVERY:
                UserSession.objects.create_from_request(request)
                request.session[SEEN_AT] = at.isoformat()
        return self.respond(request)
