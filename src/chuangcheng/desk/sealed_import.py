"""A sheet that names people: looked at row by row, sealed while it waits for the yes, then taken over."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chuangcheng.accounts.actions import keep_upload
from chuangcheng.accounts.queries import kept_upload
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.kit.sealed import open_value, seal_value
from chuangcheng.kit.spreadsheets import Column, Preview

PURPOSE = "desk.sealed_import"
MOST_SHOWN = 300


class SheetForm(forms.Form):
    """A sheet."""

    file = forms.FileField(label=gettext_lazy("File (XLSX or CSV)"))


@dataclass(frozen=True, slots=True)
class Import:
    """One import: its addresses and columns, how a sheet is read, and the action that takes it over."""

    heading: Any
    page: str
    back: str
    back_label: Any
    pattern: str
    columns: tuple[Column, ...]
    preview: Callable[[Actor, datetime, str, bytes], Preview]
    take_over: Callable[[Actor, datetime, Preview], int]


def import_page(request: StaffRequest, one: Import) -> HttpResponse:
    """Upload, look at what would change and what is wrong in which row, take it over."""
    context: dict[str, Any] = {"form": SheetForm(), "one": one}
    if request.method == "POST" and "upload" in request.POST:
        kept = kept_upload(request.actor, one.page, request.POST["upload"])
        content = open_value(bytes(kept.content).decode(), PURPOSE)
        found = one.preview(request.actor, request.at, kept.filename, content)
        count = one.take_over(request.actor, request.at, found)
        messages.success(request, _("%(count)s rows were taken over.") % {"count": count})
        return redirect(one.back)
    if request.method == "POST":
        context |= _looked_at(request, one, SheetForm(request.POST, request.FILES))
    return render(request, "desk/sealed_import.html", context)


def _looked_at(request: StaffRequest, one: Import, form: SheetForm) -> dict[str, Any]:
    if not form.is_valid():
        return {"form": form}
    file = form.cleaned_data["file"]
    content = file.read()
    try:
        found = one.preview(request.actor, request.at, file.name, content)
    except Refused as refused:
        form.add_error("file", str(refused.message))
        return {"form": form}
    sealed = seal_value(content, PURPOSE).encode()
    kept = keep_upload(by=request.actor, at=request.at, page=one.page, filename=file.name, content=sealed)
    rows = [
        {"kind": row.kind, "code": row.code, "label": row.label, "changes": row.changes}
        for row in found.rows[:MOST_SHOWN]
    ]
    counts = {name: getattr(found, name) for name in ("added_count", "changed_count", "removed_count", "refused_count")}
    return {"form": form, "upload": kept, "preview": {**counts, "errors": found.errors[:MOST_SHOWN], "rows": rows}}
