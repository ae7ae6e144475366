"""Forms of documents: what a kind asks for, words of a slot, title and recipients, letterhead and wording."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from chuangcheng.cases.queries import Case, Filters, State, cases_for
from chuangcheng.desk.duties.forms import UnitField, UnitsField
from chuangcheng.documents.queries import Asks, Document, KindWording, Spec
from chuangcheng.frameworks.queries import Edition
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.plans.queries import Meeting, MeetingState, meetings_for
from chuangcheng.units.queries import Unit

MOST_CANDIDATES = 60
RUNNING = (State.DISPATCHED.value, State.ACCEPTED.value, State.DISPUTED.value, State.HELD.value)


def _lines(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def _day(**options: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


class EditionChoice(forms.ModelChoiceField):
    """Published frameworks."""

    def __init__(self, **options: Any) -> None:
        super().__init__(Edition.objects.exclude(state="draft").order_by("-year", "code"), **options)

    def label_from_instance(self, obj: Edition) -> str:
        return obj.name


class MeetingChoice(forms.ModelChoiceField):
    """Meetings that were held, the last ones: their minutes take everything from them."""

    def __init__(self, request: StaffRequest, **options: Any) -> None:
        held = meetings_for(request.actor).filter(state__in=(MeetingState.HELD, MeetingState.CONCLUDED))
        ids = list(held.order_by("-starts_at").values_list("pk", flat=True)[:MOST_CANDIDATES])
        super().__init__(Meeting.objects.filter(pk__in=ids).order_by("-starts_at"), **options)

    def label_from_instance(self, obj: Meeting) -> str:
        return f"{obj.number} {obj.name}"


class CasesChoice(forms.ModelMultipleChoiceField):
    """Open cases to tick."""

    def label_from_instance(self, obj: Case) -> str:
        return format_html('{} <span lang="zh-Hans">{}</span>', obj.number, obj.description[:60])


class DraftForm(forms.Form):
    """What a kind asks for, and no more. Cases are offered once the unit is known."""

    def __init__(self, request: StaffRequest, spec: Spec, unit: Unit | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if spec.wants(Asks.PERIOD):
            self.fields["since"] = _day(label=_("First day"))
            self.fields["until"] = _day(label=_("Last day"))
        if spec.wants(Asks.UNIT):
            self.fields["unit"] = UnitField(required=Asks.UNIT in spec.asks, initial=unit)
        if spec.wants(Asks.EDITION):
            self.fields["edition"] = EditionChoice(label=_("Framework"))
        if spec.wants(Asks.MEETING):
            self.fields["meeting"] = MeetingChoice(request, label=_("Meeting"), required=False)
        if spec.wants(Asks.DUE):
            self.fields["due_on"] = _day(label=_("Answer or completion by"), required=False)
        if spec.wants(Asks.CASES) and (unit is not None or not spec.wants(Asks.UNIT)):
            self.fields["cases"] = CasesChoice(
                _candidates(request, unit),
                label=_("Cases"),
                required=Asks.CASES in spec.asks,
                widget=forms.CheckboxSelectMultiple,
            )

    def values(self) -> dict[str, Any]:
        """As the action takes them."""
        given = dict(self.cleaned_data)
        given["cases"] = [case.pk for case in given.get("cases") or ()]
        return given


def _candidates(request: StaffRequest, unit: Unit | None) -> Any:
    """The newest open cases that the reader may see; a slice cannot be filtered again, so by their ids."""
    filters = Filters(states=RUNNING, unit=unit.pk if unit else None)
    ids = cases_for(request.actor, filters, request.at).order_by("-opened_at", "-pk").values_list("pk", flat=True)
    return Case.objects.filter(pk__in=list(ids[:MOST_CANDIDATES])).order_by("number")


def suggested_period(span: str, today: date) -> tuple[date, date]:
    """The week that ends (from Thursday on this one, before that the last), or the month before until the fifth."""
    if span == "month":
        first = today.replace(day=1)
        if today.day > 5:
            return first, today
        last = first - timedelta(days=1)
        return last.replace(day=1), last
    monday = today - timedelta(days=today.weekday())
    if today.weekday() >= 3:
        return monday, today
    return monday - timedelta(days=7), monday - timedelta(days=1)


class WordsForm(forms.Form):
    """The words of one slot; each line becomes a paragraph."""

    text = forms.CharField(
        required=False,
        max_length=8000,
        strip=False,
        widget=_lines(10),
        label=_("Words"),
        help_text=_("Each line becomes a paragraph. Left empty, the heading above it is not printed."),
    )


class AddressForm(forms.Form):
    """Title, main recipients, copies."""

    title = forms.CharField(max_length=200, label=_("Title"))
    units = UnitsField(label=_("Main recipients"))
    copies = forms.CharField(required=False, max_length=300, label=_("Copies to"))

    @staticmethod
    def initial_of(document: Document) -> dict[str, Any]:
        """What stands in the form at first."""
        units = list(document.recipients.values_list("unit", flat=True))
        return {"title": document.title_zh, "units": units, "copies": document.copies_zh}


class ReasonForm(forms.Form):
    """Why; it stays in the record and in the register."""

    reason = forms.CharField(max_length=500, widget=_lines(), label=_("Reason"))


class LetterheadForm(forms.Form):
    """What every document carries."""

    authority_zh = forms.CharField(
        max_length=60,
        label=_("Name of the authority, in red"),
        help_text=_("As it stands over the red line, usually ending in the word for “document”."),
    )
    office_zh = forms.CharField(max_length=60, label=_("Office that signs"))
    contact_zh = forms.CharField(max_length=120, required=False, label=_("Contact, printed in brackets"))
    title_font = forms.CharField(max_length=60, label=_("Font of titles"))
    body_font = forms.CharField(max_length=60, label=_("Font of the text"))
    heading_font = forms.CharField(max_length=60, label=_("Font of headings"))
    subheading_font = forms.CharField(max_length=60, label=_("Font of subheadings"))


class WordingForm(forms.Form):
    """Series, copies and the words of each slot of a kind."""

    series = forms.CharField(
        max_length=12, label=_("Series of numbers"), help_text=_("Stands before the year in brackets.")
    )
    copies = forms.CharField(required=False, max_length=300, label=_("Copies to"))

    def __init__(self, spec: Spec, row: KindWording, data: Any = None) -> None:
        super().__init__(data, initial={"series": row.series_zh, "copies": row.copies_zh})
        self.slots = spec.slots
        for slot in spec.slots:
            self.fields[f"word_{slot.name}"] = forms.CharField(
                required=False,
                max_length=4000,
                widget=_lines(4),
                label=slot.label,
                initial=row.words.get(slot.name, slot.text_zh),
            )

    def words(self) -> dict[str, str]:
        """slot -> text."""
        return {slot.name: self.cleaned_data[f"word_{slot.name}"] for slot in self.slots}
