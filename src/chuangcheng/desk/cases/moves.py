"""One page for every move of the table: its form, its action, what it says afterwards."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chuangcheng.cases import actions, queries
from chuangcheng.desk.cases import forms
from chuangcheng.desk.cases.evidence import stored
from chuangcheng.desk.refusals import attempt
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest


@dataclass(frozen=True, slots=True)
class Page:
    """How a move is asked for. `needs_candidates`: its form offers the responsible units."""

    form: type[forms.MoveForm]
    action: Callable[..., Any]
    needs_candidates: bool = False
    is_grave: bool = False
    explanation: Any = ""


PAGES: dict[str, Page] = {
    "dispatch_case": Page(
        forms.DispatchForm,
        actions.dispatch_case,
        needs_candidates=True,
        explanation=gettext_lazy("The clock of the unit starts now. Until it accepts, you can take the case back."),
    ),
    "classify_case": Page(forms.ClassifyForm, actions.classify_case),
    "split_case": Page(
        forms.SplitForm,
        actions.split_case,
        explanation=gettext_lazy("Each unit gets a part with its own clock. The whole closes with the last part."),
    ),
    "merge_case": Page(
        forms.MergeForm,
        actions.merge_case,
        explanation=gettext_lazy("This case ends and points at the other one; its photos stay with it."),
    ),
    "refuse_case": Page(forms.ReasonForm, actions.refuse_case, is_grave=True),
    "accept_case": Page(
        forms.PlainForm,
        actions.accept_case,
        explanation=gettext_lazy("From now on the case is your unit's; it can no longer be disputed."),
    ),
    "dispute_case": Page(
        forms.DisputeForm,
        actions.dispute_case,
        explanation=gettext_lazy(
            "The clock stands still until the office decides. If the case stays with you, that time counts."
        ),
    ),
    "take_back_case": Page(forms.ReasonForm, actions.take_back_case),
    "uphold_dispute": Page(
        forms.UpholdForm,
        actions.uphold_dispute,
        explanation=gettext_lazy("The case goes to the other unit, whose clock starts now."),
    ),
    "reject_dispute": Page(
        forms.ReasonForm,
        actions.reject_dispute,
        explanation=gettext_lazy("The case stays where it is, and the time of the dispute counts."),
    ),
    "submit_case": Page(
        forms.SubmitForm,
        actions.submit_case,
        explanation=gettext_lazy("Somebody from outside your unit will verify it; meanwhile the clock stands still."),
    ),
    "ask_extension": Page(
        forms.AskForm,
        actions.ask_extension,
        explanation=gettext_lazy("The clock runs on until the office has granted it."),
    ),
    "grant_extension": Page(forms.GrantForm, actions.grant_extension),
    "deny_extension": Page(forms.ReasonForm, actions.deny_extension),
    "hold_case": Page(
        forms.HoldForm,
        actions.hold_case,
        explanation=gettext_lazy(
            "The clock stands still. The case is out of the on-time rate, but stays in the open list of holds."
        ),
    ),
    "renew_hold": Page(forms.RenewForm, actions.renew_hold),
    "resume_case": Page(
        forms.ResumeForm,
        actions.resume_case,
        explanation=gettext_lazy("The clock goes on where it stood."),
    ),
    "close_case": Page(
        forms.CloseForm,
        actions.close_case,
        explanation=gettext_lazy("You confirm that it is put right at the place itself, not only in the pictures."),
    ),
    "return_case": Page(
        forms.ReturnForm,
        actions.return_case,
        explanation=gettext_lazy("The clock goes on; the time of verification is given back."),
    ),
    "return_correction": Page(forms.ReasonForm, actions.return_correction),
    "reopen_case": Page(
        forms.ReasonForm,
        actions.reopen_case,
        explanation=gettext_lazy("The case waits for dispatch again and gets a new clock."),
    ),
    "note_case": Page(forms.NoteForm, actions.note_case),
}
TITLES = {"note_case": gettext_lazy("Remark")}


def move(request: StaffRequest, pk: int, verb: str) -> HttpResponse:
    """The form of one move; a refusal comes back as an error of the field it names."""
    case = queries.get_case_for(request.actor, pk)
    page, full = PAGES.get(verb), f"cases.{verb}"
    if page is None or not request.actor.may(full, unit_path=case.unit_path, area_path=case.area_path):
        raise NotFound("move")
    row = queries.move_of(full, case.state)
    if row is None and verb != "note_case":
        messages.error(request, _("This cannot be done while the case is “%s”.") % case.get_state_display())
        return redirect("desk:case", pk)
    candidates = queries.candidates(case, request.at) if page.needs_candidates else []
    posted = (request.POST, request.FILES) if request.method == "POST" else ()
    form = page.form(*posted, case=case, actor=request.actor, candidates=candidates)
    if request.method == "POST" and form.is_valid() and _made(request, case, page, form):
        messages.success(request, _("Done."))
        return redirect("desk:case", pk)
    title = row.label if row else TITLES[verb]
    context = {"case": case, "form": form, "page": page, "title": title, "candidates": candidates, "verb": verb}
    return render(request, "desk/cases/move.html", context)


def _made(request: StaffRequest, case: queries.Case, page: Page, form: forms.MoveForm) -> bool:
    """Whether the action went through; what it refuses becomes an error of the form."""
    return attempt(form, lambda: _make(request, case, page, form)) is not None


def _make(request: StaffRequest, case: queries.Case, page: Page, form: forms.MoveForm) -> bool:
    given = form.arguments()
    if "photos" in given:
        given["photos"] = stored(request, given["photos"])
    page.action(by=request.actor, at=request.at, case=case, **given)
    return True
