"""Every error is a problem (RFC 9457): a stable code, a sentence, and where it helps the fields that are meant."""

import logging
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.errors import AuthenticationError, HttpError, ValidationError

from chuangcheng.kit.refused import Refused

log = logging.getLogger("django.request")
MEDIA_TYPE = "application/problem+json"
STATUSES = frozenset({400, 401, 404, 409, 422, 429})


class FieldProblem(Schema):
    """One field that is wrong."""

    field: str
    detail: str


class Problem(Schema):
    """What went wrong. `code` stays the same whatever the language."""

    type: str = "about:blank"
    title: str
    status: int
    code: str
    detail: str
    errors: list[FieldProblem] = []


class KeyReused(Refused):
    """The same Idempotency-Key came with another content."""

    status = 422


def problem(status: int, code: str, detail: Any, fields: list[tuple[str, Any]] | None = None) -> HttpResponse:
    """The answer."""
    errors = [{"field": name, "detail": str(said)} for name, said in fields or []]
    content = Problem.model_validate(
        {"title": TITLES.get(status, "Error"), "status": status, "code": code, "detail": str(detail), "errors": errors}
    )
    response = JsonResponse(content.model_dump(), status=status, content_type=MEDIA_TYPE)
    if status == 401:
        response["WWW-Authenticate"] = 'Bearer realm="api"'
    return response


TITLES = {
    400: "Bad request",
    401: "Key needed",
    404: "Not found",
    405: "Method not allowed",
    409: "Refused",
    422: "Unprocessable",
    429: "Too many requests",
    500: "Internal error",
}


def refused(request: HttpRequest, error: Any) -> HttpResponse:
    """What the rooms refuse. Of what may not be seen nothing is said."""
    if error.status == 404:
        return not_found(request, error)
    fields = [(error.field, error.message)] if error.field else []
    response = problem(error.status, error.code, error.message, fields)
    if error.status == 429:
        response["Retry-After"] = str(getattr(error, "wait_s", 60))
    return response


def not_found(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(404, "not_found", _("There is nothing here, or it is not yours to see."))


def invalid(request: HttpRequest, error: Any) -> HttpResponse:
    """Fields that do not fit the document, each by its path."""
    fields = [(".".join(str(part) for part in one["loc"]), one["msg"]) for one in error.errors]
    return problem(
        422, "invalid", _("Something in the request does not fit the description of this interface."), fields
    )


def unauthenticated(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(401, "key", _("Send a valid key: Authorization: Bearer KEY."))


def unread(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(error.status_code, "unreadable", _("The request cannot be read."))


def too_big(request: HttpRequest, error: Any) -> HttpResponse:
    return problem(400, "too_big", _("This is more than is taken at once."))


def broken(request: HttpRequest, error: Any) -> HttpResponse:
    """Everything else is a fault of ours, and is told in the log."""
    log.error("the interface failed at %s", request.path, exc_info=error)
    return problem(500, "fault", _("This is a fault of ours. It has been noted."))


def install(api: NinjaAPI) -> None:
    """Answer every exception in one form."""
    for kind, answer in (
        (Exception, broken),
        (RequestDataTooBig, too_big),
        (HttpError, unread),
        (AuthenticationError, unauthenticated),
        (ValidationError, invalid),
        (Http404, not_found),
        (Refused, refused),
    ):
        api.add_exception_handler(kind, answer)
