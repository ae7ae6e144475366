"""The form in which an office writes which columns a file for another system has."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class ColumnsForm(forms.Form):
    """One column per line: header, equals sign, source."""

    columns = forms.CharField(
        label=_("Columns, one per line: header = source"), widget=forms.Textarea(attrs={"rows": 14, "class": "mono"})
    )

    def __init__(self, *args: Any, sources: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sources = sources

    def clean_columns(self) -> list[tuple[str, str]]:
        lines = [line for line in self.cleaned_data["columns"].splitlines() if line.strip()]
        found = []
        for line in lines:
            header, _equals, source = (part.strip() for part in line.rpartition("="))
            if not header or source not in self.sources:
                raise forms.ValidationError(_("This is no column: %(line)s"), params={"line": f"{header} = {source}"})
            found.append((header, source))
        return found


def shown(columns: Collection[tuple[str, str]]) -> dict[str, str]:
    """What the form begins with."""
    return {"columns": "\n".join(f"{header} = {source}" for header, source in columns)}
