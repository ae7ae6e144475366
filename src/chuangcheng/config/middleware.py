"""What stands between a request and a view: language, actor, rights, refusals, security headers."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme

from chuangcheng.config.rights import RIGHTS, Right
from chuangcheng.kit import clock
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.addresses import client_address, is_within, networks_of, parsed
from chuangcheng.kit.refused import Refused
from chuangcheng.units.queries import actor_for

Respond = Callable[[HttpRequest], HttpResponseBase]
NOBODY = Actor(person_id=0, name="")
CONTENT_POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; worker-src 'self' blob:; connect-src 'self'{tiles}; "
    "style-src 'self'; script-src 'self'; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'none'"
)


class ClientAddressMiddleware:
    """REMOTE_ADDR is whoever asks, not the city's own proxy. The header that says so goes no further, so that nothing
    behind this reads it in a way of its own; with proxies named, a stranger's X-Forwarded-Proto does not count."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond
        self.trusted = networks_of(settings.TRUSTED_PROXIES)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        peer = request.META.get("REMOTE_ADDR", "")
        forwarded = request.META.pop("HTTP_X_FORWARDED_FOR", "")
        if self.trusted:
            if is_within(parsed(peer), self.trusted):
                request.META["REMOTE_ADDR"] = client_address(peer, forwarded, self.trusted)
            else:
                request.META.pop("HTTP_X_FORWARDED_PROTO", None)
        return self.respond(request)


class ContentSecurityMiddleware:
    """A policy without inline scripts or styles, and no referrer beyond our own site."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond
        tiles = f" {settings.TILE_SOURCE.split('{')[0].rstrip('/')}" if settings.TILE_SOURCE else ""
        self.policy = CONTENT_POLICY.format(tiles=tiles)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.respond(request)
        response.headers.setdefault("Content-Security-Policy", self.policy)
        response.headers.setdefault("Permissions-Policy", "camera=(self), geolocation=(self), microphone=()")
        return response


class LanguageMiddleware:
    """Cookie, else the person's own language, else Simplified Chinese; the browser's wish is not asked."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        known = dict(settings.LANGUAGES)
        language = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        if language not in known and request.user.is_authenticated:
            language = request.user.language
        with translation.override(language if language in known else settings.LANGUAGE_CODE):
            request.LANGUAGE_CODE = translation.get_language()
            response = self.respond(request)
            response.headers.setdefault("Content-Language", translation.get_language() or "")
        return response


class ActorMiddleware:
    """Attaches `request.at` and `request.actor`: the moment and the person's grants resolved at it."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        at = clock.now()
        request.at = at  # type: ignore[attr-defined]
        signed_in = request.user.is_authenticated
        request.actor = actor_for(request.user, at) if signed_in else NOBODY  # type: ignore[attr-defined]
        return self.respond(request)


class RightsMiddleware:
    """Looks every URL up in the rights table. Without a row it does not exist; without the right neither."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.respond(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        match = request.resolver_match
        right: Right | None = RIGHTS.get(match.view_name) if match else None
        if right is None or right.is_closed:
            raise Http404
        if right.is_public:
            return None
        if not request.user.is_authenticated:
            return signed_out() if right.is_json else redirect_to_login(request.get_full_path())
        actor: Actor = request.actor  # type: ignore[attr-defined]
        if right.verbs and not any(actor.may_anywhere(verb) for verb in right.verbs):
            if right.is_json:
                return JsonResponse({"code": "not_found"}, status=404)
            raise Http404
        return None


def signed_out() -> JsonResponse:
    """What a program is told instead of a sign-in page."""
    return JsonResponse({"code": "signed_out"}, status=401)


class RefusedMiddleware:
    """Turns what was anticipated into an answer: 404, or back to the form with the sentence, or a page."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.respond(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, Refused):
            return None
        if exception.status == 404:
            raise Http404 from exception
        back = request.headers.get("Referer", "")
        if request.method == "POST" and url_has_allowed_host_and_scheme(back, {request.get_host()}):
            messages.error(request, exception.message or exception.code)
            return redirect(back)
        return render(request, "refused.html", {"refused": exception}, status=exception.status)
