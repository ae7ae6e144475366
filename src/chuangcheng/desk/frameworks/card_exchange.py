"""Standard cards of an edition in and out, as one ZIP."""

import tempfile
import zipfile
from functools import partial
from typing import Any
from urllib.parse import quote

from django import forms
from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.accounts.actions import keep_upload
from chuangcheng.accounts.queries import kept_upload
from chuangcheng.desk.refusals import attempt
from chuangcheng.frameworks import queries
from chuangcheng.frameworks.actions import import_cards
from chuangcheng.frameworks.queries import Edition
from chuangcheng.frameworks.spreadsheet import card_archive, preview_cards
from chuangcheng.kit.requests import StaffRequest

PAGE = "desk:import_cards"


class CardsForm(forms.Form):
    """The archive."""

    file = forms.FileField(
        label=gettext_lazy("Archive (ZIP, at most 20 MB)"),
        widget=forms.ClearableFileInput(attrs={"accept": ".zip,application/zip"}),
        help_text=gettext_lazy(
            "Pictures, and index.xlsx or index.csv with the columns check_point, kind (pass, fail, exception), "
            "caption, source, picture. An export has this form."
        ),
    )


@require_GET
def export_cards(request: StaffRequest, pk: int) -> FileResponse:
    """All cards of the edition; what comes out can be imported into another city."""
    one = queries.edition_by_pk(pk)
    chinese = not (get_language() or "zh").startswith("en")
    # The response closes the file when it has been sent.
    target = tempfile.TemporaryFile()  # noqa: SIM115
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in card_archive(one, chinese=chinese):
            archive.writestr(name, content)
    target.seek(0)
    response = FileResponse(target, content_type="application/zip")
    name = quote(f"{one.code}-{_('standard cards')}.zip")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    response["Cache-Control"] = "private, no-store"
    return response


def import_card_file(request: StaffRequest, pk: int) -> HttpResponse:
    """Choose the archive, look at what it would add, take it over."""
    one = queries.edition_by_pk(pk)
    waiting = request.POST.get("upload", "")
    if request.method == "POST" and waiting:
        return _taken_over(request, one, waiting)
    form = CardsForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        content = file.read()
        found = attempt(form, partial(preview_cards, content, one))
        if found is not None:
            kept = attempt(
                form,
                partial(
                    keep_upload, by=request.actor, at=request.at, page=PAGE, filename=file.name or "", content=content
                ),
            )
            if kept is not None:
                return _page(request, one, preview=found, upload=kept)
    return _page(request, one, form=form)


def _taken_over(request: StaffRequest, one: Edition, waiting: str) -> HttpResponse:
    kept = kept_upload(request.actor, PAGE, waiting)
    cards = [row.values["card"] for row in preview_cards(bytes(kept.content), one).rows]
    made = import_cards(by=request.actor, at=request.at, edition=one, cards=cards)
    said = ngettext("%s standard card was added.", "%s standard cards were added.", len(made))
    messages.success(request, said % len(made))
    return redirect("desk:edition", one.pk)


def _page(request: StaffRequest, one: Edition, **context: Any) -> HttpResponse:
    return render(request, "desk/frameworks/import_cards.html", {"edition": one, **context})
