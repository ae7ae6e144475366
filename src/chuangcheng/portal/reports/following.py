"""A report by its code, the own report by its secret link, and what is public of all."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chuangcheng.evidence.queries import file_response
from chuangcheng.kit import clock
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.links import unlisted
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import NotFound, Refused
from chuangcheng.participation import actions, queries
from chuangcheng.portal.reports.forms import FollowForm, WordForm
from chuangcheng.portal.reports.origins import origin

VARIANTS = ("shown", "thumbnail")
KINDS = ("", "open", "solved")


@require_GET
def reports(request: HttpRequest) -> HttpResponse:
    """What was let through, newest first: all, open, solved; in an area if one is named."""
    kind = request.GET.get("kind", "")
    area = queries.public_area(request.GET["area"]) if request.GET.get("area") else None
    rows = queries.public_reports(kind if kind in KINDS else "", area)
    found = page(rows, ["-received_at"], cursor=request.GET.get("cursor", ""), size=20)
    labels = {"": _("All"), "open": _("Open"), "solved": _("Put right")}
    query = f"&area={area.code}" if area else ""
    context = {
        "page": found,
        "area": area,
        "reports": [_card(one) for one in queries.public_report(found.rows)],
        "chips": [{"url": f"?kind={key}{query}", "label": labels[key], "active": key == kind} for key in KINDS],
    }
    return render(request, "portal/reports/list.html", context)


def _card(one: queries.PublicReport) -> dict[str, Any]:
    pictures = [_picture("portal:report_photo", token) for token in one.photos]
    return {"report": one, "code": queries.shown_code(one.code), "photos": pictures}


def _picture(name: str, *keys: Any) -> dict[str, str]:
    urls = {variant: reverse(name, args=[*keys, variant]) for variant in VARIANTS}
    return {"url": urls["shown"], "thumbnail_url": urls["thumbnail"], "caption": ""}


@require_GET
def find(request: HttpRequest) -> HttpResponse:
    """Look a code up. Guessing is counted."""
    at = clock.now()
    text = request.GET.get("code", "")[:40]
    if not text:
        return render(request, "portal/reports/find.html", {})
    try:
        queries.count_look_up(origin(request, at), at)
        return redirect("portal:report_page", queries.by_code(text).code)
    except NotFound:
        context = {"code": text, "is_unknown": True}
        return render(request, "portal/reports/find.html", context, status=404)
    except Refused as refused:
        return render(request, "portal/reports/find.html", {"refused": refused.message}, status=refused.status)


@require_GET
def report_page(request: HttpRequest, code: str) -> HttpResponse:
    """The steps of one report; its words and pictures where they were let through."""
    found = queries.by_code(code)
    context: dict[str, Any] = {
        "found": found,
        "code": queries.shown_code(found.code),
        "card": _card(found.shown) if found.shown else None,
        "steps": _timeline(found.steps),
        "form": FollowForm(),
        "has_mail": queries.ways_of_alerts()[0],
        "push_key": queries.ways_of_alerts()[1],
        "near": f"{found.shown.longitude},{found.shown.latitude}" if found.shown else "",
    }
    return render(request, "portal/reports/page.html", context)


def _timeline(steps: Any) -> list[dict[str, Any]]:
    return [{"at": step.at, "who": "", "sentence": step.sentence} for step in steps]


@require_POST
def follow(request: HttpRequest, code: str) -> HttpResponse:
    """“Me too”: one more who waits for the same answer."""
    at, form = clock.now(), FollowForm(request.POST)
    found = queries.by_code(code)
    if found.shown is None:
        raise NotFound("report")
    if not form.is_valid():
        messages.error(request, _("This is no e-mail address."))
        return redirect("portal:report_page", found.code)
    try:
        report = queries.public_reports().get(pk=found.report_pk)
        who = origin(request, at)
        actions.follow_report(by=SYSTEM, at=at, report=report, origin=who)
        messages.success(request, _("Thank you: you are counted, and no second report is needed."))
        if email := form.cleaned_data["email"]:
            actions.ask_alert(by=SYSTEM, at=at, subject=actions.Subject(report=report), email=email, origin=who)
            messages.success(request, _("Open your mailbox: one letter asks whether the address is yours."))
    except Refused as refused:
        messages.error(request, str(refused.message))
    return redirect("portal:report_page", found.code)


@require_GET
def report_photo(request: HttpRequest, token: str, variant: str) -> FileResponse:
    """A picture that was let through, drawn anew, with what was covered. Each version has an address of its own."""
    if variant not in VARIANTS:
        raise NotFound("photo")
    return file_response(queries.public_photo(token), variant)  # type: ignore[arg-type]


@never_cache
@unlisted
@require_GET
def own_report(request: HttpRequest, token: str) -> HttpResponseBase:
    """One's own report: what was written, each step, the answer, and what may be said to it."""
    own = queries.own_report(token)
    context = {
        "own": own,
        "report": own.report,
        "token": token,
        "is_new": "new" in request.GET,
        "steps": _timeline(queries.own_steps(own.report)),
        "photos": [_picture("portal:own_photo", token, photo.pk) for photo in own.photos],
        "ratings": queries.Satisfaction.choices,
        "form": WordForm(),
        "address": request.build_absolute_uri(reverse("portal:own_report", args=[token])),
    }
    return render(request, "portal/reports/own.html", context)


@unlisted
@require_GET
def own_photo(request: HttpRequest, token: str, pk: int, variant: str) -> HttpResponseBase:
    """One's own picture, as soon as it was examined."""
    if variant not in VARIANTS:
        raise NotFound("photo")
    return file_response(queries.own_photo(token, pk).file, variant)  # type: ignore[arg-type]


Deed = Callable[[HttpRequest, Any], object]


def _confirm(request: HttpRequest, report: Any) -> object:
    return actions.confirm_answer(by=SYSTEM, at=clock.now(), report=report)


def _object(request: HttpRequest, report: Any) -> object:
    return actions.object_to_answer(by=SYSTEM, at=clock.now(), report=report, text=request.POST.get("text", ""))


def _review(request: HttpRequest, report: Any) -> object:
    return actions.ask_review(by=SYSTEM, at=clock.now(), report=report, text=request.POST.get("text", ""))


def _rate(request: HttpRequest, report: Any) -> object:
    given = request.POST.get("satisfaction", "")
    rating = int(given) if given in ("1", "2", "3") else 0
    return actions.rate_answer(by=SYSTEM, at=clock.now(), report=report, satisfaction=rating)


DEEDS: dict[str, Deed] = {"confirm": _confirm, "object": _object, "review": _review, "rate": _rate}


@never_cache
@unlisted
@require_POST
def own_say(request: HttpRequest, token: str, word: str) -> HttpResponseBase:
    """The citizen's word: confirm, object, ask for a review, rate."""
    own = queries.own_report(token)
    if word not in DEEDS:
        raise NotFound("word")
    try:
        DEEDS[word](request, own.report)
        messages.success(request, _("Thank you. That is kept."))
    except Refused as refused:
        messages.error(request, str(refused.message))
    return redirect("portal:own_report", token)


@never_cache
@unlisted
@require_http_methods(["GET", "POST"])
def own_erase(request: HttpRequest, token: str) -> HttpResponseBase:
    """Delete one's report: asked once, then done."""
    own = queries.own_report(token)
    if request.method == "POST" and request.POST.get("confirmed"):
        actions.erase_report(by=SYSTEM, at=clock.now(), report=own.report)
        return render(request, "portal/reports/erased.html", {})
    return render(request, "portal/reports/erase.html", {"token": token, "report": own.report})
