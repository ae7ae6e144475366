"""Case categories and the ladder of reminders: the office's data."""

from functools import partial
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from chuangcheng.accounts.actions import keep_upload
from chuangcheng.accounts.queries import kept_upload
from chuangcheng.calendars.queries import limit_text
from chuangcheng.calendars.rules import Limit
from chuangcheng.cases import queries
from chuangcheng.cases.actions import define_category, import_categories, set_escalation_ladder
from chuangcheng.cases.categories import CategoryRow
from chuangcheng.cases.queries import Audience, Category, StepKind
from chuangcheng.cases.spreadsheet import read_categories, row_of, write_categories
from chuangcheng.desk.cases.fields import LimitField, UnitField
from chuangcheng.desk.refusals import attempt
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.kit.spreadsheets import download

IMPORT_PAGE = "desk:import_case_categories"


@require_GET
def case_categories(request: StaffRequest) -> HttpResponse:
    """Both levels with limit and first addressee."""
    rows = list(queries.categories())
    tops = [row for row in rows if row.parent_id is None]
    groups = [{"top": _line(top), "rows": [_line(row) for row in rows if row.parent_id == top.pk]} for top in tops]
    may_define = request.actor.may_anywhere("cases.define_category")
    return render(request, "desk/cases/categories.html", {"groups": groups, "may_define": may_define})


def _line(category: Category) -> dict[str, Any]:
    return {"category": category, "limit": limit_text(Limit.parse(category.limit))}


@require_GET
def export_case_categories(request: StaffRequest) -> HttpResponseBase:
    """The spreadsheet that imports back unchanged."""
    return download("case-categories", [write_categories(queries.categories())])


class CategoryForm(forms.Form):
    """One category; its code stays."""

    name_zh = forms.CharField(label=gettext_lazy("Name (Chinese)"), max_length=200)
    name_en = forms.CharField(label=gettext_lazy("Name (English)"), max_length=300, required=False)
    limit = LimitField(label=gettext_lazy("Limit"))
    default_unit = UnitField(label=gettext_lazy("First addressee"), required=False)
    standard_code = forms.CharField(label=gettext_lazy("Standard (code)"), max_length=40, required=False)
    keywords = forms.CharField(
        label=gettext_lazy("Keywords"), required=False, help_text=gettext_lazy("Separated by |; they suggest it.")
    )
    is_public = forms.BooleanField(label=gettext_lazy("Citizens may choose it"), required=False)
    is_active = forms.BooleanField(label=gettext_lazy("In use"), required=False)


def case_category(request: StaffRequest, pk: int) -> HttpResponse:
    """Change one category."""
    category = Category.objects.select_related("parent", "default_unit").filter(pk=pk).first()
    if category is None:
        raise NotFound("category")
    stored = row_of(category)
    initial = {
        **{name: getattr(stored, name) for name in ("name_zh", "name_en", "limit", "standard_code", "is_public")},
        "default_unit": category.default_unit_id,
        "keywords": "|".join(stored.keywords),
        "is_active": category.is_active,
    }
    form = CategoryForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and _defined(request, form, stored):
        messages.success(request, _("Saved."))
        return redirect("desk:case_categories")
    return render(request, "desk/cases/category.html", {"form": form, "category": category})


def _defined(request: StaffRequest, form: CategoryForm, stored: CategoryRow) -> bool:
    given = form.cleaned_data
    unit = given["default_unit"]
    row = CategoryRow(
        code=stored.code,
        parent_code=stored.parent_code,
        name_zh=given["name_zh"],
        name_zh_hant=stored.name_zh_hant if given["name_zh"] == stored.name_zh else "",
        name_en=given["name_en"],
        standard_code=given["standard_code"],
        default_unit_code=unit.code if unit else "",
        limit=given["limit"],
        keywords=tuple(word.strip() for word in given["keywords"].split("|") if word.strip()),
        is_public=given["is_public"],
        extra_questions=stored.extra_questions,
    )
    deed = partial(define_category, by=request.actor, at=request.at, row=row, is_active=given["is_active"])
    return attempt(form, deed) is not None


class UploadForm(forms.Form):
    """A spreadsheet."""

    file = forms.FileField(label=gettext_lazy("Spreadsheet (CSV or XLSX)"))


def import_case_categories(request: StaffRequest) -> HttpResponse:
    """Upload, look at what will change, confirm."""
    form = UploadForm()
    kept, preview = None, None
    if request.method == "POST" and "upload" in request.POST:
        kept = kept_upload(request.actor, IMPORT_PAGE, request.POST["upload"])
        preview = read_categories(bytes(kept.content), kept.filename)
        if not preview.errors:
            import_categories(by=request.actor, at=request.at, rows=preview.rows, file=kept.filename)
            messages.success(request, _("%d categories were taken over.") % len(preview.rows))
            return redirect("desk:case_categories")
    elif request.method == "POST":
        form = UploadForm(request.POST, request.FILES)
        if form.is_valid():
            file = form.cleaned_data["file"]
            kept = keep_upload(
                by=request.actor, at=request.at, page=IMPORT_PAGE, filename=file.name, content=file.read()
            )
            preview = read_categories(bytes(kept.content), kept.filename)
    shown = _shown(preview) if preview else None
    return render(request, "desk/cases/import.html", {"form": form, "kept": kept, "preview": shown})


def _shown(preview: Any) -> dict[str, Any]:
    counts = {name: getattr(preview, f"{name}_count") for name in ("added", "changed", "removed", "refused")}
    return {
        **{f"{name}_count": count for name, count in counts.items()},
        "errors": preview.errors,
        "rows": preview.changes,
        "is_good": not preview.errors,
    }


class StepForm(forms.Form):
    """One rung."""

    kind = forms.ChoiceField(label=gettext_lazy("When"), choices=StepKind.choices)
    hours = forms.IntegerField(label=gettext_lazy("Working hours before or after"), min_value=0, max_value=2000)
    audience = forms.ChoiceField(label=gettext_lazy("Whom it tells"), choices=Audience.choices)


StepFormSet = forms.formset_factory(StepForm, extra=2, can_delete=True, max_num=20, validate_max=True)


def case_ladder(request: StaffRequest) -> HttpResponse:
    """The rungs as a table that is edited as a whole."""
    steps = [{"kind": one.kind, "hours": one.working_hours, "audience": one.audience} for one in queries.ladder()]
    formset = StepFormSet(request.POST or None, initial=steps)
    if request.method == "POST" and formset.is_valid():
        kept = [one for one in formset.cleaned_data if one and not one.get("DELETE")]
        given = [(one["kind"], one["hours"], one["audience"]) for one in kept]
        set_escalation_ladder(by=request.actor, at=request.at, steps=given)
        messages.success(request, _("Saved."))
        return redirect("desk:case_ladder")
    return render(request, "desk/cases/ladder.html", {"formset": formset})
