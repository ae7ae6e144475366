"""The builder: forms in versions, their questions one by one, preview, publication."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from chuangcheng.desk.history import history
from chuangcheng.desk.refusals import attempt
from chuangcheng.desk.surveys.forms import ATTRIBUTE_LABELS, KIND_LABELS, NewForm, QuestionForm, initial_of
from chuangcheng.frameworks.queries import edition_in_force
from chuangcheng.kit.paging import page
from chuangcheng.kit.refused import NotFound, Refused
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.surveys import queries
from chuangcheng.surveys.actions import define_form, edit_form, publish_form
from chuangcheng.surveys.queries import Form, ShownQuestion
from chuangcheng.surveys.rules import faults_of
from chuangcheng.surveys.sentences import fault_sentence


def tab_items(current: str) -> list[dict[str, Any]]:
    """The two lists of this part."""
    tabs = (("desk:surveys", _("Surveys")), ("desk:survey_forms", _("Questionnaire forms")))
    return [{"label": label, "url": reverse(name), "active": name == current} for name, label in tabs]


@require_GET
def forms_page(request: StaffRequest) -> HttpResponse:
    """All versions of all forms, newest first."""
    rows = queries.forms(request.actor)
    context = {
        "page": page(rows, ["-id"], cursor=request.GET.get("cursor", ""), size=30),
        "may_define": request.actor.may_anywhere("surveys.define_form"),
        "tab_items": tab_items("desk:survey_forms"),
    }
    return render(request, "desk/surveys/forms.html", context)


def new_form(request: StaffRequest) -> HttpResponse:
    """Name, group and edition; the questions come next."""
    form = NewForm(request.POST or None, initial={"edition": edition_in_force("city", request.at)})
    if request.method == "POST" and form.is_valid():
        made = attempt(form, partial(define_form, by=request.actor, at=request.at, **form.cleaned_data))
        if made is not None:
            return redirect("desk:survey_form", made.pk)
    return render(request, "desk/surveys/new_form.html", {"form": form})


@require_GET
def form_page(request: StaffRequest, pk: int) -> HttpResponse:
    """A form with its questions and what is wrong with it."""
    found = queries.get_form_for(request.actor, pk)
    moves = {move.verb for move in queries.form_moves(request.actor, found)}
    questions = found.asked
    context = {
        "form": found,
        "questions": [_shown(one) for one in queries.shown(questions)],
        "may_edit": "surveys.edit_form" in moves,
        "may_publish": "surveys.publish_form" in moves,
        "may_define": found.state == "published" and request.actor.may_anywhere("surveys.define_form"),
        "faults": [fault_sentence(fault) for fault in faults_of(questions)] if moves else [],
        "history": history(found),
    }
    return render(request, "desk/surveys/form.html", context)


def _shown(one: ShownQuestion) -> dict[str, Any]:
    question = one.question
    return {
        "number": one.number,
        "question": question,
        "shown": one,
        "kind": KIND_LABELS[question.kind],
        "attribute": ATTRIBUTE_LABELS[question.attribute] if question.attribute else "",
    }


@require_GET
def preview(request: StaffRequest, pk: int) -> HttpResponse:
    """The form as a resident sees it."""
    found = queries.get_form_for(request.actor, pk)
    return render(request, "desk/surveys/preview.html", {"form": found, "questions": queries.shown(found.asked)})


def question(request: StaffRequest, pk: int, number: int) -> HttpResponse:
    """Question `number` of a draft changed; one behind the last is added."""
    found = queries.get_form_for(request.actor, pk)
    questions = list(found.asked)
    if found.state != "draft" or not 1 <= number <= len(questions) + 1:
        raise NotFound("question")
    known = questions[number - 1] if number <= len(questions) else None
    initial = initial_of(known) if known else {"code": f"Q{number}", "is_required": True}
    form = QuestionForm(request.POST or None, initial=initial, earlier=questions[: number - 1])
    if request.method == "POST" and form.is_valid():
        data = [one.as_data() for one in questions]
        data[number - 1 : number] = [form.data_of()]
        if _saved(request, found, data, form):
            more = "more" in request.POST
            return redirect("desk:survey_question", pk, number + 1) if more else redirect("desk:survey_form", pk)
    context = {"form": form, "survey_form": found, "number": number, "is_new": known is None}
    return render(request, "desk/surveys/question.html", context)


def _saved(request: StaffRequest, found: Form, data: list[dict[str, Any]], form: QuestionForm) -> bool:
    done = attempt(form, partial(edit_form, by=request.actor, at=request.at, form=found, questions=data))
    return done is not None


@require_POST
def rearrange(request: StaffRequest, pk: int, number: int, change: str) -> HttpResponse:
    """A question up, down or out."""
    found = queries.get_form_for(request.actor, pk)
    data = [one.as_data() for one in found.asked]
    if not 1 <= number <= len(data) or change not in ("up", "down", "remove"):
        raise NotFound("question")
    taken = data.pop(number - 1)
    if change != "remove":
        data.insert(max(0, number - 2) if change == "up" else number, taken)
    edit_form(by=request.actor, at=request.at, form=found, questions=data)
    return redirect("desk:survey_form", pk)


@require_POST
def publish(request: StaffRequest, pk: int) -> HttpResponse:
    """From now on the form does not change."""
    found = queries.get_form_for(request.actor, pk)
    try:
        publish_form(by=request.actor, at=request.at, form=found)
    except Refused as refused:
        if refused.status == 404:
            raise
        messages.error(request, str(refused.message))
    else:
        messages.success(request, _("The form is published. It does not change any more."))
    return redirect("desk:survey_form", pk)


@require_POST
def next_version(request: StaffRequest, pk: int) -> HttpResponse:
    """A draft with the questions of a published form."""
    found = queries.get_form_for(request.actor, pk)
    try:
        made = define_form(
            by=request.actor,
            at=request.at,
            code=found.code,
            name_zh=found.name_zh,
            name_en=found.name_en,
            group=found.group,
            edition=found.edition,
        )
    except Refused as refused:
        if refused.status == 404:
            raise
        messages.error(request, str(refused.message))
        return redirect("desk:survey_form", pk)
    return redirect("desk:survey_form", made.pk)
