"""The moves of the desk, each with the form of what it must carry; publication, correction, contact details."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chuangcheng.desk.refusals import attempt
from chuangcheng.desk.reports.forms import (
    AcceptForm,
    AnswerForm,
    CodeForm,
    CorrectForm,
    DeclineForm,
    HoldForm,
    PublishForm,
    ReasonForm,
    TextForm,
)
from chuangcheng.kit.refused import NotFound, Refused
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.participation import actions, queries
from chuangcheng.participation.queries import Report

MOVES: dict[str, tuple[Any, Any]] = {
    "hold_report": (actions.hold_report, HoldForm),
    "release_report": (actions.release_report, HoldForm),
    "accept_report": (actions.accept_report, AcceptForm),
    "merge_report": (actions.merge_report, CodeForm),
    "decline_report": (actions.decline_report, DeclineForm),
    "reconsider_report": (actions.reconsider_report, TextForm),
    "publish_answer": (actions.publish_answer, AnswerForm),
    "settle_review": (actions.settle_review, TextForm),
    "reopen_report": (actions.reopen_report, TextForm),
}
Deed = Callable[[dict[str, Any]], object]


def move(request: StaffRequest, pk: int, move: str) -> HttpResponse:
    """One move with its form. What the table or the reader's grants do not allow does not exist."""
    report = queries.get_report_for(request.actor, pk)
    allowed = {one.verb.removeprefix("participation."): one for one in queries.possible_moves(request.actor, report)}
    if move not in MOVES or move not in allowed:
        raise NotFound("move")
    deed, kind = MOVES[move]
    start = {"into": request.GET.get("into", "")} if kind is CodeForm else {}
    form = kind(request.POST or None, report=report, **({"initial": start} if start else {}))
    heading = allowed[move].label

    def do(given: dict[str, Any]) -> object:
        if move == "merge_report":
            given = {"into": _other(request, given["into"])}
        elif move == "hold_report":
            given = {"reason": "by_hand"}
        return deed(by=request.actor, at=request.at, report=report, **given)

    return _asked(request, report, form, heading, do)


def _other(request: StaffRequest, code: str) -> Report:
    found = queries.reports_for(request.actor, "", code).first()
    if found is None:
        raise Refused("no_such_report", _("No report has this code."), field="into")
    return found


def _asked(request: StaffRequest, report: Report, form: forms.Form, heading: Any, do: Deed) -> HttpResponse:
    """Show the form, or do it and go back to the report."""
    if request.method == "POST" and (form.is_valid() or not form.fields):
        given = dict(form.cleaned_data) if form.fields else {}
        if attempt(form, lambda: (do(given), True)[1]):
            messages.success(request, _("Saved."))
            return redirect("desk:report", report.pk)
    return render(request, "desk/reports/move.html", {"report": report, "form": form, "heading": heading})


def publish(request: StaffRequest, pk: int) -> HttpResponse:
    """Let words and pictures through."""
    report = queries.get_report_for(request.actor, pk)
    form = PublishForm(request.POST or None, report=report)

    def do(given: dict[str, Any]) -> object:
        photos = list(given["photos"])
        return actions.publish_report(by=request.actor, at=request.at, report=report, text=given["text"], photos=photos)

    return _asked(request, report, form, gettext_lazy("Publish words and pictures"), do)


def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """Off the public pages."""
    report = queries.get_report_for(request.actor, pk)

    def do(given: dict[str, Any]) -> object:
        return actions.withdraw_report(by=request.actor, at=request.at, report=report, **given)

    form = ReasonForm(request.POST or None)
    return _asked(request, report, form, gettext_lazy("Take it off the public pages"), do)


def correct(request: StaffRequest, pk: int) -> HttpResponse:
    """Category and place as the desk understands them."""
    report = queries.get_report_for(request.actor, pk)
    form = CorrectForm(request.POST or None, initial={"category": report.category, "place": report.address_zh})

    def do(given: dict[str, Any]) -> object:
        is_new = given["place"] and given["place"] != report.address_zh
        place = queries.of_words(given["place"]) if is_new else None
        return actions.correct_report(
            by=request.actor, at=request.at, report=report, category=given["category"], place=place
        )

    return _asked(request, report, form, gettext_lazy("Correct category or place"), do)


def contact(request: StaffRequest, pk: int) -> HttpResponse:
    """The contact details, for a reason that stays in the record. Shown once, on this page alone."""
    report = queries.get_report_for(request.actor, pk)
    form = ReasonForm(request.POST or None)
    context: dict[str, Any] = {"report": report, "form": form, "heading": _("Look at the contact details")}
    if request.method == "POST" and form.is_valid():
        context["contact"] = actions.read_contact(
            by=request.actor, at=request.at, report=report, reason=form.cleaned_data["reason"]
        )
    answer = render(request, "desk/reports/move.html", context)
    answer["Cache-Control"] = "no-store"
    return answer
