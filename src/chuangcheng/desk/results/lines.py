"""One unit's result with its versions, and the rows behind one line, with the way to object to some of them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from chuangcheng.cases.queries import cases_by_id_for
from chuangcheng.desk.history import history
from chuangcheng.desk.refusals import attempt
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.proceedings.actions import propose_proceeding
from chuangcheng.scoring import results

PER_PAGE = 50


class ObjectionForm(forms.Form):
    """Which rows do not belong here, and why."""

    rows = forms.MultipleChoiceField(
        label=gettext_lazy("Rows that do not belong here"), widget=forms.CheckboxSelectMultiple
    )
    text = forms.CharField(label=gettext_lazy("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, behind: list[results.Behind], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["rows"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(one.row.key, _named(one)) for one in behind]


def _named(one: results.Behind) -> str:
    words = f"{one.case.number} {one.case.description[:40]}" if one.case else one.row.key
    return f"{words} · {one.says}" if one.says else words


@require_GET
def result(request: StaffRequest, pk: int) -> HttpResponse:
    """Each line with its points and rows; older versions; objections and what was decided."""
    found = results.get_result_for(request.actor, pk)
    lines = list(found.lines.all())
    context = {
        "result": found,
        "month": found.month,
        "lines": [{"line": line, "label": results.LABELS[line.code]} for line in lines],
        "versions": results.versions_of(found),
        "objections": results.objections_to(found),
        "is_sound": results.is_sound(found),
        "history": history(found, limit=20),
    }
    return render(request, "desk/results/result.html", context)


def line(request: StaffRequest, pk: int) -> HttpResponse:
    """The rows behind one line; the unit's own people may object to some of them."""
    found = results.get_line_for(request.actor, pk)
    number = request.GET.get("page", "1")
    at_page = int(number) if number.isdecimal() and 0 < int(number) < 10_000 else 1
    rows = results.rows_of(found, start=(at_page - 1) * PER_PAGE, count=PER_PAGE)
    may = _may_object(request, found)
    form = ObjectionForm(request.POST or None, behind=rows) if may and rows else None
    if request.method == "POST" and form and form.is_valid() and (made := _object(request, found, form)):
        messages.success(request, _("Your objection is filed. Another person reviews it."))
        return redirect("desk:proceeding", made.pk)
    seen = {case.pk for case in cases_by_id_for(request.actor, [one.row.case for one in rows])}
    context = {
        "line": found,
        "label": results.LABELS[found.code],
        "result": found.result,
        "rows": [{"one": one, "is_open": one.row.case in seen} for one in rows],
        "may_see_reports": request.actor.may_anywhere("participation.see_report"),
        "form": form,
        "total": len(found.rows),
        "previous": at_page - 1,
        "next": at_page + 1 if at_page * PER_PAGE < len(found.rows) else 0,
    }
    return render(request, "desk/results/line.html", context)


def _may_object(request: StaffRequest, found: Any) -> bool:
    path = found.result.unit.path
    is_in_force = found.result.superseded_at is None and found.result.month.state != "draft"
    may = request.actor.may("proceedings.propose_proceeding", unit_path=path)
    return is_in_force and may and request.actor.belongs_to([path])


def _object(request: StaffRequest, found: Any, form: ObjectionForm) -> Any:
    return attempt(
        form,
        lambda: propose_proceeding(
            by=request.actor,
            at=request.at,
            text=form.cleaned_data["text"],
            **results.objection_to(found, form.cleaned_data["rows"]),
        ),
    )
