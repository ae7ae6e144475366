"""How these addresses answer: JSON always, refusals with code, sentence and field."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.core.exceptions import RequestDataTooBig
from django.http import HttpResponse, JsonResponse
from django.http.request import RawPostDataException, UnreadablePostError
from django.utils.translation import gettext as _

from chuangcheng.accounts.actions import seen_device
from chuangcheng.accounts.queries import Device
from chuangcheng.inspections.record import Malformed
from chuangcheng.kit.refused import NotFound, Refused
from chuangcheng.kit.requests import StaffRequest

View = Callable[..., HttpResponse]
GONE = ("device_revoked", "device_of_another")


class NotJson(Exception):
    """The body is no JSON object."""


def answer(content: dict[str, Any], status: int = 200) -> JsonResponse:
    """JSON that no cache keeps."""
    response = JsonResponse(content, status=status, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "no-store"
    return response


def problem(status: int, code: str, message: Any = "", **more: Any) -> JsonResponse:
    """A refusal: `code` is stable, `message` for people."""
    return answer({"code": code, "message": str(message), **more}, status)


def json_view(*methods: str) -> Callable[[View], View]:
    """Only these methods; everything anticipated becomes JSON."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answered(request: StaffRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if request.method not in methods:
                response = problem(405, "method_not_allowed")
                response["Allow"] = ", ".join(methods)
                return response
            try:
                return view(request, *args, **kwargs)
            except Malformed as malformed:
                faults = [{"field": one.field, "message": one.message} for one in malformed.faults]
                return problem(400, "malformed", _("The record cannot be read."), errors=faults)
            except NotJson:
                return problem(400, "not_json", _("The body must be one JSON object."))
            except RequestDataTooBig:
                return problem(413, "too_large", _("This is larger than a record can be."))
            except (UnreadablePostError, RawPostDataException):
                return problem(400, "cut_off", _("The connection broke before everything had arrived."))
            except Refused as refused:
                return _refusal(refused)

        return answered

    return decorate


def _refusal(refused: Refused) -> JsonResponse:
    if refused.status == 404:
        return problem(404, "not_found")
    status = 403 if refused.code in GONE else 422
    more = {"offset": refused.offset} if hasattr(refused, "offset") else {}
    if more:
        status = 409
    return problem(status, refused.code, refused.message, field=refused.field, **more)


def body_of(request: StaffRequest, most: int) -> bytes:
    """The body, whole. RequestDataTooBig over `most` bytes; UnreadablePostError where the connection broke."""
    if int(request.headers.get("Content-Length") or 0) > most:
        raise RequestDataTooBig
    body: bytes = request.body
    if len(body) > most:
        raise RequestDataTooBig
    return body


def object_of(request: StaffRequest, most: int = 64 * 1024) -> dict[str, Any]:
    """The body as a JSON object. NotJson otherwise (numbers that are no numbers included)."""
    try:
        value = json.loads(body_of(request, most), parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise NotJson from None
    if not isinstance(value, dict) or _has_odd_text(value):
        raise NotJson
    return value


def _no_number(name: str) -> Any:
    raise ValueError(name)


def _has_odd_text(value: Any) -> bool:
    """Half surrogates can be neither hashed nor stored; a zero byte no PostgreSQL text can hold."""
    if isinstance(value, str):
        return "\x00" in value or any(0xD800 <= ord(character) <= 0xDFFF for character in value)
    if isinstance(value, dict):
        return any(_has_odd_text(key) or _has_odd_text(one) for key, one in value.items())
    return isinstance(value, list) and any(_has_odd_text(one) for one in value)


def uuid_of(text: Any, field: str) -> UUID:
    """A UUID in lower case. Refused `malformed` naming the field."""
    try:
        found = UUID(text) if isinstance(text, str) else None
    except ValueError:
        found = None
    if found is None or str(found) != text:
        raise Refused("malformed", _("This is no identifier."), field=field)
    return found


def device_of(request: StaffRequest) -> Device:
    """The phone that asks, by its header. Refused where it is unknown, revoked, or somebody else's."""
    try:
        uid = UUID(request.headers.get("X-Device", ""))
    except ValueError:
        raise Refused("no_device", _("Register this phone first."), field="X-Device") from None
    try:
        return seen_device(request.actor.person_id, uid, request.at)
    except NotFound:
        raise Refused("no_device", _("Register this phone first."), field="X-Device") from None
