"""Forms of undertakings: drafting, changing, and the small form of each move."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuangcheng.desk.cases.fields import FilesField
from chuangcheng.desk.duties.forms import PostField, UnitField
from chuangcheng.desk.places.forms import attribute_field
from chuangcheng.desk.places.picker import PlaceField
from chuangcheng.frameworks.queries import themes
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.spreadsheets import day, many
from chuangcheng.places.queries import place_of
from chuangcheng.plans.queries import Kind, Milestone, State, Undertaking, holders_of_tasks, upgrade_kinds
from chuangcheng.plans.rules import UNDER
from chuangcheng.recurrences.queries import Recurrence

PLACES = ("facility", "site", "segment")
EQUIPMENT = "equipment_"


def lines(rows: int = 3) -> forms.Textarea:
    """A box of so many lines."""
    return forms.Textarea(attrs={"rows": rows})


def date_input() -> forms.DateInput:
    """The browser's own date field."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class NamedField(forms.ModelChoiceField):
    """A noun with a code, by code and name."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.code} {obj.name}"


class MilestonesField(forms.CharField):
    """One milestone per line: name, then its date; cleaned to pairs."""

    def __init__(self, **options: Any) -> None:
        hint = _("One per line, such as: tender opened @2026-03-31")
        given = {"required": False, "label": _("Milestones"), "help_text": hint, "widget": lines(4), **options}
        super().__init__(max_length=8000, **given)

    def clean(self, value: Any) -> list[tuple[str, date]]:
        found = []
        for number, line in enumerate(str(super().clean(value)).replace("＠", "@").splitlines(), start=1):
            if not line.strip():
                continue
            name, _mark, when = line.rpartition("@")
            try:
                on = day(when.strip())
            except ValueError:
                on = None
            if on is None or not name.strip():
                said = _("Line %(number)s is not written as name @2026-03-31.") % {"number": number}
                raise forms.ValidationError(said)
            found.append((name.strip()[:200], on))
        return found


class UndertakingForm(forms.Form):
    """Everything about an undertaking but its place in the tree."""

    name_zh = forms.CharField(max_length=200, label=_("Name"))
    text_zh = forms.CharField(max_length=4000, required=False, widget=lines(4), label=_("What is to be done"))
    unit = UnitField(label=_("Owner unit"))
    starts_on = forms.DateField(required=False, widget=date_input(), label=_("Starts on"))
    due_on = forms.DateField(widget=date_input(), label=_("Due on"))
    weight = forms.IntegerField(
        min_value=1, max_value=1000, initial=1, label=_("Weight"), help_text=_("Beside what stands next to it.")
    )
    theme = NamedField(queryset=themes(), required=False, empty_label=_("None"), label=_("Theme"))
    standards = forms.CharField(
        required=False, max_length=1000, label=_("Standards it serves"), help_text=_("Codes, such as C1.1.1, C2.3.1")
    )
    milestones = MilestonesField()
    upgrade = NamedField(
        queryset=upgrade_kinds().filter(is_active=True),
        required=False,
        empty_label=_("No upgrade of a place"),
        label=_("Kind of upgrade"),
    )
    place = PlaceField(kinds=PLACES, required=False, label=_("Place of the upgrade"))

    def __init__(self, *args: Any, actor: Actor, undertaking: Undertaking | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.undertaking = undertaking
        self.fields["place"].actor = actor  # type: ignore[attr-defined]
        if undertaking is not None:
            self._show(undertaking)

    def _show(self, one: Undertaking) -> None:
        plain = ("name_zh", "text_zh", "unit", "starts_on", "due_on", "weight", "theme", "upgrade")
        self.initial.update({name: getattr(one, name) for name in plain})
        self.initial["standards"] = ", ".join(one.served.values_list("code", flat=True))
        stones = one.milestones.values_list("name_zh", "due_on")
        self.initial["milestones"] = "\n".join(f"{name} @{on.isoformat()}" for name, on in stones)
        if one.place is not None:
            self.initial["place"] = place_of(one.place)  # type: ignore[arg-type]
        self.fields["post"] = PostField(one.unit, label=_("Responsible post"), empty_label=_("Nobody yet"))
        self.initial["post"] = one.post
        if one.state != State.DRAFTED:
            for name in ("unit", "due_on", "upgrade", "place"):
                del self.fields[name]
        if one.upgrade and one.facility:
            add_equipment(self, one)

    def values(self) -> dict[str, Any]:
        """What the actions take."""
        given = dict(self.cleaned_data)
        given["standards"] = many(given["standards"])
        if "place" in given:
            place = given.pop("place")
            given |= dict.fromkeys(PLACES)
            if place is not None:
                given[place.kind] = place.thing
        equipment = equipment_of(given)
        if equipment is not None:
            given["equipment_after"] = equipment
        return given


def add_equipment(form: forms.Form, one: Undertaking) -> None:
    """A field for each attribute of the facility, with what is planned or stands there."""
    assert one.facility is not None
    values = {**one.facility.equipment, **one.equipment_after}
    for attribute in one.facility.kind.attributes:
        field = attribute_field(attribute)
        value = values.get(attribute["code"])
        field.initial = {True: "1", False: "0"}.get(value, value) if isinstance(value, bool) else value
        form.fields[f"{EQUIPMENT}{attribute['code']}"] = field


def equipment_of(given: dict[str, Any]) -> Mapping[str, Any] | None:
    """Take the equipment out of what a form gave; None where it had no such fields."""
    names = [name for name in given if name.startswith(EQUIPMENT)]
    if not names:
        return None
    taken = {name.removeprefix(EQUIPMENT): given.pop(name) for name in names}
    return {code: value for code, value in taken.items() if value not in (None, "")}


class DraftForm(UndertakingForm):
    """A new undertaking: its code and kind too."""

    code = forms.CharField(max_length=40, label=_("Code"))
    kind = forms.ChoiceField(label=_("Kind"))
    field_order: tuple[str, ...] = ("code", "kind")

    def __init__(self, *args: Any, parent: Undertaking | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        above = parent.kind if parent else ""
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (value, label) for value, label in Kind.choices if above in UNDER[value]
        ]
        if parent is not None:
            self.initial.update({"unit": parent.unit, "due_on": parent.due_on, "theme": parent.theme})


class CardForm(DraftForm):
    """A task that carries out the accepted proposal of a recurring fault: what the card says stands in it already."""

    parent = NamedField(queryset=Undertaking.objects.none(), label=_("Belongs to"))
    field_order = ("parent", "code", "kind")

    def __init__(self, *args: Any, card: Recurrence, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, actor=actor, parent=None, **kwargs)
        self.fields["parent"].queryset = holders_of_tasks(actor)  # type: ignore[attr-defined]
        self.fields["kind"].choices = [(Kind.TASK, Kind.TASK.label)]  # type: ignore[attr-defined]
        first = card.plan_zh.splitlines()[0] if card.plan_zh else card.name_zh
        self.initial.update(
            {
                "kind": Kind.TASK,
                "name_zh": f"{card.place.name_zh}：{first}"[:200],
                "text_zh": card.plan_zh,
                "unit": card.unit_id,
                "due_on": card.wanted_by,
                "place": place_of(card.place),  # type: ignore[arg-type]
                "standards": card.standard.code if card.standard else "",
            }
        )


class MilestoneChoice(forms.ModelMultipleChoiceField):
    """Milestones that have not been reached."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name_zh}（{obj.due_on.isoformat()}）"


