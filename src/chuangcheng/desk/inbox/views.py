"""Messages of one's posts, and complaints about the software."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from chuangcheng.cases.queries import Case, cases_by_id_for
from chuangcheng.desk.inbox.forms import AnswerForm, ComplaintForm
from chuangcheng.journal.queries import line
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.notices import actions, queries

CASE = "cases.case"


def inbox(request: StaffRequest) -> HttpResponse:
    """Newest first; one button marks all as read."""
    if request.method == "POST":
        actions.mark_messages_read(by=request.actor, at=request.at, everything=True)
        return redirect("desk:inbox")
    found = page(queries.inbox(request.actor), ["-id"], cursor=request.GET.get("cursor", ""))
    about = _cases(request.actor, found.rows)
    rows = [
        {
            "message": message,
            "line": line(message.entry),
            "case": about.get(message.entry.subject_id or 0) if message.entry.subject_type == CASE else None,
        }
        for message in found.rows
    ]
    return render(request, "desk/inbox/inbox.html", {"rows": rows, "page": found})


def _cases(actor: Actor, found: Sequence[queries.Message]) -> dict[int, Case]:
    """The cases that the messages are about, as far as the reader may see them: one query."""
    ids = {message.entry.subject_id for message in found if message.entry.subject_type == CASE}
    return {case.pk: case for case in cases_by_id_for(actor, filter(None, ids))} if ids else {}


@require_GET
def open_message(request: StaffRequest, pk: int) -> HttpResponse:
    """Mark one message as read and go to what it is about."""
    message = queries.inbox(request.actor).filter(pk=pk).first()
    if message is None:
        raise NotFound("message")
    actions.mark_messages_read(by=request.actor, at=request.at, messages=[pk])
    return redirect(line(message.entry).url or "desk:inbox")


@require_GET
def complaints(request: StaffRequest) -> HttpResponse:
    """Everybody's for the office, one's own for the rest."""
    found = page(queries.complaints(request.actor), ["-id"], cursor=request.GET.get("cursor", ""))
    return render(request, "desk/inbox/complaints.html", {"page": found})


def new_complaint(request: StaffRequest) -> HttpResponse:
    """Every staff page leads here, with its own address."""
    form = ComplaintForm(request.POST or None, initial={"page": request.GET.get("page", "")})
    if request.method == "POST" and form.is_valid():
        text, where = form.cleaned_data["text"], form.cleaned_data["page"]
        filed = actions.file_complaint(by=request.actor, at=request.at, text=text, page=where)
        messages.success(request, _("Thank you. The campaign office reads and answers it."))
        return redirect("desk:complaint", filed.pk)
    return render(request, "desk/inbox/new_complaint.html", {"form": form})


def complaint(request: StaffRequest, pk: int) -> HttpResponse:
    """One complaint with its answer; who may answer finds the form beneath."""
    found = queries.get_complaint_for(request.actor, pk)
    may_answer = request.actor.may_anywhere("notices.answer_complaint")
    form = AnswerForm(request.POST or None, initial={"answer": found.answer}) if may_answer else None
    if request.method == "POST" and form is not None and form.is_valid():
        answer = form.cleaned_data["answer"]
        actions.answer_complaint(by=request.actor, at=request.at, complaint=found, answer=answer)
        messages.success(request, _("Answered."))
        return redirect("desk:complaint", pk)
    return render(request, "desk/inbox/complaint.html", {"complaint": found, "form": form})
