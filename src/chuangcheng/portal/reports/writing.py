"""The report itself, in two steps that work without scripts; a script sends both at once from a draft."""

import uuid
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from chuangcheng.kit import clock
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.refused import Refused
from chuangcheng.participation import queries
from chuangcheng.participation.actions import Said, Sent, keep_upload, own_token, receive_report
from chuangcheng.participation.rules import MOST_PHOTOS, WORK_BITS
from chuangcheng.portal.reports.forms import ReportForm, SendForm
from chuangcheng.portal.reports.origins import origin


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponseBase:
    """The form; on the way the look at what was understood; then the report's own page."""
    at = clock.now()
    if request.method != "POST":
        return _page(request, ReportForm(initial=_start(request)), at)
    is_last = request.POST.get("step") == "send"
    form = (SendForm if is_last else ReportForm)(request.POST, request.FILES)
    try:
        if form.is_valid():
            place = form.place()
            _keep(request, form, at)
            return _send(request, form, place, at) if is_last else _look(request, form, place, at)
    except Refused as refused:
        if refused.status == 404:
            raise
        form.add_error(refused.field if refused.field in form.fields else None, str(refused.message))
        return _refused(request, form, at, refused.status)
    return _refused(request, form, at, 422)


def _start(request: HttpRequest) -> dict[str, Any]:
    client_id = uuid.uuid4()
    call = request.GET.get("call", "")
    return {
        "client_id": client_id,
        "challenge": queries.challenge(client_id),
        "sign": request.GET.get("sign", "")[:40],
        "at": request.GET.get("at", "")[:40],
        "call": call if call.isdecimal() and len(call) < 12 else None,
    }


def _page(request: HttpRequest, form: ReportForm, at: datetime, status: int = 200) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "work_bits": WORK_BITS}
    context["calls"] = queries.current_calls(timezone.localdate(at))
    sign, reference = str(form["sign"].value() or ""), str(form["at"].value() or "")
    if sign or reference:
        try:
            context["sign_place"] = queries.of_sign(sign) if sign else queries.of_reference(reference)
        except Refused:
            context["sign_is_gone"] = True
    context["kept"] = queries.kept_uploads(form["client_id"].value()) if form.is_bound else 0
    return render(request, "portal/reports/write.html", context, status=status)


def _refused(request: HttpRequest, form: ReportForm, at: datetime, status: int) -> HttpResponseBase:
    if _wants_json(request):
        errors = {name: [str(one) for one in said] for name, said in form.errors.items()}
        return JsonResponse({"errors": errors}, status=status)
    if isinstance(form, SendForm) and not (set(form.errors) - {"phone", "email", "category"}):
        return _look(request, form, form.place(), at, status=status)
    return _page(request, form, at, status)


def _wants_json(request: HttpRequest) -> bool:
    return "application/json" in request.headers.get("Accept", "")


def _keep(request: HttpRequest, form: ReportForm, at: datetime) -> None:
    """Pictures are taken in at once, under the device's id: a browser does not give them twice."""
    for upload in form.cleaned_data["photos"][:MOST_PHOTOS]:
        keep_upload(
            by=SYSTEM,
            at=at,
            client_id=form.cleaned_data["client_id"],
            content=upload.read(),
            origin=origin(request, at),
        )


def _look(request: HttpRequest, form: ReportForm, place: Any, at: datetime, status: int = 200) -> HttpResponse:
    """What was understood: the place, the kind of matter, and what is known nearby."""
    given = form.cleaned_data
    chosen = queries.public_category(request.POST.get("category"))
    suggestions = queries.suggested(given["description"])
    if chosen is None and "category" not in request.POST and suggestions:
        chosen = suggestions[0].category
    sending = form if isinstance(form, SendForm) else SendForm(initial={**given, "category": chosen})
    context = {
        "form": sending,
        "place": place,
        "chosen": chosen,
        "suggestions": suggestions,
        "chosen_is_suggested": any(one.category == chosen for one in suggestions),
        "groups": _groups(),
        "work_bits": WORK_BITS,
        "questions": _questions(chosen, request),
        "similar": queries.similar_open(place, chosen, at),
        "kept": queries.kept_uploads(given["client_id"]),
        "hidden": _hidden(given, place),
    }
    return render(request, "portal/reports/check.html", context, status=status)


def _groups() -> list[dict[str, Any]]:
    """All public categories under their first level."""
    groups: dict[int, dict[str, Any]] = {}
    for one in queries.public_categories():
        groups.setdefault(one.parent_id or 0, {"parent": one.parent, "rows": []})["rows"].append(one)
    return list(groups.values())


def _hidden(given: dict[str, Any], place: Any) -> list[tuple[str, str]]:
    """What was said in the first step goes along; a point as it was given, in its own datum."""
    names = ("client_id", "challenge", "solution", "sign", "at", "call", "description", "address")
    pairs = [(name, given.get(name)) for name in (*names, "longitude", "latitude", "datum")]
    return [(name, "" if value is None else str(value)) for name, value in pairs]


def _questions(category: Any, request: HttpRequest) -> list[dict[str, Any]]:
    rows = category.extra_questions if category else []
    return [{**row, "name": f"q-{row['key']}", "given": request.POST.get(f"q-{row['key']}", "")} for row in rows]


def _send(request: HttpRequest, form: ReportForm, place: Any, at: datetime) -> HttpResponseBase:
    given = form.cleaned_data
    category = given.get("category")
    asked = category.extra_questions if category else []
    answers = {row["key"]: request.POST.get(f"q-{row['key']}", "") for row in asked}
    said = Said(
        given["description"],
        place,
        category,
        answers,
        given.get("phone") or "",
        given.get("email") or "",
        next((one for one in queries.current_calls(timezone.localdate(at)) if one.pk == given.get("call")), None),
    )
    client_id = given["client_id"]
    worked = queries.did_work(client_id, given.get("challenge") or "", given.get("solution") or "")
    made = receive_report(by=SYSTEM, at=at, said=said, sent=Sent(client_id, origin(request, at), worked))
    url = reverse("portal:own_report", args=[own_token(client_id, made.link_hash)])
    if _wants_json(request):
        return JsonResponse({"code": made.shown_code, "url": url})
    return redirect(f"{url}?new=1")


@never_cache
@require_GET
def work(request: HttpRequest) -> JsonResponse:
    """A challenge for a draft that was written without a network, and the token its form needs."""
    try:
        client_id = uuid.UUID(request.GET.get("id", ""))
    except ValueError:
        return JsonResponse({"errors": {"id": [_("This is no id.")]}}, status=422)
    return JsonResponse({"challenge": queries.challenge(client_id), "csrf": get_token(request)})
