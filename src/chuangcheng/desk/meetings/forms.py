"""Forms of meetings."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuangcheng.desk.duties.forms import UnitField, UnitsField
from chuangcheng.desk.plans.forms import date_input, lines
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.plans.queries import Kind, Meeting, MeetingKind, State, Undertaking, agenda_of, attendance_of
from chuangcheng.units.queries import Unit


class MeetingForm(forms.Form):
    """What, when, where."""

    kind = forms.ChoiceField(choices=MeetingKind.choices, label=_("Kind"))
    name_zh = forms.CharField(max_length=200, label=_("Name"))
    starts_at = forms.DateTimeField(
        label=_("Begins"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
    )
    room_zh = forms.CharField(max_length=200, label=pgettext_lazy("meeting", "Where"))
    chair_zh = forms.CharField(max_length=200, required=False, label=_("Presided by"), help_text=_("The post."))


class InviteForm(forms.Form):
    """Units; those whose cases and tasks stand on the agenda are chosen already."""

    units = UnitsField(label=_("Units"))

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        concerned = set()
        for point in agenda_of(meeting):
            concerned |= {thing.unit_id for thing in (point.case, point.undertaking, point.resolution) if thing}
        self.initial["units"] = [pk for pk in concerned if pk]


class NamesOfUnits(forms.ModelMultipleChoiceField):
    """Units as boxes to tick."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class AttendanceForm(forms.Form):
    """Who was there, who had excused themselves; the others were absent."""

    def __init__(self, *args: Any, meeting: Meeting, request: StaffRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        invited = attendance_of(request.actor, meeting).values("unit")
        units = Unit.objects.filter(pk__in=invited).order_by("path")
        self.fields["present"] = NamesOfUnits(units, label=_("Units present"))
        self.fields["excused"] = NamesOfUnits(units, required=False, label=_("Excused"))

    def values(self) -> dict[str, Any]:
        """Ids, as the action takes them."""
        return {name: [unit.pk for unit in self.cleaned_data[name]] for name in ("present", "excused")}


class MinutesForm(forms.Form):
    """What was said."""

    text = forms.CharField(max_length=20000, widget=lines(14), label=_("Minutes"))


class ReasonForm(forms.Form):
    """Why; it stays in the record."""

    reason = forms.CharField(max_length=1000, widget=lines(), label=_("Reason"))


class ConfirmForm(forms.Form):
    """Nothing to fill in."""


class ResolutionForm(forms.Form):
    """What was resolved, and what becomes of it."""

    text = forms.CharField(max_length=2000, widget=lines(4), label=_("Resolution"))
    unit = UnitField()
    due_on = forms.DateField(widget=date_input(), label=_("Due on"))

    def __init__(self, *args: Any, meeting: Meeting, request: StaffRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["due_on"] = timezone.localdate(meeting.starts_at)
        cases = [point.case for point in agenda_of(meeting) if point.case]
        shown = [("", _("No case"))] + [(str(case.pk), f"{case.number} {case.description[:40]}") for case in cases]
        self.cases = {str(case.pk): case for case in cases}
        self.fields["case"] = forms.ChoiceField(
            choices=shown, required=False, label=_("Write it on the case"), help_text=_("Cases of the agenda.")
        )
        held = Undertaking.objects.exclude(kind=Kind.TASK).exclude(state__in=(State.DONE, State.DROPPED))
        self.fields["task_under"] = PlanChoice(
            held.order_by("path"), required=False, empty_label=_("No task"), label=_("Make it a task of")
        )

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        given = dict(self.cleaned_data)
        given["case"] = self.cases.get(given["case"])
        return given


class PlanChoice(forms.ModelChoiceField):
    """A plan, key points or scheme."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.code} {obj.name}"


class SettleForm(forms.Form):
    """What came of it."""

    result = forms.CharField(max_length=2000, widget=lines(4), label=_("What came of it"))


class WordsForm(forms.Form):
    """Plain points of the agenda."""

    words = forms.CharField(
        max_length=4000, required=False, widget=lines(3), label=_("Further points"), help_text=_("One per line.")
    )
