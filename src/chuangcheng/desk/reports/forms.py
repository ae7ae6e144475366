"""Forms of the triage desk: each move's form, staff intake, publication, blocks, calls, hotline files."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuangcheng.desk.cases.fields import CategoryField, FilesField
from chuangcheng.evidence.queries import copies_of
from chuangcheng.participation.queries import BlockKind, Channel, DeclineReason, Report, masked
from chuangcheng.participation.rules import LONGEST_TEXT


def _lines(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class AcceptForm(forms.Form):
    """What the case will say."""

    category = CategoryField()
    description = forms.CharField(
        max_length=LONGEST_TEXT,
        widget=_lines(4),
        label=_("Words of the case"),
        help_text=_("Leave out who wrote it and whoever is named."),
    )
    severity = forms.TypedChoiceField(
        choices=((1, _("Slight")), (2, _("Ordinary")), (3, _("Grave"))), coerce=int, initial=2, label=_("Severity")
    )

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        kwargs["initial"] = {"category": report.category, "description": masked(report.description)}
        super().__init__(*args, **kwargs)


class CodeForm(forms.Form):
    """Another report by its code."""

    into = forms.CharField(max_length=20, label=_("Code of the other report"))

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class DeclineForm(forms.Form):
    """The reason from the list, and what the citizen reads."""

    reason = forms.ChoiceField(choices=DeclineReason.choices, label=_("Reason"))
    text = forms.CharField(
        max_length=1000,
        widget=_lines(4),
        label=_("What the citizen reads"),
        help_text=_("Name who is responsible, or where to turn to."),
    )

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class TextForm(forms.Form):
    """A sentence that stays."""

    text = forms.CharField(max_length=2 * LONGEST_TEXT, widget=_lines(5), label=_("Text"))

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class AnswerForm(TextForm):
    """The answer, begun from the draft."""

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        draft = report.replies.filter(state="draft").first()
        super().__init__(*args, report=report, initial={"text": draft.text_zh if draft else ""}, **kwargs)
        self.fields["text"].label = _("Answer")


class HoldForm(forms.Form):
    """Held by hand needs no more words."""

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)


class PublishForm(forms.Form):
    """Words and pictures that everybody may see."""

    text = forms.CharField(max_length=500, widget=_lines(3), label=_("What the public reads"))
    photos: Any = forms.ModelMultipleChoiceField(
        None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Pictures that everybody may see"),
        help_text=_("Only pictures that a person has looked at for faces and number plates stand here."),
    )

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        kwargs["initial"] = {"text": report.public_zh or masked(report.description)[:500]}
        super().__init__(*args, **kwargs)
        seen = copies_of(report.photos.values_list("file_id", flat=True))
        rows = report.photos.filter(file__in=list(seen)).select_related("file")
        self.fields["photos"].queryset = rows  # type: ignore[attr-defined]
        self.fields["photos"].label_from_instance = lambda one: _("Picture %(pk)s") % {"pk": one.pk}  # type: ignore[attr-defined]
        self.initial["photos"] = [one.pk for one in rows if one.is_public]


class CorrectForm(forms.Form):
    """What it is about, and where."""

    category = CategoryField(required=False)
    place = forms.CharField(
        required=False, max_length=200, label=_("Where it is"), help_text=_("Name of a street, site or facility.")
    )


class ReasonForm(forms.Form):
    """Why; it stays in the record."""

    reason = forms.CharField(max_length=500, widget=_lines(2), label=_("Reason"))


class IntakeForm(forms.Form):
    """A call or a visit, taken down."""

    channel = forms.ChoiceField(
        choices=[(one.value, one.label) for one in (Channel.CALL, Channel.VISIT)], label=_("It came by")
    )
    description = forms.CharField(max_length=LONGEST_TEXT, widget=_lines(4), label=_("What is wrong"))
    address = forms.CharField(max_length=200, label=_("Where it is"))
    category = CategoryField(required=False)
    photos = FilesField(required=False, label=_("Pictures"))
    phone = forms.CharField(max_length=30, required=False, label=_("Telephone"))


class FileForm(forms.Form):
    """A file of the hotline."""

    file = forms.FileField(label=_("File (CSV or XLSX)"))


class BlockForm(forms.Form):
    """What is to be held for a look."""

    kind = forms.ChoiceField(choices=BlockKind.choices, label=_("Kind"))
    value = forms.CharField(max_length=200, label=_("Words or number"))
    reason = forms.CharField(max_length=300, label=_("Reason"))


class CallForm(forms.Form):
    """What the city asks for, from when to when."""

    name_zh = forms.CharField(max_length=200, label=_("Name"))
    name_en = forms.CharField(max_length=300, required=False, label=_("English name"))
    text_zh = forms.CharField(max_length=500, required=False, widget=_lines(2), label=_("What is asked for"))
    category = CategoryField(required=False)
    starts_on = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), label=_("From"))
    ends_on = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), label=_("Until"))
