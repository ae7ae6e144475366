"""Writing an instruction, replying, judging the reply: each with the form of what it must carry."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from chuangcheng.cases import actions, queries
from chuangcheng.cases.queries import Instruction
from chuangcheng.desk.cases.evidence import stored
from chuangcheng.desk.instructions.forms import AcceptForm, AnswerForm, IssueForm, ReasonForm, ReturnForm
from chuangcheng.desk.refusals import attempt
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest

MOVES: dict[str, tuple[Any, type[forms.Form]]] = {
    "answer_instruction": (actions.answer_instruction, AnswerForm),
    "accept_reply": (actions.accept_reply, AcceptForm),
    "return_reply": (actions.return_reply, ReturnForm),
    "withdraw_instruction": (actions.withdraw_instruction, ReasonForm),
}


def new_instruction(request: StaffRequest, pk: int) -> HttpResponse:
    """Ask the unit in charge of a case in writing; what it has said already stands beside the form."""
    case = queries.get_case_for(request.actor, pk)
    request.actor.must("cases.issue_instruction", unit_path=case.unit_path, area_path=case.area_path)
    form = IssueForm(request.POST or None, actor=request.actor, at=request.at)
    if request.method == "POST" and form.is_valid():
        made = attempt(
            form,
            lambda: actions.issue_instruction(by=request.actor, at=request.at, case=case, **form.arguments()),
        )
        if made is not None:
            messages.success(request, _("The unit owes a reply by its deadline."))
            return redirect("desk:instruction", made.pk)
    said = [one for one in queries.dossier(request.actor, case).submissions if one.verdict != "returned"]
    context = {"case": case, "form": form, "said": said[-1] if said else None, "before": queries.instructions_on(case)}
    return render(request, "desk/instructions/new.html", context)


def move(request: StaffRequest, pk: int, move: str) -> HttpResponse:
    """One move with its form. What the table or the reader's grants do not allow does not exist."""
    found = queries.get_instruction_for(request.actor, pk)
    allowed = {one.verb.removeprefix("cases."): one for one in queries.instruction_moves(request.actor, found)}
    if move not in MOVES or move not in allowed:
        raise NotFound("move")
    deed, kind = MOVES[move]
    is_answer = move == "answer_instruction"
    held = queries.held_submission(found) if is_answer else None
    if request.method == "POST" and is_answer and held and request.POST.get("from_record"):
        actions.answer_instruction(by=request.actor, at=request.at, instruction=found, submission=held)
        messages.success(request, _("Answered with what the system held already."))
        return redirect("desk:instruction", pk)
    form = kind(*((request.POST, request.FILES) if request.method == "POST" else ()))
    if request.method == "POST" and form.is_valid() and attempt(form, lambda: _done(request, deed, found, form)):
        messages.success(request, _("Saved."))
        return redirect("desk:instruction", pk)
    context = {"instruction": found, "case": found.case, "form": form, "heading": allowed[move].label, "held": held}
    return render(request, "desk/instructions/move.html", context)


def _done(request: StaffRequest, deed: Any, found: Instruction, form: forms.Form) -> bool:
    given = dict(form.cleaned_data)
    if "evidence" in given:
        given["files"] = stored(request, given.pop("evidence") or [])
    deed(by=request.actor, at=request.at, instruction=found, **given)
    return True
