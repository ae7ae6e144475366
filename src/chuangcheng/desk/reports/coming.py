"""What comes in otherwise: calls and visits taken down, files of the hotline in and out."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from chuangcheng.desk.cases.evidence import stored
from chuangcheng.desk.refusals import attempt
from chuangcheng.desk.reports.forms import FileForm, IntakeForm
from chuangcheng.desk.reports.listing import tabs
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.kit.spreadsheets import Writable, download
from chuangcheng.participation import actions, queries
from chuangcheng.participation.actions import Said
from chuangcheng.participation.queries import Report
from chuangcheng.participation.queries.hotline import FIELDS
from chuangcheng.participation.spreadsheet import back_rows, read_orders


def take_in(request: StaffRequest) -> HttpResponse:
    """The same form for whoever telephones or comes."""
    form = IntakeForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: _taken_in(request, form.cleaned_data))
        if made is not None:
            messages.success(
                request, _("Report %(code)s is taken in. Tell the code to whoever asked.") % {"code": made.shown_code}
            )
            return redirect("desk:report", made.pk)
    return render(request, "desk/reports/new.html", {"form": form})


def _taken_in(request: StaffRequest, given: dict[str, Any]) -> Report:
    files = stored(request, given["photos"] or [])
    place = queries.of_words(given["address"])
    said = Said(given["description"], place, given["category"], phone=given["phone"])
    return actions.take_in_report(by=request.actor, at=request.at, said=said, channel=given["channel"], files=files)


def orders(request: StaffRequest) -> HttpResponse:
    """A file in: what can be taken is taken, and every other row is named with its fault."""
    form = FileForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form, "tabs": tabs(request, "desk:report_orders")}
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        read = attempt(form, lambda: read_orders(upload.read(), upload.name))
        if read is not None:
            context["read"] = read
            if read.rows:
                context["count"] = actions.import_orders(
                    by=request.actor, at=request.at, rows=read.rows, file=upload.name
                )
    context["waiting"] = queries.count_of_news()
    context["columns"] = [(FIELDS[one.field], one) for one in queries.order_columns()]
    context["may_set"] = request.actor.may_anywhere("participation.set_order_columns")
    return render(request, "desk/reports/orders.html", context)


@require_POST
def orders_back(request: StaffRequest) -> HttpResponseBase:
    """The file with the status of each order whose status has changed; what it holds counts as told."""
    kind = "csv" if request.POST.get("format") == "csv" else "xlsx"
    found = queries.orders_back(only_news="all" not in request.POST)
    titles, rows = back_rows(found)
    actions.hand_back_orders(by=request.actor, at=request.at, orders=found)
    return download("hotline-orders", [Writable("工单", titles, rows)], kind=kind)
