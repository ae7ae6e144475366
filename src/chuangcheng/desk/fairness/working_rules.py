"""The commission's working rules: the list, one document with who acknowledged it, and the acts on it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from chuangcheng.desk.cases.evidence import stored
from chuangcheng.desk.history import history
from chuangcheng.desk.refusals import attempt
from chuangcheng.desk.results.months import tabs
from chuangcheng.duties import actions, queries
from chuangcheng.evidence.queries import file_response
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest


class IssueForm(forms.Form):
    """A document as text, as a file, or both."""

    code = forms.CharField(
        label=gettext_lazy("Code"), max_length=40, help_text=gettext_lazy("The same code makes the next version.")
    )
    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    text = forms.CharField(
        label=gettext_lazy("Text"), required=False, max_length=20000, widget=forms.Textarea(attrs={"rows": 12})
    )
    document = forms.FileField(
        label=gettext_lazy("File"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "application/pdf,image/jpeg,image/png"}),
    )
    acknowledge_by = forms.DateField(
        label=gettext_lazy("Units acknowledge it by"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=gettext_lazy("Reason"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


@require_GET
def working_rules(request: StaffRequest) -> HttpResponse:
    """What is in force, with how many units have acknowledged it."""
    owed = {rules.pk for rules, _unit in queries.rules_owed_by(request.actor)}
    total = queries.member_count()
    rows = [
        {"rules": one, "is_owed": one.pk in owed, "total": total} for one in queries.working_rules_for(request.actor)
    ]
    context = {
        "rows": rows,
        "tabs": tabs(request, "desk:working_rules"),
        "may_issue": request.actor.may_anywhere("duties.issue_working_rules"),
    }
    return render(request, "desk/fairness/working_rules.html", context)


@require_GET
def page(request: StaffRequest, pk: int) -> HttpResponse:
    """One version: text, file, who acknowledged it, who owes it."""
    found = queries.get_working_rules_for(request.actor, pk)
    mine = [unit for rules, unit in queries.rules_owed_by(request.actor) if rules.pk == pk]
    is_office = request.actor.may_anywhere("duties.remind_working_rules")
    in_force = queries.is_in_force(found)
    context = {
        "rules": found,
        "is_in_force": in_force,
        "mine": mine,
        "acknowledgements": queries.acknowledgements_of(found),
        "owing": queries.units_owing(found),
        "versions": queries.versions_of_rules(found),
        "may_remind": is_office and in_force,
        "may_withdraw": in_force and request.actor.may_anywhere("duties.withdraw_working_rules"),
        "history": history(found, limit=30),
    }
    return render(request, "desk/fairness/working_rules_page.html", context)


@require_GET
def document(request: StaffRequest, pk: int) -> FileResponse:
    """The file of a version."""
    found = queries.get_working_rules_for(request.actor, pk)
    if found.file is None:
        raise NotFound("file")
    return file_response(found.file, "shown" if found.file.is_image else "original")


def issue(request: StaffRequest) -> HttpResponse:
    """A new document, or the next version of one."""
    request.actor.must("duties.issue_working_rules")
    form = IssueForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid() and (made := attempt(form, lambda: _issue(request, form))):
        messages.success(request, _("Issued. Every member unit is told and acknowledges it."))
        return redirect("desk:working_rules_page", made.pk)
    return render(request, "desk/fairness/issue.html", {"form": form})


def _issue(request: StaffRequest, form: IssueForm) -> Any:
    given = dict(form.cleaned_data)
    upload = given.pop("document")
    file = stored(request, [upload])[0] if upload else None
    return actions.issue_working_rules(by=request.actor, at=request.at, file=file, **given)


@require_POST
def acknowledge(request: StaffRequest, pk: int) -> HttpResponse:
    """For every unit of the reader that owes it: a person has mostly one."""
    found = queries.get_working_rules_for(request.actor, pk)
    mine = [unit for rules, unit in queries.rules_owed_by(request.actor) if rules.pk == pk]
    if not mine:
        raise NotFound("working rules")
    for unit in mine:
        actions.acknowledge_working_rules(by=request.actor, at=request.at, rules=found, unit=unit)
    messages.success(request, _("Acknowledged for your unit."))
    return redirect("desk:working_rules_page", pk)


@require_POST
def remind(request: StaffRequest, pk: int) -> HttpResponse:
    """Tell the units that owe it."""
    found = queries.get_working_rules_for(request.actor, pk)
    count = actions.remind_working_rules(by=request.actor, at=request.at, rules=found)
    messages.success(request, _("%d units are reminded.") % count)
    return redirect("desk:working_rules_page", pk)


def withdraw(request: StaffRequest, pk: int) -> HttpResponse:
    """No longer in force, and why."""
    found = queries.get_working_rules_for(request.actor, pk)
    request.actor.must("duties.withdraw_working_rules")
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        if attempt(form, lambda: actions.withdraw_working_rules(by=request.actor, at=request.at, rules=found, **given)):
            messages.success(request, _("Withdrawn."))
            return redirect("desk:working_rules_page", pk)
    context = {"form": form, "rules": found, "cancel_url": reverse("desk:working_rules_page", args=[pk])}
    return render(request, "desk/fairness/withdraw.html", context)
