"""Ask to be told, say yes, stop: each with a secret link and nothing else."""

from pathlib import Path
from typing import Any

from django.contrib import messages
from django.contrib.staticfiles import finders
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chuangcheng.kit import clock
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.links import unlisted
from chuangcheng.kit.refused import NotFound, Refused
from chuangcheng.participation import actions, queries
from chuangcheng.participation.actions import Subject
from chuangcheng.portal.alerts.forms import AlertForm
from chuangcheng.portal.reports.origins import origin

WORKER = "built/push-worker.js"


def _start(request: HttpRequest) -> dict[str, Any]:
    """What the address names already: an area, or a place."""
    east, _comma, north = request.GET.get("near", "")[:60].partition(",")
    area = queries.public_area(request.GET["area"]) if request.GET.get("area") else None
    return {"area": area, "longitude": east, "latitude": north}


@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """An area or a circle, by e-mail; as a feed without any address; or in this browser."""
    at, form = clock.now(), AlertForm(request.POST or None, initial=_start(request))
    has_mail, push_key = queries.ways_of_alerts()
    if not has_mail:
        form.fields.pop("email")
    if request.method == "POST" and form.is_valid():
        try:
            if request.POST.get("way") == "feed":
                return redirect(_feed(form.subject()))
            if not form.cleaned_data.get("email"):
                raise Refused("missing", _("Give an e-mail address."), field="email")
            given = {"subject": form.subject(), "origin": origin(request, at), "email": form.cleaned_data["email"]}
            actions.ask_alert(by=SYSTEM, at=at, **given)
            messages.success(request, _("Open your mailbox: one letter asks whether the address is yours."))
            return redirect("portal:alerts")
        except Refused as refused:
            if refused.status == 404:
                raise
            form.add_error(refused.field if refused.field in form.fields else None, str(refused.message))
    return render(request, "portal/alerts/ask.html", {"form": form, "has_mail": has_mail, "push_key": push_key})


def _feed(subject: Subject) -> str:
    """The Atom feed of the same subject."""
    url = reverse("portal:report_feed")
    if subject.area is not None:
        return f"{url}?area={subject.area.code}"
    subject.columns()
    east, north, metres = subject.circle or (0, 0, 0)
    return f"{url}?near={east},{north}&metres={metres}"


@require_POST
def ask_browser(request: HttpRequest) -> JsonResponse:
    """What a browser sends when its person lets it show news: of one report, or of what the form names."""
    at = clock.now()
    browser = {name: request.POST.get(name, "")[:1000] for name in ("endpoint", "p256dh", "auth")}
    try:
        made = actions.ask_alert(
            by=SYSTEM, at=at, subject=_of_browser(request), origin=origin(request, at), browser=browser
        )
    except NotFound:
        raise
    except Refused as refused:
        return JsonResponse({"code": refused.code, "message": str(refused.message)}, status=409)
    return JsonResponse({"code": "ok", "url": reverse("portal:alert", args=[queries.alert_token(made)])})


def _of_browser(request: HttpRequest) -> Subject:
    if code := request.POST.get("report", ""):
        return Subject(report=queries.public_reports().filter(pk=queries.by_code(code).report_pk).first())
    form = AlertForm(request.POST)
    return form.subject() if form.is_valid() else Subject()


@never_cache
@unlisted
@require_http_methods(["GET", "POST"])
def alert(request: HttpRequest, token: str) -> HttpResponseBase:
    """What is listened to, and how to say yes or stop. Mail programs open links by themselves: both are buttons."""
    found = queries.alert_by_token(token)
    if request.method == "POST":
        actions.confirm_alert(by=SYSTEM, at=clock.now(), token=token)
        messages.success(request, _("Thank you: from now on you are told."))
        return redirect("portal:alert", token)
    context = {"alert": found, "token": token, "what": queries.alert_subject(found)}
    return render(request, "portal/alerts/own.html", context)


@csrf_exempt  # a mail program posts here for its reader (RFC 8058); the token is the key
@never_cache
@unlisted
@require_http_methods(["GET", "POST"])
def end(request: HttpRequest, token: str) -> HttpResponseBase:
    """One click in a mail program, or the button of the page."""
    if request.method != "POST":
        return redirect("portal:alert", token)
    actions.end_alert(by=SYSTEM, at=clock.now(), token=token)
    return render(request, "portal/alerts/ended.html", {})


@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The program that shows news while no page is open. Its address bounds what it may touch: these pages."""
    found = finders.find(WORKER)
    content = Path(str(found)).read_bytes() if found else b""
    response = HttpResponse(content, content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response
