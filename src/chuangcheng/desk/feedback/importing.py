"""A feedback is taken in: upload, look at what each row would become, take it over."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from chuangcheng.accounts.actions import keep_upload
from chuangcheng.accounts.queries import kept_upload
from chuangcheng.desk.feedback.forms import FeedbackForm
from chuangcheng.desk.refusals import attempt
from chuangcheng.kit.refused import Refused
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.plans import spreadsheet
from chuangcheng.plans.actions import import_feedback

PAGE = "desk:feedback_import"
ABOUT = ("code", "name_zh", "level", "year", "received_on")


def import_page(request: StaffRequest) -> HttpResponse:
    """The particulars travel with the kept file, so that what was looked at is what is taken over."""
    today = timezone.localdate(request.at)
    context: dict[str, Any] = {"columns": spreadsheet.FEEDBACK_COLUMNS}
    if request.method != "POST":
        form = FeedbackForm(initial={"received_on": today, "year": today.year - 1})
        return render(request, "desk/feedback/import.html", {**context, "form": form})
    form = FeedbackForm(request.POST, request.FILES or None)
    if "upload" in request.POST:
        form.fields["file"].required = False
        return _taken_over(request, form, context)
    return render(request, "desk/feedback/import.html", {**context, "form": form, **_looked_at(request, form)})


def _looked_at(request: StaffRequest, form: FeedbackForm) -> dict[str, Any]:
    if not form.is_valid():
        return {}
    given = form.cleaned_data
    content = given["file"].read()
    try:
        found = spreadsheet.preview_feedback(given["file"].name, content, given["code"], given["received_on"])
    except Refused as refused:
        form.add_error("file", str(refused.message))
        return {}
    kept = keep_upload(by=request.actor, at=request.at, page=PAGE, filename=given["file"].name, content=content)
    hidden = [(name, given[name].isoformat() if isinstance(given[name], date) else given[name]) for name in ABOUT]
    return {"preview": found, "upload": kept, "hidden": hidden, "entries": [_entry(row) for row in found.rows[:200]]}


def _entry(planned: Any) -> Any:
    return planned.values["row"]


def _taken_over(request: StaffRequest, form: FeedbackForm, context: dict[str, Any]) -> HttpResponse:
    if form.is_valid():
        about = {name: form.cleaned_data[name] for name in ABOUT}
        kept = kept_upload(request.actor, PAGE, request.POST["upload"])
        content = bytes(kept.content)
        found = spreadsheet.preview_feedback(kept.filename, content, about["code"], about["received_on"])
        rows = [_entry(row) for row in found.rows]
        made = attempt(form, lambda: import_feedback(by=request.actor, at=request.at, rows=rows, **about))
        if made is not None:
            messages.success(request, _("%(count)s shortfalls are in the register.") % {"count": len(rows)})
            return redirect("desk:feedback", made.pk)
    return render(request, "desk/feedback/import.html", {**context, "form": form})
