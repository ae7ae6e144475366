"""What the pages of honours share: tabs, chips, a form on a page of its own, files as the components show them."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from chuangcheng.desk.refusals import attempt
from chuangcheng.kit.requests import StaffRequest


def tabs(request: StaffRequest, here: str) -> list[dict[str, Any]]:
    """The lists that this reader may open."""
    items = (
        ("desk:honour_seasons", _("Seasons"), ("honours.see_nomination", "honours.see_jury", "honours.give_marks")),
        ("desk:honour_programmes", _("Programmes"), ("honours.see_nomination", "honours.see_jury")),
        ("desk:honour_awards", _("Laureates"), ("honours.see_nomination",)),
        ("desk:honour_checks", _("Asked of my unit"), ("honours.see_check",)),
    )
    return [
        {"label": label, "url": reverse(name), "active": name == here}
        for name, label, verbs in items
        if any(request.actor.may_anywhere(verb) for verb in verbs)
    ]


def chips(choices: Iterable[tuple[str, Any]], active: str) -> list[dict[str, Any]]:
    """Filters by state, with all of them first."""
    return [{"value": v, "label": label, "active": v == active} for v, label in (("", _("All")), *choices)]


def form_page(
    request: StaffRequest,
    form: forms.Form,
    deed: Callable[..., Any],
    *,
    heading: Any,
    back: str,
    done: Callable[[Any], str] | None = None,
    context: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """A form on a page of its own: what it gives goes to the deed, a refusal comes back into the form.

    `back`: where Cancel leads; `done`: where a deed leads that was done (there too, if nothing is said).
    """
    if request.method == "POST" and form.is_valid():
        made = attempt(form, partial(_done, deed, dict(form.cleaned_data)))
        if made is not None:
            messages.success(request, _("Saved."))
            return redirect(done(made[0]) if done else back)
    has_files = any(isinstance(field, forms.FileField) for field in form.fields.values())
    shown = {"form": form, "heading": heading, "back": back, "has_files": has_files, **(context or {})}
    return render(request, "desk/honours/form.html", shown)


def _done(deed: Callable[..., Any], given: dict[str, Any]) -> tuple[Any]:
    return (deed(**given),)


def as_photo(url: str, thumbnail_url: str, file_url: str, file: Any) -> dict[str, Any]:
    """A file as the list of files shows it."""
    return {
        "url": url,
        "thumbnail_url": thumbnail_url,
        "file_url": file_url,
        "caption": "",
        "is_image": file.is_image,
        "name": file.name,
        "size": file.size,
    }
