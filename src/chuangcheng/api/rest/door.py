"""The interface itself: who may enter, its document, and errors in one form for every address below it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation
from ninja.security import HttpBearer

from chuangcheng.api.permits import Permit, permit
from chuangcheng.api.rest import problems
from chuangcheng.kit import clock

PREFIX = "api/v1/"
View = Callable[..., HttpResponseBase]


class ApiKey(HttpBearer):
    """`Authorization: Bearer KEY`. A session of a member of staff opens nothing here."""

    def authenticate(self, request: HttpRequest, token: str) -> Permit | None:
        return permit(token, clock.now())


class Interface(NinjaAPI):
    """Its document says that errors are problems."""

    def get_openapi_schema(self, **given: Any) -> OpenAPISchema:
        schema = super().get_openapi_schema(**given)
        for methods in schema["paths"].values():
            for operation in methods.values():
                for status, answer in operation["responses"].items():
                    if int(status) >= 400 and "application/json" in answer["content"]:
                        answer["content"] = {problems.MEDIA_TYPE: answer["content"]["application/json"]}
        return schema

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """The name of the function: short enough for generated clients."""
        return str(operation.view_func.__name__)


def patterns(api: NinjaAPI) -> list[URLPattern]:
    """The addresses, each of which answers a wrong method or a missing thing with a problem."""
    found: list[URLPattern] = [one for one in api.urls[0] if isinstance(one, URLPattern)]
    for one in found:
        one.callback = _told(one.callback)
    return found


def _told(view: View) -> View:
    @wraps(view)
    def answered(request: HttpRequest, *given: Any, **named: Any) -> HttpResponseBase:
        try:
            response = view(request, *given, **named)
        except Http404 as error:
            return problems.not_found(request, error)
        if isinstance(response, HttpResponseNotAllowed):
            told = problems.problem(405, "method", _("This address does not take this method."))
            told["Allow"] = response["Allow"]
            return told
        return response

    return csrf_exempt(answered)


@csrf_exempt
def nothing(request: HttpRequest, rest: str) -> HttpResponse:
    """Every other address below ours."""
    return problems.not_found(request, None)