def add_before(form: forms.Form, one: Undertaking) -> None:
    """At a place: pictures of how it was, to stand beside those of how it is."""
    if one.place is not None:
        form.fields["before"] = FilesField(required=False, label=_("Pictures from before the work"))


class ProgressForm(forms.Form):
    """How far it has come."""

    percent = forms.IntegerField(min_value=0, max_value=100, label=_("Progress in percent"))
    text = forms.CharField(max_length=4000, widget=lines(4), label=_("What has been done"))
    evidence = FilesField(required=False, label=_("Evidence"))

    def __init__(self, *args: Any, undertaking: Undertaking, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["percent"] = undertaking.percent
        add_before(self, undertaking)
        left = Milestone.objects.filter(undertaking=undertaking, reached_on=None)
        if left:
            self.fields["reached"] = MilestoneChoice(
                left, required=False, widget=forms.CheckboxSelectMultiple, label=_("Milestones reached")
            )


class DoneForm(forms.Form):
    """The work is done: what, with evidence; of an upgrade what stands there now."""

    text = forms.CharField(max_length=4000, widget=lines(4), label=_("What has been done"))
    evidence = FilesField(required=False, label=_("Evidence"))

    def __init__(self, *args: Any, undertaking: Undertaking, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["evidence"].required = undertaking.kind == Kind.TASK
        add_before(self, undertaking)
        if undertaking.upgrade and undertaking.facility:
            add_equipment(self, undertaking)


class ReasonForm(forms.Form):
    """Why; it stays in the record."""

    reason = forms.CharField(max_length=1000, widget=lines(), label=_("Reason"))


class NoteForm(forms.Form):
    """What was looked at, if that is worth a word."""

    note = forms.CharField(max_length=1000, required=False, widget=lines(), label=_("Note"))


class ConfirmForm(forms.Form):
    """Nothing to fill in."""


class PassOnForm(ReasonForm):
    """To whom."""

    unit = UnitField(label=_("New owner unit"))
    field_order = ("unit", "reason")


class PostponeForm(ReasonForm):
    """Until when."""

    due_on = forms.DateField(widget=date_input(), label=_("New due date"))
    field_order = ("due_on", "reason")


class CopyForm(forms.Form):
    """Into which year."""

    year = forms.IntegerField(min_value=2000, max_value=2100, label=_("Year"))


class SlippageRuleForm(forms.Form):
    """From when a task counts as silent."""

    silent_days = forms.IntegerField(
        min_value=1, max_value=366, label=_("Days without a report after which a task counts as silent")
    )


class UploadForm(forms.Form):
    """A table of undertakings."""

    file = forms.FileField(label=_("Spreadsheet (CSV or XLSX)"))
    replaces = forms.BooleanField(
        required=False,
        label=_("The table is complete"),
        help_text=_("Drafts of the same plan that it does not name are removed. What was confirmed always stays."),
    )


class UpgradeKindForm(forms.Form):
    """A kind of upgrade: which kinds of facility, what stands there afterwards."""

    code = forms.CharField(max_length=20, label=_("Code"))
    name_zh = forms.CharField(max_length=200, label=_("Name"))
    name_en = forms.CharField(max_length=300, required=False, label=_("English name"))
    facility_kinds = forms.CharField(
        required=False, max_length=400, label=_("Kinds of facility (codes)"), help_text=_("Blank: any place.")
    )
    equipment = forms.CharField(
        required=False,
        max_length=2000,
        widget=lines(5),
        label=_("Equipment afterwards"),
        help_text=_("One per line: code of the attribute=value. A project may say otherwise."),
    )
    is_active = forms.BooleanField(required=False, initial=True, label=_("In use"))

    def clean_facility_kinds(self) -> list[str]:
        return many(self.cleaned_data["facility_kinds"])

    def clean_equipment(self) -> dict[str, str]:
        found = {}
        for line in self.cleaned_data["equipment"].splitlines():
            name, mark, value = line.partition("=")
            if line.strip() and not (mark and name.strip()):
                raise forms.ValidationError(_("Write each line as attribute=value."))
            if line.strip():
                found[name.strip()] = value.strip()
        return found
