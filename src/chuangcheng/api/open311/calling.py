"""What every call has in common: its form, its method, its jurisdiction, and errors in the form that was asked for."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from chuangcheng.api.open311.answers import TYPES, Answer, Fault, faulty, written
from chuangcheng.kit.refused import Refused
from chuangcheng.places.queries import Area

Call = Callable[..., Answer]


def call(**methods: Call) -> Callable[..., HttpResponse]:
    """A view of `get=` and `post=`. Every failure that was anticipated is an answer in XML or JSON."""

    @csrf_exempt
    def view(request: HttpRequest, form: str, **given: Any) -> HttpResponse:
        try:
            return written(_answer(request, methods, form, given), form)
        except Fault as fault:
            return faulty(fault, form if form in TYPES else "xml")

    return view


def _answer(request: HttpRequest, methods: dict[str, Call], form: str, given: dict[str, Any]) -> Answer:
    if form not in TYPES:
        raise Fault(404, _("There is nothing at this address; the forms are xml and json."))
    wanted = "get" if request.method == "HEAD" else str(request.method).lower()
    if wanted not in methods:
        raise Fault(400, _("This address does not take this method."), headers={"Allow": ", ".join(methods).upper()})
    try:
        _check_jurisdiction(request)
        return methods[wanted](request, **given)
    except Refused as refused:
        raise _told(refused) from refused
    except RequestDataTooBig as error:
        raise Fault(400, _("This is more than is taken at once.")) from error
    except (SuspiciousOperation, BadRequest, MultiPartParserError, UnreadablePostError) as error:
        raise Fault(400, _("The request cannot be read.")) from error


def _told(refused: Refused) -> Fault:
    """404 for what does not exist; 429 with the time to wait for whoever asks too often; 400 for everything else."""
    if refused.status == 404:
        return Fault(404, _("There is nothing under this id."))
    if refused.status == 429:
        return Fault(429, refused.message, headers={"Retry-After": str(getattr(refused, "wait_s", 60))})
    return Fault(400, refused.message)


def _check_jurisdiction(request: HttpRequest) -> None:
    """We serve one city: whoever names another is told so."""
    named = request.GET.get("jurisdiction_id") or (
        request.POST.get("jurisdiction_id", "") if request.method == "POST" else ""
    )
    if named and named != jurisdiction():
        raise Fault(404, _("This jurisdiction is not served here."))


def jurisdiction() -> str:
    """The code of the city."""
    root = Area.objects.filter(parent=None).values_list("code", flat=True).first()
    return str(root or "")


@csrf_exempt
def nothing(request: HttpRequest, rest: str) -> HttpResponse:
    """Every other address below ours."""
    fault = Fault(404, _("There is nothing at this address; the forms are xml and json."))
    return faulty(fault, "json" if rest.endswith(".json") else "xml")
