"""Pages that belong to no face: language switch and health."""

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.csrf import csrf_failure as csrf_page
from django.views.decorators.http import require_GET, require_POST

from chuangcheng.config.middleware import signed_out
from chuangcheng.config.rights import RIGHTS


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keep the chosen language in a cookie for a year and go back to the page."""
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, {request.get_host()}):
        back = "/"
    response = redirect(back)
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME, language, max_age=365 * 86400, samesite="Lax", secure=settings.HTTPS
        )
    return response


@require_GET
def health(request: HttpRequest) -> JsonResponse:
    """For a load balancer: answers 200 when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A page for people; a program learns whether it must sign in again or only fetch a new token."""
    match = request.resolver_match
    right = RIGHTS.get(match.view_name) if match else None
    if right is None or not right.is_json:
        return csrf_page(request, reason)
    if not request.user.is_authenticated:
        return signed_out()
    return JsonResponse({"code": "csrf"}, status=403)
