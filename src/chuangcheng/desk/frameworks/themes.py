"""The six themes, and their file."""

from functools import partial

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from chuangcheng.desk.frameworks.forms import may
from chuangcheng.desk.refusals import attempt
from chuangcheng.frameworks import queries
from chuangcheng.frameworks.actions import import_themes
from chuangcheng.frameworks.spreadsheet import read_themes
from chuangcheng.kit.requests import StaffRequest


class ThemesForm(forms.Form):
    """The table of themes: a handful of rows, so it is read and written at once."""

    file = forms.FileField(
        label=gettext_lazy("Spreadsheet (CSV or XLSX)"),
        help_text=gettext_lazy(
            "Columns: code, name_zh, name_en, standard_code, lead_unit, description_zh, indicators_zh."
        ),
    )


@require_GET
def theme_list(request: StaffRequest) -> HttpResponse:
    """What campaigns, tasks and hours are counted under."""
    rows = queries.themes()
    return render(request, "desk/frameworks/themes.html", {"rows": rows, "may": may(request.actor, "import_themes")})


def import_theme_file(request: StaffRequest) -> HttpResponse:
    """Themes by code; faulty rows hold the whole file back."""
    form = ThemesForm(request.POST or None, request.FILES or None)
    errors = []
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        content = file.read()
        sheet = attempt(form, partial(read_themes, content, file.name))
        errors = sheet.errors if sheet else []
        if sheet and not errors:
            deed = partial(import_themes, by=request.actor, at=request.at, rows=sheet.rows)
            if attempt(form, deed) is not None:
                messages.success(request, _("The themes were taken over."))
                return redirect("desk:themes")
    return render(request, "desk/frameworks/import_themes.html", {"form": form, "errors": errors})
