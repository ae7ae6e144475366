"""Forms of duties, holdings of places and remits."""

import re
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from chuangcheng.desk.places.picker import PlaceField
from chuangcheng.frameworks.queries import Edition, Method
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.kit.spreadsheets import many, month_day
from chuangcheng.units.queries import Post, Unit, units

KINDS = (("segment", _("Street segments")), ("site", _("Sites")), ("facility", _("Facilities")), ("area", _("Areas")))
PARTS = (("", _("Lead or support")), ("lead", _("Lead")), ("support", _("Support")))


PAGES = (
    ("desk:duties", _("Standards")),
    ("desk:streets", _("Adopted streets")),
    ("desk:holdings", _("Adopted places")),
    ("desk:routing_rules", _("Routing rules")),
    ("desk:remits", _("Remits of groups")),
    ("desk:coverage", _("Gaps")),
    ("desk:who_is_responsible", _("Who is responsible?")),
    ("desk:my_duties", _("What I hold")),
)


def pages(request: StaffRequest) -> list[dict[str, Any]]:
    """The tabs of the duties pages, the present one marked."""
    here = request.resolver_match.view_name if request.resolver_match else ""
    return [{"label": label, "url": reverse(name), "active": name == here} for name, label in PAGES]


class UnitField(forms.ModelChoiceField):
    """One of the units in use: about a hundred."""

    def __init__(self, **options: Any) -> None:
        super().__init__(units(), **{"label": _("Unit"), **options})

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.code} {obj.name}"


class UnitsField(forms.ModelMultipleChoiceField):
    """Several units."""

    def __init__(self, **options: Any) -> None:
        widget = forms.SelectMultiple(attrs={"size": 8})
        super().__init__(units(), **{"widget": widget, **options})

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.code} {obj.name}"


class PostField(forms.ModelChoiceField):
    """One of a unit's posts."""

    def __init__(self, unit: Unit | None, **options: Any) -> None:
        posts = Post.objects.filter(unit=unit, is_active=True) if unit else Post.objects.none()
        super().__init__(posts.order_by("-is_head", "code"), required=False, **options)

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class DutyFilter(forms.Form):
    """What the table of duties shows."""

    search = forms.CharField(label=_("Code or words"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    unit = UnitField(required=False, empty_label=_("All units"))
    part = forms.ChoiceField(label=_("Part"), required=False, choices=[*PARTS, ("nobody", _("Nobody leads it"))])
    method = forms.ChoiceField(label=_("Method"), required=False, choices=[("", _("All methods")), *Method.choices])
    edition = forms.ChoiceField(label=_("Edition"), required=False)

    def __init__(self, *args: Any, editions: list[Edition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one.pk), f"{one.code} {one.name}") for one in editions]
        self.fields["edition"].choices = [("", _("All in force")), *choices]  # type: ignore[attr-defined]


class DutyForm(forms.Form):
    """Lead, support, material and time of one standard."""

    lead_unit = UnitField(label=_("Lead"))
    supports = UnitsField(label=_("Support"), required=False)
    material_zh = forms.CharField(
        label=_("Material required"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
    due = forms.CharField(label=_("Due each year"), required=False, max_length=12, help_text=_("A day such as 06-30."))
    note = forms.CharField(label=_("Note"), required=False, max_length=300)

    def clean_due(self) -> str:
        try:
            return month_day(self.cleaned_data["due"].strip())
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error


class PostForm(forms.Form):
    """The responsible post of a unit."""

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["post"] = PostField(unit, label=_("Responsible post"), empty_label=_("Nobody yet"))


class HoldingFilter(forms.Form):
    """Which holdings are shown."""

    search = forms.CharField(label=_("Place or code"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    kind = forms.ChoiceField(label=_("Kind of place"), required=False, choices=[("", _("All kinds")), *KINDS])
    unit = UnitField(required=False, empty_label=_("All units"))


class HoldingForm(forms.Form):
    """A unit takes on a place."""

    place = PlaceField(label=_("Place"))
    unit = UnitField()
    is_lead = forms.BooleanField(
        label=_("Leads"),
        required=False,
        initial=True,
        help_text=_("Findings are dispatched to the lead; others hold it jointly."),
    )
    starts_on = forms.DateField(
        label=_("From"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Blank: from now on."),
    )
    agreed_on = forms.DateField(label=_("Agreed on"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    agreed_until = forms.DateField(
        label=_("Last day"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Blank: without a last day."),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].actor = actor  # type: ignore[attr-defined]


class RemitForm(forms.Form):
    """What a group looks after, by codes."""

    contents = forms.CharField(label=_("Contents or standards (codes)"), required=False)
    site_types = forms.CharField(label=_("Site types (codes)"), required=False)
    areas = forms.CharField(label=_("Areas (codes)"), required=False)
    units = UnitsField(label=_("Units"), required=False)

    def codes(self, name: str) -> list[str]:
        """The codes of one of the lines."""
        return many(self.cleaned_data[name])


class UploadForm(forms.Form):
    """A spreadsheet; the 責任分解表 may replace everything."""

    file = forms.FileField(label=_("Spreadsheet (CSV or XLSX)"))
    replaces = forms.BooleanField(
        label=_("The table is complete"),
        required=False,
        help_text=_("Duties that it does not name are then withdrawn. Otherwise they stay."),
    )


class WhoForm(forms.Form):
    """A standard and a place."""

    place = PlaceField(label=_("Place"))
    standard = forms.CharField(
        label=_("Standard (code)"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"placeholder": "C6.2.1"}),
    )
    default_unit = UnitField(label=_("First addressee of the category"), required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].actor = actor  # type: ignore[attr-defined]

    def clean_standard(self) -> str:
        code = str(self.cleaned_data["standard"]).strip()
        if code and not re.fullmatch(r"[\w.-]+", code):
            raise forms.ValidationError(_("Write a code such as C6.2.1."))
        return code
