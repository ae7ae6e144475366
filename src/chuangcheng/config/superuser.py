"""A superuser's session is short and leaves a row in the journal when it begins."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from chuangcheng.accounts.actions import open_superuser_session
from chuangcheng.config.middleware import Respond
from chuangcheng.kit.actor import Actor

ENDS_AT = "superuser_session_ends_at"


class SuperuserMiddleware:
    """Half an hour after the first request a superuser must sign in again; every such session is journalled."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.user.is_authenticated and request.user.is_superuser:
            actor: Actor = request.actor  # type: ignore[attr-defined]
            at: datetime = request.at  # type: ignore[attr-defined]
            ends_at = parse_datetime(request.session.get(ENDS_AT, ""))
            if ends_at is None:
                request.session[ENDS_AT] = open_superuser_session(by=actor, at=at).isoformat()
            elif at >= ends_at:
                logout(request)
                messages.info(request, _("A superuser session lasts half an hour. Sign in again to go on."))
                return redirect_to_login(request.get_full_path())
        return self.respond(request)
