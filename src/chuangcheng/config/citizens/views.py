"""Signing in and out as a citizen, and one's own page. Everything else of a citizen is on the public pages."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from chuangcheng.accounts import actions, queries, rules
from chuangcheng.config.citizens.forms import CodeForm, NameForm, PhoneForm
from chuangcheng.config.citizens.middleware import drop, keep
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.citizen import CitizenRequest, actor_of, citizen_required
from chuangcheng.kit.refused import Refused
from chuangcheng.notices.actions import can_text, text_citizen


def _back(request: HttpRequest) -> str:
    """Where the citizen came from, if that is one of our own pages."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, None) else ""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """The telephone number. The answer is the same whether there is an account or not."""
    back = _back(request)
    if request.citizen is not None:  # type: ignore[attr-defined]
        return redirect(back or "citizen:home")
    form = PhoneForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            uid = _send(request, form.cleaned_data["phone"])
            query = urlencode({"next": back}) if back else ""
            return redirect(reverse("citizen:code", args=[uid]) + (f"?{query}" if query else ""))
        except Refused as refused:
            status = _told(form, refused)
    context = {"form": form, "back": back, "can_text": can_text()}
    return render(request, "citizen/sign_in.html", context, status=status)


def _send(request: HttpRequest, phone: str) -> UUID:
    at = request.at  # type: ignore[attr-defined]
    if not can_text():
        raise Refused("no_sms", _("The city sends no short messages yet. Please ask the campaign office."))
    address = request.META.get("REMOTE_ADDR", "")
    asked = actions.ask_citizen_code(by=SYSTEM, at=at, phone=phone, address=address)
    words = _("{code} is your code for {city}. It counts for five minutes. Tell it to nobody.")
    text = words.format(code=asked.code, city=settings.CITY_NAME or _("Chuangcheng"))
    text_citizen(by=SYSTEM, at=at, phone=asked.phone, text=text, purpose="code", wanted_until=asked.expires_at)
    return asked.uid


def _told(form: Form, refused: Refused) -> int:
    form.add_error(refused.field if refused.field in form.fields else None, str(refused.message))
    return refused.status


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The code that came by short message."""
    form, back, status = CodeForm(request.POST or None), _back(request), 200
    if request.method == "POST" and form.is_valid():
        try:
            agent = request.headers.get("User-Agent", "")
            typed = form.cleaned_data["code"]
            at = request.at  # type: ignore[attr-defined]
            _session, token = actions.sign_in_citizen(by=SYSTEM, at=at, uid=uid, code=typed, agent=agent)
        except Refused as refused:
            status = _told(form, refused)
        else:
            response = redirect(back or "citizen:home")
            keep(response, token)
            return response
    return render(request, "citizen/code.html", {"form": form, "back": back}, status=status)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Out on this device."""
    if request.citizen is not None:  # type: ignore[attr-defined]
        _end(request, request.citizen_session)  # type: ignore[attr-defined]
    response = redirect("portal:home")
    drop(response)
    return response


def _end(request: HttpRequest, session_id: int) -> None:
    by = actor_of(request.citizen)  # type: ignore[attr-defined]
    actions.end_citizen_session(by=by, at=request.at, session_id=session_id)  # type: ignore[attr-defined]


@citizen_required
@require_GET
def home(request: CitizenRequest) -> HttpResponse:
    """What we know of a citizen, and where it can be changed or deleted."""
    phone = queries.citizen_phone(request.citizen.id)
    at = request.at
    sessions = queries.citizen_sessions(request.citizen.id)
    context = {
        "form": NameForm(initial={"name": request.citizen.name}),
        "phone": rules.masked_mobile(phone),
        "sessions": [
            {"row": one, "is_open": one.ended_at is None and one.expires_at > at, "is_here": one.pk == _here(request)}
            for one in sessions
        ],
    }
    return render(request, "citizen/home.html", context)


def _here(request: CitizenRequest) -> int:
    return request.citizen_session  # type: ignore[attr-defined, no-any-return]


@citizen_required
@require_POST
def name(request: CitizenRequest) -> HttpResponse:
    """Another name."""
    try:
        actions.name_citizen(by=actor_of(request.citizen), at=request.at, name=request.POST.get("name", ""))
        messages.success(request, _("Saved."))
    except Refused as refused:
        messages.error(request, str(refused.message))
    return redirect("citizen:home")


@citizen_required
@require_POST
def end_session(request: CitizenRequest, pk: int) -> HttpResponse:
    """Sign out on another device."""
    _end(request, pk)
    messages.success(request, _("That device is signed out."))
    return redirect("citizen:home")


@citizen_required
@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: CitizenRequest) -> HttpResponse:
    """Asked once, then everything personal is gone."""
    if request.method == "POST" and request.POST.get("confirmed"):
        actions.delete_citizen(by=actor_of(request.citizen), at=request.at)
        response = render(request, "citizen/deleted.html", {"is_gone": True})
        drop(response)
        return response
    return render(request, "citizen/delete.html", {})
