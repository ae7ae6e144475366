"""What the office sets: blocks with reasons, themed calls, columns of the hotline's files."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from chuangcheng.desk.refusals import attempt
from chuangcheng.desk.reports.forms import BlockForm, CallForm, ReasonForm
from chuangcheng.desk.reports.listing import tabs
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.participation import actions, queries
from chuangcheng.participation.queries.hotline import FIELDS


def blocks(request: StaffRequest) -> HttpResponse:
    """What is held for a look, and why."""
    form = BlockForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: actions.block(by=request.actor, at=request.at, **form.cleaned_data))
        if made is not None:
            messages.success(request, _("Saved."))
            return redirect("desk:report_blocks")
    found = page(queries.Block.objects.select_related("made_by"), ["-made_at"], cursor=request.GET.get("cursor", ""))
    context = {"form": form, "page": found, "tabs": tabs(request, "desk:report_blocks")}
    return render(request, "desk/reports/blocks.html", context)


def lift(request: StaffRequest, pk: int) -> HttpResponse:
    """End a block."""
    found = queries.blocks().filter(pk=pk, lifted_at=None).first()
    if found is None:
        raise NotFound("block")
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        if attempt(form, lambda: actions.lift_block(by=request.actor, at=request.at, block=found, reason=reason)):
            return redirect("desk:report_blocks")
    return render(request, "desk/reports/move.html", {"form": form, "heading": _("Lift the block"), "block": found})


def calls(request: StaffRequest) -> HttpResponse:
    """What the city asks for."""
    form = CallForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = attempt(form, lambda: actions.open_call(by=request.actor, at=request.at, **form.cleaned_data))
        if made is not None:
            messages.success(request, _("Saved."))
            return redirect("desk:report_calls")
    found = page(queries.calls(), ["-starts_on"], cursor=request.GET.get("cursor", ""))
    return render(
        request, "desk/reports/calls.html", {"form": form, "page": found, "tabs": tabs(request, "desk:report_calls")}
    )


def columns(request: StaffRequest) -> HttpResponse:
    """How the hotline names its columns: one line for each field, blank where its file has none."""
    own = {one.field: one for one in queries.order_columns()}
    rows = [{"field": name, "label": label, "own": own.get(name)} for name, label in FIELDS.items()]
    if request.method == "POST":
        given = [
            (name, request.POST.get(f"title-{name}", "").strip()[:60], bool(request.POST.get(f"back-{name}")))
            for name in FIELDS
        ]
        actions.set_order_columns(by=request.actor, at=request.at, columns=[one for one in given if one[1]])
        messages.success(request, _("Saved."))
        return redirect("desk:report_orders")
    return render(request, "desk/reports/columns.html", {"rows": rows})
