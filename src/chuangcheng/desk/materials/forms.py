"""Forms of the material: filters, demands, documents, figures, events, links."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuangcheng.desk.cases.fields import FilesField, FilesInput, UnitField
from chuangcheng.desk.duties.forms import PostField
from chuangcheng.frameworks.queries import Edition
from chuangcheng.materials.queries import (
    CaptionPart,
    Comparison,
    Document,
    DocumentState,
    Effect,
    FigureState,
    Kind,
    NegativeItem,
    Verdict,
    negative_items,
)
from chuangcheng.units.queries import Unit

ACCEPTED = "image/jpeg,image/png,image/webp,application/pdf,.docx,.xlsx"
SHOWS = (
    ("", _("All")),
    ("missing", pgettext_lazy("material", "Something missing")),
    ("overdue", _("Overdue")),
    ("waiting", pgettext_lazy("material", "Waiting for review")),
    ("complete", pgettext_lazy("material", "Complete")),
)


def lines(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def day_field(**options: Any) -> forms.DateField:
    """A day, with the browser's own picker."""
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


class _Filter(forms.Form):
    """Nothing of a filter is required; words come first."""

    q = forms.CharField(
        required=False, max_length=80, label=_("Search"), widget=forms.TextInput(attrs={"type": "search"})
    )


class DemandFilter(_Filter):
    """What is asked: by words, unit, kind, and how far it has come."""

    unit = UnitField(required=False, empty_label=_("All units"))
    kind = forms.ChoiceField(required=False, choices=(("", _("All kinds")), *Kind.choices), label=_("Kind"))
    show = forms.ChoiceField(required=False, choices=SHOWS, label=_("Show"))


class DocumentFilter(_Filter):
    """What was handed in."""

    unit = UnitField(required=False, empty_label=_("All units"))
    kind = forms.ChoiceField(required=False, choices=(("", _("All kinds")), *Kind.choices), label=_("Kind"))
    state = forms.ChoiceField(required=False, choices=(("", _("All states")), *DocumentState.choices), label=_("State"))


class FigureFilter(_Filter):
    """Department figures."""

    unit = UnitField(required=False, empty_label=_("All units"))
    state = forms.ChoiceField(required=False, choices=(("", _("All states")), *FigureState.choices), label=_("State"))


class DemandForm(forms.Form):
    """One thing that a standard asks for."""

    title_zh = forms.CharField(max_length=300, label=_("What is asked"))
    kind = forms.ChoiceField(choices=Kind.choices, label=_("Kind"))
    count = forms.IntegerField(min_value=1, max_value=50, initial=1, label=pgettext_lazy("material", "How many"))
    caption = forms.MultipleChoiceField(
        required=False, choices=CaptionPart.choices, widget=forms.CheckboxSelectMultiple, label=_("The caption says")
    )
    window_ends_on = day_field(
        required=False, label=_("Last day of its months"), help_text=_("Blank: from whenever. Usually the month's end.")
    )
    window_months = forms.IntegerField(min_value=1, max_value=60, initial=12, label=_("Months that count"))
    due_on = day_field(required=False, label=_("To be handed in by"))
    unit = UnitField(required=False, empty_label=_("The unit that leads the standard"))

    def __init__(self, *args: Any, unit: Unit | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if unit is not None:
            self.fields["post"] = PostField(unit, label=_("Post"))


class ReasonForm(forms.Form):
    """Why; it stays in the record."""

    reason = forms.CharField(max_length=1000, widget=lines(), label=_("Reason"))


class MaterialFiles(FilesField):
    """Pictures, PDF, DOCX and XLSX; what is inside decides, never the name."""

    def __init__(self, **options: Any) -> None:
        hint = _("Pictures, PDF, DOCX or XLSX; at most twelve, 20 MB each.")
        super().__init__(**{"widget": FilesInput(attrs={"accept": ACCEPTED}), "help_text": hint, **options})


class CaptionForm(forms.Form):
    """Title, kind and caption of a document."""

    title_zh = forms.CharField(max_length=300, label=_("Title"))
    kind = forms.ChoiceField(choices=Kind.choices, label=_("Kind"))
    thing_on = day_field(
        required=False, label=pgettext_lazy("caption", "Time"), help_text=_("When it happened or was issued.")
    )
    place_zh = forms.CharField(required=False, max_length=200, label=pgettext_lazy("caption", "Place"))
    persons_zh = forms.CharField(
        required=False,
        max_length=300,
        label=pgettext_lazy("caption", "Persons"),
        help_text=_("Who is seen, by office."),
    )
    theme_zh = forms.CharField(required=False, max_length=300, label=pgettext_lazy("caption", "Theme"))


class HandInForm(CaptionForm):
    """A new document with its first files."""

    uploads = MaterialFiles(label=_("Files"))

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"] = UnitField(empty_label=None)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]


class VersionForm(forms.Form):
    """New files in place of the old ones."""

    uploads = MaterialFiles(label=_("Files"))
    note = forms.CharField(required=False, max_length=500, label=_("What is new"))


class CodeForm(forms.Form):
    """A demand by its code."""

    code = forms.CharField(
        max_length=50, label=_("Code of the demand"), help_text=_("As in the list of what is asked, such as C1.1.1-1.")
    )


class RatingForm(forms.Form):
    """The verdict of a second person, with reasons."""

    verdict = forms.ChoiceField(choices=Verdict.choices, widget=forms.RadioSelect, label=_("Verdict"))
    reason = forms.CharField(max_length=1000, widget=lines(), label=_("Reasons"))


class PartlyForm(forms.Form):
    """What "partly met" earns."""

    percent = forms.IntegerField(min_value=0, max_value=100, label=_("Percent of a standard's points"))


class _EditionForm(forms.Form):
    """One of the editions in force."""

    def __init__(self, *args: Any, editions: list[Edition], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one.pk), one.name) for one in editions]
        self.editions = {str(one.pk): one for one in editions}
        self.fields["edition"] = forms.ChoiceField(choices=choices, label=_("Edition"))

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if "edition" in given:
            given["edition"] = self.editions[given["edition"]]
        return given


