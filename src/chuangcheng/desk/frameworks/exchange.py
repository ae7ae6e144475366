"""Spreadsheets in and out, and what differs between two editions."""

import io
import zipfile
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.accounts.actions import keep_upload
from chuangcheng.accounts.queries import kept_upload
from chuangcheng.desk.frameworks.differing import diff_rows
from chuangcheng.desk.frameworks.forms import ImportForm
from chuangcheng.desk.refusals import attempt
from chuangcheng.frameworks import queries
from chuangcheng.frameworks.actions import import_edition
from chuangcheng.frameworks.queries import Edition
from chuangcheng.frameworks.rules import difference
from chuangcheng.frameworks.spreadsheet import ImportPreview, preview_import, sheets_of
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.kit.spreadsheets import download

PAGE = "desk:import_edition"
MOST_SHOWN = 300
MOST_BYTES = 20 * 1024 * 1024
Files = list[tuple[str, bytes]]


def import_edition_page(request: StaffRequest) -> HttpResponse:
    """Choose files, look at what would change, take it over."""
    if request.method != "POST":
        return _page(request, ImportForm(initial={"year": request.at.year, **_suggested(request)}))
    waiting = request.POST.get("upload", "")
    form = ImportForm(request.POST, request.FILES or None)
    if waiting:
        del form.fields["files"]
    if not form.is_valid():
        return _page(request, form)
    try:
        return _taken_over(request, form, waiting) if waiting else _previewed(request, form)
    except Refused as refused:
        if refused.status == 404:
            raise
        form.add_error(refused.field if refused.field in form.fields else None, str(refused.message))
        return _page(request, form)


def _suggested(request: StaffRequest) -> dict[str, Any]:
    """A draft that is to be imported anew brings its own title page along."""
    code = request.GET.get("code", "")
    one = Edition.objects.filter(code=code).first() if code else None
    if one is None:
        return {}
    names = ("kind", "code", "name_zh", "name_en", "year", "total_points", "source_note", "is_reconstructed")
    return {name: getattr(one, name) for name in names}


def _page(request: StaffRequest, form: ImportForm, **context: Any) -> HttpResponse:
    return render(request, "desk/frameworks/import_edition.html", {"form": form, **context})


def _previewed(request: StaffRequest, form: ImportForm) -> HttpResponse:
    files: Files = [(file.name, file.read()) for file in form.cleaned_data["files"]]
    if sum(len(content) for _name, content in files) > MOST_BYTES:
        raise Refused("file_too_large", _("The files are larger than 20 MB; split them."), field="files")
    found = preview_import(files, code=form.cleaned_data["code"], kind=form.cleaned_data["kind"])
    kept = keep_upload(by=request.actor, at=request.at, page=PAGE, filename=_names(files), content=_packed(files))
    return _page(request, form, **_shown(found), upload=kept, files=[name for name, _content in files])


def _taken_over(request: StaffRequest, form: ImportForm, waiting: str) -> HttpResponse:
    kept = kept_upload(request.actor, PAGE, waiting)
    given = form.cleaned_data
    found = preview_import(_unpacked(bytes(kept.content)), code=given["code"], kind=given["kind"])
    deed = partial(import_edition, by=request.actor, at=request.at, content=found.preview.content, **given)
    made = attempt(form, deed)
    if made is None:
        return _page(request, form, **_shown(found), upload=kept)
    if found.preview.same:
        messages.info(
            request, _("Edition %(code)s says exactly this already: nothing was written.") % {"code": made.code}
        )
    else:
        messages.success(request, _("The draft %(code)s was imported.") % {"code": made.code})
    return redirect("desk:edition", made.pk)


def _names(files: Files) -> str:
    return "、".join(name for name, _content in files)


def _packed(files: Files) -> bytes:
    """Several files wait as one."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, content) in enumerate(files):
            archive.writestr(f"{number}/{name}", content)
    return buffer.getvalue()


def _unpacked(packed: bytes) -> Files:
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return [(name.split("/", 1)[1], archive.read(name)) for name in archive.namelist()]


def _shown(found: ImportPreview) -> dict[str, Any]:
    """The preview as the component takes it; of very long lists the first rows."""
    changes = found.preview.difference
    counted = {f"{kind}_count": changes.count(kind) for kind in ("added", "changed", "removed")}
    rows = list(diff_rows(changes))
    return {
        "preview": {
            **counted,
            "refused_count": len({(error.sheet, error.row) for error in found.errors}),
            "errors": found.errors,
            "rows": rows[:MOST_SHOWN],
        },
        "left_out": max(0, len(rows) - MOST_SHOWN),
        "same": found.preview.same,
        "draft": found.preview.draft,
        "aside": found.aside,
        "passed_over": found.passed_over,
    }


@require_GET
def export_edition(request: StaffRequest, pk: int) -> HttpResponseBase:
    """The three tables as one workbook, or one of them as CSV; what comes out can be imported unchanged."""
    one = queries.edition_by_pk(pk)
    chinese = not (get_language() or "zh").startswith("en")
    sheets = sheets_of(queries.content_of(one), chinese=chinese)
    if request.GET.get("kind") == "csv":
        number = {"site_types": 1, "check_points": 2}.get(request.GET.get("table", ""), 0)
        return download(f"{one.code}-{sheets[number].name}", [sheets[number]], kind="csv")
    return download(f"{one.code} {one.name}", sheets)


@require_GET
def edition_difference(request: StaffRequest, pk: int) -> HttpResponse:
    """What leads from another edition (`from`) to this one; without a choice, from the one it was copied from."""
    one = queries.edition_by_pk(pk)
    others = list(queries.editions().filter(kind=one.kind).exclude(pk=one.pk)[:50])
    chosen = request.GET.get("from", "")
    wanted = int(chosen) if chosen.isdecimal() else one.copied_from_id
    other = next((each for each in others if each.pk == wanted), others[0] if others else None)
    context: dict[str, Any] = {"edition": one, "others": others, "other": other}
    if other is not None:
        found = difference(queries.content_of(other), queries.content_of(one))
        context["counts"] = {kind: found.count(kind) for kind in ("added", "changed", "removed")}
        context["rows"] = list(diff_rows(found))
    return render(request, "desk/frameworks/difference.html", context)
