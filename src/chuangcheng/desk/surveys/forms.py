"""Forms of the pages of questionnaires."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuangcheng.desk.draws.forms import KINDS as SOURCE_KINDS
from chuangcheng.desk.draws.forms import moment_field
from chuangcheng.draws.rules import Source
from chuangcheng.frameworks.queries import Edition
from chuangcheng.surveys.queries import Form, Group, SampleKind
from chuangcheng.surveys.rules import CHOSEN, KINDS, Question

KIND_LABELS = {
    "single": _("One answer"),
    "multiple": _("Several answers"),
    "scale": pgettext_lazy("questionnaire", "Scale"),
    "number": pgettext_lazy("questionnaire", "Number"),
    "text": pgettext_lazy("questionnaire", "Text"),
}
ATTRIBUTE_LABELS = {"": "—", "sex": _("Sex"), "age": _("Age"), "residence": _("Residence")}
DAYS_TO_PROVE = 60


def published_editions() -> Any:
    """Editions that forms and surveys may belong to."""
    return Edition.objects.filter(state="published").order_by("-year", "kind", "code")


def day_field(label: Any) -> forms.DateField:
    """A day as browsers send it."""
    return forms.DateField(label=label, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))


class NewForm(forms.Form):
    """A new form for one group."""

    name_zh = forms.CharField(max_length=200, label=_("Name"))
    code = forms.CharField(max_length=30, label=_("Code"))
    group = forms.ChoiceField(choices=Group.choices, label=_("Who is asked"))
    edition = forms.ModelChoiceField(queryset=Edition.objects.none(), label=_("Edition of the framework"))
    intro_zh = forms.CharField(
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=_("What is said before the first question"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["edition"].queryset = published_editions()  # type: ignore[attr-defined]


class QuestionForm(forms.Form):
    """One question. Answers to choose stand one a line: code, text, English text and points, separated by |."""

    code = forms.CharField(max_length=20, label=_("Code"))
    kind = forms.ChoiceField(
        choices=[(kind, KIND_LABELS[kind]) for kind in KINDS], label=pgettext_lazy("questionnaire", "Kind")
    )
    text_zh = forms.CharField(
        max_length=500, widget=forms.Textarea(attrs={"rows": 2}), label=pgettext_lazy("questionnaire", "Question")
    )
    text_en = forms.CharField(max_length=500, required=False, label=_("Question (English)"))
    is_required = forms.BooleanField(required=False, initial=True, label=_("Must be answered"))
    options = forms.CharField(
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        label=_("Answers to choose from"),
        help_text=_("One a line: code | text | English text | points. Without points an answer does not count."),
    )
    low = forms.IntegerField(required=False, label=pgettext_lazy("questionnaire", "From"))
    high = forms.IntegerField(required=False, label=pgettext_lazy("questionnaire", "To"))
    points = forms.FloatField(required=False, min_value=0, label=_("Points at the upper end of a scale"))
    standard = forms.CharField(
        required=False, max_length=40, label=_("Counts for standard"), help_text=_("Its code in the framework.")
    )
    attribute = forms.ChoiceField(required=False, choices=list(ATTRIBUTE_LABELS.items()), label=_("Says of the person"))
    ask_if_question = forms.ChoiceField(required=False, label=_("Asked only after"))
    ask_if_any_of = forms.CharField(
        required=False, max_length=300, label=_("answered with"), help_text=_("Codes of answers, separated by commas.")
    )

    def __init__(self, *args: Any, earlier: Sequence[Question] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.code, f"{one.code} {one.text_zh[:40]}") for one in earlier if one.kind in CHOSEN]
        self.fields["ask_if_question"].choices = [("", "—"), *choices]  # type: ignore[attr-defined]

    def clean_options(self) -> list[dict[str, Any]]:
        lines = [line for line in self.cleaned_data["options"].splitlines() if line.strip()]
        return [self._option(number, line) for number, line in enumerate(lines, start=1)]

    def _option(self, number: int, line: str) -> dict[str, Any]:
        parts = [part.strip() for part in line.replace("｜", "|").split("|")]
        if not 2 <= len(parts) <= 4 or not parts[0] or not parts[1]:
            said = _("Line %(number)s: give at least a code and a text, separated by |.")
            raise forms.ValidationError(said % {"number": number}, code="line")
        try:
            points = float(parts[3]) if len(parts) == 4 and parts[3] else None
        except ValueError:
            said = _("Line %(number)s: the points are not a number.")
            raise forms.ValidationError(said % {"number": number}, code="line") from None
        english = parts[2] if len(parts) > 2 else ""
        return {"code": parts[0][:20], "text_zh": parts[1][:200], "text_en": english[:200], "points": points}

    def data_of(self) -> dict[str, Any]:
        """The question as JSON."""
        given = self.cleaned_data
        names = ("code", "kind", "text_zh", "text_en", "is_required", "low", "high", "points", "standard", "attribute")
        codes = [code.strip() for code in given["ask_if_any_of"].replace("，", ",").split(",") if code.strip()]
        asked = {"question": given["ask_if_question"], "any_of": codes} if given["ask_if_question"] else None
        options = given["options"] if given["kind"] in CHOSEN else []
        return {name: given[name] for name in names} | {"options": options, "ask_if": asked}


def initial_of(question: Question) -> dict[str, Any]:
    """What the form of a question shows."""
    lines = [
        f"{one.code} | {one.text_zh} | {one.text_en} | {'' if one.points is None else f'{one.points:g}'}"
        for one in question.options
    ]
    return question.as_data() | {
        "options": "\n".join(lines),
        "ask_if_question": question.ask_if.question if question.ask_if else "",
        "ask_if_any_of": ", ".join(question.ask_if.any_of) if question.ask_if else "",
    }


class SurveyForm(forms.Form):
    """A new survey."""

    name_zh = forms.CharField(max_length=200, label=_("Name"))
    code = forms.CharField(max_length=40, label=_("Code"))
    edition = forms.ModelChoiceField(queryset=Edition.objects.none(), label=_("Edition of the framework"))
    opens_on = day_field(_("First day"))
    closes_on = day_field(_("Last day"))
    purpose_zh = forms.CharField(
        required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}), label=_("Purpose")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["edition"].queryset = published_editions()  # type: ignore[attr-defined]


class SampleForm(forms.Form):
    """A sample of a survey."""

    name_zh = forms.CharField(max_length=200, label=_("Name"))
    form = forms.ModelChoiceField(queryset=Form.objects.none(), label=_("Form"))
    kind = forms.ChoiceField(choices=SampleKind.choices, widget=forms.RadioSelect, label=_("How people are found"))
    share = forms.IntegerField(
        min_value=1,
        max_value=1000,
        initial=100,
        label=_("Weight beside the other samples"),
        help_text=_("The results of several samples are joined in this proportion."),
    )
    households_each = forms.IntegerField(
        min_value=2, max_value=500, initial=10, label=_("Addresses drawn in each community")
    )
    reserve_each = forms.IntegerField(min_value=0, max_value=500, initial=10, label=_("In reserve in each community"))

    def __init__(self, *args: Any, published: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["form"].queryset = published  # type: ignore[attr-defined]


class StageForm(forms.Form):
    """The public source that decides, and how many communities (first stage only)."""

    count = forms.IntegerField(min_value=1, max_value=5000, label=_("How many communities"))
    name = forms.CharField(max_length=80, label=_("Public source"))
    kind = forms.ChoiceField(choices=SOURCE_KINDS, label=_("Value"))
    where = forms.CharField(max_length=200, label=_("Where everybody can look it up"))
    known_at = moment_field(label=_("Known from"))
    fails_after = moment_field(label=_("Last day for the proof"))

    def __init__(self, *args: Any, at: datetime, is_first: bool, **kwargs: Any) -> None:
        tomorrow = (at + timedelta(days=1)).replace(hour=13, minute=30, second=0, microsecond=0)
        initial = {
            "count": 6,
            "name": "中国福利彩票双色球",
            "where": "中国福彩网",
            "known_at": tomorrow,
            "fails_after": at + timedelta(days=DAYS_TO_PROVE),
        }
        super().__init__(*args, initial=initial, **kwargs)
        if not is_first:
            del self.fields["count"]

    def values(self) -> dict[str, Any]:
        """Arguments of the committing action."""
        given = self.cleaned_data
        source = Source("source1", given["name"], given["kind"], given["where"], given["known_at"])
        more = {"count": given["count"]} if "count" in given else {}
        return {"sources": [source], "fails_after": given["fails_after"], **more}


class TotalsForm(forms.Form):
    """Known totals of each attribute that the form asks for: one number per answer."""

    def __init__(
        self, *args: Any, questions: Sequence[Question], known: dict[str, dict[str, float]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.questions = [one for one in questions if one.attribute]
        for one in self.questions:
            for option in one.options:
                self.fields[f"{one.attribute}-{option.code}"] = forms.IntegerField(
                    required=False,
                    min_value=0,
                    label=f"{ATTRIBUTE_LABELS[one.attribute]} · {option.text_zh}",
                    initial=known.get(one.attribute, {}).get(option.code),
                )

    def totals(self) -> dict[str, dict[str, float]]:
        """attribute -> option -> number; an attribute without any number is left out."""
        found: dict[str, dict[str, float]] = {}
        for one in self.questions:
            cells = {code: self.cleaned_data[f"{one.attribute}-{code}"] for code in one.option_codes}
            given = {code: float(number) for code, number in cells.items() if number is not None}
            if given:
                found[one.attribute] = given
        return found


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(max_length=500, widget=forms.Textarea(attrs={"rows": 2}), label=_("Reason"))


class FileForm(forms.Form):
    """A spreadsheet."""

    file = forms.FileField(label=_("File (XLSX or CSV)"))


class CountForm(forms.Form):
    """How many links."""

    count = forms.IntegerField(min_value=1, max_value=5000, initial=100, label=_("How many links"))
