"""The pictures of a violation: taken in, covered by whoever proposes, taken out again."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from chuangcheng.desk.covering import Covering, LookForm, cover_page, original_page
from chuangcheng.desk.refusals import attempt
from chuangcheng.evidence.queries import file_response
from chuangcheng.exposures import actions, queries
from chuangcheng.exposures.queries import Violation
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest

VARIANTS = ("shown", "thumbnail")


class PictureForm(forms.Form):
    """One picture."""

    picture = forms.FileField(
        label=gettext_lazy("Picture"),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text=gettext_lazy("It is shown to nobody before you have covered it."),
    )


class StandForm(LookForm):
    """Whoever keeps a version stands for it."""

    is_confirmed = forms.BooleanField(
        required=False,
        label=gettext_lazy(
            "I have looked at all of it: third parties and faces are covered, and of plates nothing is "
            "left but what the rule shows."
        ),
    )
    field_order = ("version", "is_confirmed", "reason")


def pictures(request: StaffRequest, found: Violation) -> list[dict[str, Any]]:
    """Each picture with what may be done with it now; before it is covered, for who covers alone."""
    rows = list(found.pictures.all())
    tokens = queries.shown_tokens(rows) if rows else {}
    may_cover = request.actor.may("exposures.cover_picture", unit_path="", area_path="")
    return [
        {
            "one": one,
            "is_shown": one.pk in tokens,
            "url": reverse("desk:violation_picture", args=[found.pk, one.pk, "shown"]) + f"?v={one.token[:8]}",
        }
        for one in rows
        if may_cover or one.pk in tokens
    ]


def add(request: StaffRequest, pk: int) -> HttpResponse:
    """Take a picture in and go on to covering it."""
    found = queries.get_violation_for(request.actor, pk)
    if not queries.may_change_pictures(request.actor, found):
        raise NotFound("pictures")
    form = PictureForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["picture"].file
        deed = partial(actions.add_picture, by=request.actor, at=request.at, violation=found, content=content)
        made = attempt(form, deed)
        if made is not None:
            return redirect("desk:violation_cover", pk, made.pk)
    context = {"form": form, "violation": found, "heading": _("Add a picture"), "has_file": True}
    return render(request, "desk/exposures/form.html", context)


@require_GET
def picture(request: StaffRequest, pk: int, picture: int, variant: str) -> FileResponse:
    """A picture as it would be shown; before it is covered, for who covers alone."""
    found = queries.picture_for(request.actor, pk, picture)
    if variant not in VARIANTS:
        raise NotFound("picture")
    return file_response(found.file, variant)  # type: ignore[arg-type]


def cover(request: StaffRequest, pk: int, picture: int) -> HttpResponse:
    """The picture with its boxes; saving is the look that publication waits for."""
    found = queries.picture_for(request.actor, pk, picture)
    violation = queries.get_violation_for(request.actor, pk)
    if not queries.may_change_pictures(request.actor, violation):
        raise NotFound("pictures")
    given = Covering(
        file=found.file,
        crumbs=(
            (_("Violations in traffic"), reverse("desk:violations")),
            (violation.number, reverse("desk:violation", args=[pk])),
        ),
        image_url=reverse("desk:violation_picture", args=[pk, picture, "shown"]),
        original_url=reverse("desk:violation_original", args=[pk, picture]),
        keep=partial(actions.cover_picture, by=request.actor, at=request.at, picture=found),
        form=StandForm,
    )
    return cover_page(request, given)


@require_POST
def original(request: StaffRequest, pk: int, picture: int) -> HttpResponse:
    """The uncovered picture of a violation."""
    found = queries.picture_for(request.actor, pk, picture)
    return original_page(request, found.file, reverse("desk:violation", args=[pk]))


@require_POST
def take_out(request: StaffRequest, pk: int, picture: int) -> HttpResponse:
    """Gone from here and from the public page in the same moment."""
    found = queries.picture_for(request.actor, pk, picture)
    actions.take_out_picture(by=request.actor, at=request.at, picture=found)
    messages.success(request, _("Saved."))
    return redirect("desk:violation", pk)