class PackForm(_EditionForm):
    """Of which edition."""


class LinkForm(_EditionForm):
    """For whom, and how long."""

    label_zh = forms.CharField(max_length=200, label=_("For whom"))
    days = forms.IntegerField(min_value=1, max_value=60, initial=14, label=_("Days that it lasts"))


class FigureForm(forms.Form):
    """What figure is asked of whom, and which value meets the standard."""

    name_zh = forms.CharField(max_length=200, label=_("Name"))
    code = forms.CharField(required=False, max_length=50, label=_("Code"), help_text=_("Blank: that of the standard."))
    period = forms.CharField(
        max_length=20, label=pgettext_lazy("figure", "Period"), help_text=_("2026, 2026-Q3 or 2026-10.")
    )
    measure_zh = forms.CharField(max_length=30, label=_("Unit of measure"))
    comparison = forms.ChoiceField(choices=Comparison.choices, initial="none", label=_("Met if"))
    threshold = forms.DecimalField(required=False, max_digits=18, decimal_places=4, label=_("Threshold"))
    unit = UnitField(required=False, empty_label=_("The unit that leads the standard"))
    due_on = day_field(required=False, label=_("To be reported by"))


class ReportForm(forms.Form):
    """The value and where it comes from."""

    value = forms.DecimalField(max_digits=18, decimal_places=4, label=_("Value"))
    source_zh = forms.CharField(
        required=False, max_length=300, label=_("Source document"), help_text=_("Name and number of the document.")
    )

    def __init__(self, *args: Any, documents: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"] = DocumentField(documents, required=False, label=_("Or material handed in"))


class DocumentField(forms.ModelChoiceField):
    """One of the unit's documents."""

    def label_from_instance(self, obj: Document) -> str:
        return f"{obj.number} {obj.title_zh[:60]}"


class ItemField(forms.ModelChoiceField):
    """A line of the negative list."""

    def __init__(self, **options: Any) -> None:
        super().__init__(negative_items(), **{"label": _("Line of the negative list"), **options})

    def label_from_instance(self, obj: NegativeItem) -> str:
        return f"{obj.code} {obj.event_zh}"


class EventForm(forms.Form):
    """What happened, under which line; no names of persons."""

    item = ItemField()
    happened_on = day_field(label=_("Happened on"))
    unit = UnitField(required=False, empty_label=_("No unit answers for it"))
    account_zh = forms.CharField(
        max_length=4000, widget=lines(4), label=_("What happened"), help_text=_("Without names of persons.")
    )
    source_zh = forms.CharField(max_length=300, label=_("Source"), help_text=_("Where it is known from."))
    uploads = MaterialFiles(required=False, label=_("Evidence"))


class FindingForm(forms.Form):
    """What the examination found."""

    finding = forms.CharField(max_length=4000, widget=lines(4), label=_("Finding"))


class EffectForm(forms.Form):
    """The effect, by a second person."""

    effect = forms.ChoiceField(choices=Effect.choices, widget=forms.RadioSelect, label=_("Effect"))
    points = forms.DecimalField(
        required=False, min_value=0, max_value=100, max_digits=5, decimal_places=2, label=_("Points deducted")
    )
    ground = forms.CharField(max_length=4000, widget=lines(3), label=_("Grounds"))


class UploadForm(forms.Form):
    """A spreadsheet."""

    file = forms.FileField(label=_("File"), help_text=_("XLSX, XLS or CSV, at most 20 MB."))
