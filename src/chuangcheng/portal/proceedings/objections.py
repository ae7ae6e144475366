"""Objecting without an account, and reading the answer behind one's own link."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from chuangcheng.kit import clock
from chuangcheng.kit.actor import SYSTEM
from chuangcheng.kit.links import unlisted
from chuangcheng.kit.refused import NotFound, Refused
from chuangcheng.kit.tokens import new_token, token_hash
from chuangcheng.participation.queries import count_look_up, count_objection
from chuangcheng.portal.reports.origins import origin
from chuangcheng.proceedings import actions, queries
from chuangcheng.proceedings.queries import Proceeding


class ObjectionForm(forms.Form):
    """What is wrong, and a number to call back."""

    text = forms.CharField(
        label=gettext_lazy("What is not right, and why"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6})
    )
    phone = forms.RegexField(
        r"^\+?[0-9][0-9 -]{6,18}$",
        label=gettext_lazy("Telephone number"),
        help_text=gettext_lazy("To ask you back. It is never shown, and is forgotten 90 days after the answer."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )


class LetterForm(ObjectionForm):
    """The same for whom the letter was written to."""

    number = forms.SlugField(label=gettext_lazy("Number in the letter"), max_length=20)
    code = forms.CharField(label=gettext_lazy("Code in the letter"), max_length=20)
    field_order = ("number", "code", "text", "phone")


@unlisted
@require_http_methods(["GET", "HEAD", "POST"])
def against(request: HttpRequest, number: str) -> HttpResponse:
    """Anybody objects to what is public now, where the kind lets anybody object."""
    found = queries.get_public(number, clock.now())
    if not found.anyone_objects:
        raise NotFound("objection")
    form = ObjectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        row = queries.public_rows(clock.now()).filter(number=number).first()
        token = _filed(request, form, row) if row else ""
        if token:
            return redirect(f"{reverse('portal:own_objection', args=[token])}?new=1")
    return _page(request, form, {"found": found})


@unlisted
@require_http_methods(["GET", "HEAD", "POST"])
def by_letter(request: HttpRequest) -> HttpResponse:
    """Whoever the letter was written to objects with its number and its code; both must fit."""
    form = LetterForm(request.POST or None, initial={"number": request.GET.get("number", "")[:20]})
    if request.method == "POST" and form.is_valid():
        token = _by_letter(request, form)
        if token:
            return redirect(f"{reverse('portal:own_objection', args=[token])}?new=1")
    return _page(request, form, {})


def _by_letter(request: HttpRequest, form: LetterForm) -> str:
    at = clock.now()
    try:
        count_look_up(origin(request, at), at)
        row = queries.by_party_code(form.cleaned_data["number"], form.cleaned_data["code"])
    except NotFound:
        form.add_error("code", _("Number and code do not fit together, or this is over."))
    except Refused as refused:
        form.add_error(None, str(refused.message))
    else:
        return _filed(request, form, row)
    return ""


def _filed(request: HttpRequest, form: ObjectionForm, row: Proceeding) -> str:
    """File it; the token of the own link, '' if it was refused."""
    at, token, given = clock.now(), new_token(), form.cleaned_data
    keys = queries.objector_keys(given["phone"])
    try:
        count_objection(origin(request, at), at)
        actions.file_objection(
            by=SYSTEM,
            at=at,
            proceeding=row,
            text=given["text"],
            objectors=tuple(keys),
            phone=given["phone"],
            token_hash=token_hash(token),
        )
    except Refused as refused:
        if refused.status == 404:
            raise
        form.add_error(None, str(refused.message))
        return ""
    return token


def _page(request: HttpRequest, form: ObjectionForm, more: dict[str, Any]) -> HttpResponse:
    status = 422 if form.is_bound else 200
    return render(request, "portal/proceedings/object.html", {"form": form, **more}, status=status)


@unlisted
@require_safe
def own(request: HttpRequest, token: str) -> HttpResponse:
    """What I wrote, until when it is answered, and the answer."""
    found = queries.objection_by_token(token)
    kind = queries.kind_name(found.proceeding)
    context = {"one": found, "kind": kind, "at": clock.now(), "is_new": "new" in request.GET}
    return render(request, "portal/proceedings/own.html", context)
