"""A form as a workbook: out, and in again with every fault named before anything is changed."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.desk.refusals import attempt
from chuangcheng.desk.surveys.forms import FileForm
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.kit.spreadsheets import download
from chuangcheng.surveys import queries
from chuangcheng.surveys.actions import edit_form
from chuangcheng.surveys.spreadsheet import form_sheets, read_form_file


@require_GET
def export(request: StaffRequest, pk: int) -> HttpResponseBase:
    """Both sheets of the form."""
    found = queries.get_form_for(request.actor, pk)
    return download(f"{found.code}-v{found.version}", form_sheets(found.asked))


def import_form(request: StaffRequest, pk: int) -> HttpResponse:
    """All questions of a draft replaced by those of a file without faults."""
    found = queries.get_form_for(request.actor, pk)
    if found.state != "draft":
        raise NotFound("form")
    form, read = FileForm(request.POST or None, request.FILES or None), None
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        read = attempt(form, lambda: read_form_file(upload.read(), upload.name or ""))
        if read is not None and not read.errors:
            edit_form(by=request.actor, at=request.at, form=found, questions=read.questions)
            messages.success(request, _("%(count)s questions were taken over.") % {"count": len(read.questions)})
            return redirect("desk:survey_form", pk)
    context = {"form": form, "survey_form": found, "errors": read.errors if read else []}
    return render(request, "desk/surveys/import_form.html", context)
