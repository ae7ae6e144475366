"""Forms of editions, standards, check points and cycles."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuangcheng.frameworks.queries import (
    CheckKind,
    Edition,
    EditionKind,
    EditionState,
    Indicator,
    Level,
    Method,
    PhotoRule,
    Style,
)
from chuangcheng.frameworks.spreadsheet import style_parameters
from chuangcheng.frameworks.spreadsheet import weight as read_weight
from chuangcheng.kit.actor import Actor
from chuangcheng.places.queries import SiteType

CODE = r"[A-Za-z0-9][A-Za-z0-9._-]*"


class SeveralFiles(forms.ClearableFileInput):
    """An upload box that takes several files at once."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return files.getlist(name)


class FilesField(forms.FileField):
    """Several files; the cleaned value is a list."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        given = data if isinstance(data, list | tuple) else [data]
        return [super(FilesField, self).clean(one, initial) for one in given or [None]]


class TitleForm(forms.Form):
    """What stands on an edition's title page."""

    name_zh = forms.CharField(label=_("Name (Chinese)"), max_length=200)
    name_en = forms.CharField(label=_("Name (English)"), max_length=300, required=False)
    year = forms.IntegerField(label=_("Year"), min_value=1990, max_value=2100)
    total_points = forms.DecimalField(
        label=_("Total points"), min_value=1, max_value=100000, decimal_places=2, initial=100
    )
    source_note = forms.CharField(
        label=_("Where it comes from"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    is_reconstructed = forms.BooleanField(
        label=_("Reconstructed: not the official text"),
        required=False,
        help_text=_("Every page and document that shows it then says so."),
    )


class ImportForm(TitleForm):
    """Files and the edition that they are to become."""

    # A declared field leaves the class: it does not hide the form's own `files`.
    files = FilesField(  # type: ignore[assignment]
        label=_("Files"),
        help_text=_("One XLSX with several sheets, or several CSV files at once (UTF-8 or GBK)."),
    )
    kind = forms.ChoiceField(label=_("Framework"), choices=EditionKind.choices)
    code = forms.RegexField(
        CODE,
        label=_("Code of the edition"),
        max_length=40,
        help_text=_("A draft of this code is changed; otherwise a new draft is made."),
        widget=forms.TextInput(attrs={"placeholder": "city-2027"}),
    )
    field_order = ("files", "kind", "code", "name_zh", "name_en", "year", "total_points", "source_note")


class CopyForm(forms.Form):
    """The next draft."""

    code = forms.RegexField(CODE, label=_("Code of the edition"), max_length=40)
    name_zh = forms.CharField(label=_("Name (Chinese)"), max_length=200)
    year = forms.IntegerField(label=_("Year"), min_value=1990, max_value=2100)


class TreeFilter(forms.Form):
    """Words and a method to look for in the tree."""

    search = forms.CharField(label=_("Code or words"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    method = forms.ChoiceField(label=_("Method"), required=False, choices=[("", _("All methods")), *Method.choices])


class IndicatorForm(forms.Form):
    """An indicator of a draft; scoring belongs to standards only."""

    name_zh = forms.CharField(label=_("Wording (Chinese)"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
    name_en = forms.CharField(
        label=_("Wording (English)"), max_length=800, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    methods = forms.MultipleChoiceField(
        label=_("Methods"), choices=Method.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    weight = forms.CharField(
        label=_("Weight"),
        max_length=100,
        required=False,
        help_text=_("A number; blank ones share equally. Anything else is kept as a note."),
    )
    style = forms.ChoiceField(label=_("How it is scored"), choices=Style.choices)
    style_parameters = forms.CharField(
        label=_("Parameters of the style"),
        required=False,
        help_text=_("Grades: A=1|B=0.6|C=0. n of m: n=3|m=5. Points: max=4. Deduction: per_event=5|most=10."),
    )

    def __init__(self, *args: Any, indicator: Indicator, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if indicator.level != Level.STANDARD:
            del self.fields["style"], self.fields["style_parameters"]

    def clean_weight(self) -> Any:
        return self._read("weight", read_weight)

    def clean_style_parameters(self) -> Any:
        return self._read("style_parameters", style_parameters)

    def _read(self, name: str, reader: Any) -> Any:
        try:
            return reader(self.cleaned_data[name].strip())
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error


class CheckPointForm(forms.Form):
    """A check point of a draft."""

    name_zh = forms.CharField(label=_("What is checked"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    standard = forms.CharField(
        label=_("Bears on standard (code)"), max_length=40, required=False, widget=forms.TextInput(attrs={"list": ""})
    )
    kind = forms.ChoiceField(label=_("How it is answered"), choices=CheckKind.choices)
    threshold = forms.CharField(label=_("Threshold"), max_length=200, required=False)
    photo = forms.ChoiceField(label=_("Photo"), choices=PhotoRule.choices, initial=PhotoRule.ON_FAIL)
    severity = forms.TypedChoiceField(
        label=_("Severity"), coerce=int, choices=((1, _("slight")), (2, _("ordinary")), (3, _("grave"))), initial=2
    )
    exceptions_zh = forms.CharField(
        label=_("What does not count"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    example_faults = forms.CharField(
        label=_("Typical faults"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("One per line."),
    )

    def __init__(self, *args: Any, edition: Edition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.edition = edition

    def clean_standard(self) -> Indicator | None:
        code = self.cleaned_data["standard"].strip()
        if not code:
            return None
        found = self.edition.indicators.filter(code=code, level=Level.STANDARD).first()
        if found is None:
            raise forms.ValidationError(_("There is no standard of this code in the edition."))
        return found

    def clean_example_faults(self) -> tuple[str, ...]:
        lines = (line.strip() for line in self.cleaned_data["example_faults"].splitlines())
        return tuple(line for line in lines if line)


class NewCheckPointForm(CheckPointForm):
    """A further check point: its site type too."""

    site_type = forms.ModelChoiceField(SiteType.objects.filter(is_active=True).order_by("code"), label=_("Site type"))
    field_order = ("site_type", "name_zh", "standard")


class EditionChoice(forms.ModelChoiceField):
    """One of the published editions of a framework."""

    def __init__(self, kind: str, **options: Any) -> None:
        published = Edition.objects.filter(kind=kind, state=EditionState.PUBLISHED).order_by("-year", "-pk")
        super().__init__(published, **options)

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.code} · {obj.name}"


class CycleForm(forms.Form):
    """Editions and weights of a cycle."""

    code = forms.RegexField(CODE, label=_("Code of the cycle"), max_length=40)
    name_zh = forms.CharField(label=_("Name (Chinese)"), max_length=200)
    name_en = forms.CharField(label=_("Name (English)"), max_length=300, required=False)
    first_year = forms.IntegerField(label=_("First year"), min_value=1990, max_value=2100)
    city_edition = EditionChoice(EditionKind.CITY, label=_("Edition for the city"))
    minors_edition = EditionChoice(EditionKind.MINORS, label=_("Edition for minors"), required=False)
    material = forms.FloatField(label=_("Material submitted online"), min_value=0, max_value=100)
    field = forms.FloatField(label=_("Field inspection"), min_value=0, max_value=100)
    questionnaire = forms.FloatField(label=_("Questionnaire"), min_value=0, max_value=100)
    department = forms.FloatField(label=_("Department data"), min_value=0, max_value=100, required=False)
    year_weights = forms.CharField(
        label=_("Weights of the years"), help_text=_("One number per year, separated by spaces; together 100.")
    )

    def clean_year_weights(self) -> list[float]:
        try:
            return [float(part) for part in self.cleaned_data["year_weights"].replace("/", " ").split()]
        except ValueError as error:
            raise forms.ValidationError(_("Write numbers such as 15 25 60.")) from error

    @property
    def method_weights(self) -> dict[str, float]:
        """The four fields as one map; methods without weight are left out."""
        names = ("material", "field", "questionnaire", "department")
        return {name: self.cleaned_data[name] for name in names if self.cleaned_data.get(name)}


class AssessmentDayForm(forms.Form):
    """The day on which the assessors are expected."""

    day = forms.DateField(
        label=_("Day of the assessment"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Blank if it is not known. It changes no score."),
    )


def may(actor: Actor, *verbs: str) -> dict[str, bool]:
    """Which of these verbs of frameworks the actor holds: `may.publish_edition` in a template."""
    return {verb: actor.may_anywhere(f"frameworks.{verb}") for verb in verbs}
