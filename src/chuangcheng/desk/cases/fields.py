"""Form fields that several moves of a case share: units, categories, an amount of time, files."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _

from chuangcheng.cases.queries import categories
from chuangcheng.kit.names import Named
from chuangcheng.units.queries import units

UNITS_OF_TIME = (
    ("working_days", _("working days")),
    ("working_hours", _("working hours")),
    ("calendar_days", _("calendar days")),
)


class UnitField(forms.ModelChoiceField):
    """One of the units in use: about a hundred, so a plain list will do."""

    def __init__(self, **options: Any) -> None:
        super().__init__(units(), **{"label": _("Unit"), "empty_label": _("Choose a unit"), **options})

    def label_from_instance(self, obj: Named) -> str:
        return obj.name


class UnitsField(forms.ModelMultipleChoiceField):
    """Several of the units in use."""

    def __init__(self, **options: Any) -> None:
        widget = forms.SelectMultiple(attrs={"size": 10})
        super().__init__(units(), **{"label": _("Units"), "widget": widget, **options})

    def label_from_instance(self, obj: Named) -> str:
        return obj.name


class _Grouped(ModelChoiceIterator):
    """Second-level categories beneath the name of their first level, read once per form."""

    def __iter__(self) -> Iterator[Any]:
        yield "", self.field.empty_label or ""
        groups: dict[str, list[tuple[int, str]]] = {}
        for row in self.queryset:
            top = row.parent or row
            groups.setdefault(top.name, []).append((row.pk, row.name))
        yield from groups.items()


class CategoryField(forms.ModelChoiceField):
    """A category of either level."""

    iterator = _Grouped

    def __init__(self, **options: Any) -> None:
        super().__init__(categories(), **{"label": _("Category"), **options})


class LimitField(forms.MultiValueField):
    """An amount and its unit; cleans to `2 working_days`, blank to ''."""

    def __init__(self, **options: Any) -> None:
        amount = forms.IntegerField(min_value=1, max_value=400)
        unit = forms.ChoiceField(choices=UNITS_OF_TIME)
        widget = LimitWidget()
        super().__init__((amount, unit), **{"widget": widget, "require_all_fields": False, **options})

    def compress(self, data_list: list[Any]) -> str:
        return f"{data_list[0]} {data_list[1]}" if data_list and data_list[0] else ""


class LimitWidget(forms.MultiWidget):
    """Number and unit side by side."""

    template_name = "desk/cases/limit.html"

    def __init__(self) -> None:
        number = forms.NumberInput(attrs={"min": 1, "class": "form-control", "aria-label": _("Amount")})
        unit = forms.Select(choices=UNITS_OF_TIME, attrs={"class": "form-select", "aria-label": _("Unit of time")})
        super().__init__((number, unit))

    def decompress(self, value: Any) -> list[Any]:
        amount, _gap, unit = str(value or "").partition(" ")
        return [amount, unit or "working_days"]


class FilesInput(forms.FileInput):
    """Several files at once."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name) if hasattr(files, "getlist") else files.get(name)


class FilesField(forms.FileField):
    """A list of uploads; each is looked at by `evidence` when it is stored."""

    def __init__(self, **options: Any) -> None:
        attrs = {"accept": "image/jpeg,image/png,image/webp,application/pdf"}
        super().__init__(**{"widget": FilesInput(attrs=attrs), **options})

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        uploads = [upload for upload in (data or []) if upload]
        if not uploads and self.required:
            raise forms.ValidationError(self.error_messages["required"], code="required")
        if len(uploads) > 12:
            raise forms.ValidationError(_("At most twelve files at once."), code="too_many")
        return [super(FilesField, self).clean(upload, initial) for upload in uploads]
