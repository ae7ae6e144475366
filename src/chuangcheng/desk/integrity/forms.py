"""Forms of the red and black lists."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuangcheng.desk.cases.fields import UnitField
from chuangcheng.desk.materials.forms import day_field
from chuangcheng.integrity import queries
from chuangcheng.integrity.queries import EntryState, Ground, ListKind, PartyKind


class GroundField(forms.ModelChoiceField):
    """A ground by its code, list and words."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.code} {obj.get_kind_display()} · {obj.ground_zh}"


class EntryFilter(forms.Form):
    """Words, list, field, state."""

    q = forms.CharField(
        required=False,
        max_length=60,
        label=_("Name or document"),
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    list = forms.ChoiceField(
        required=False, choices=(("", _("Both lists")), *ListKind.choices), label=pgettext_lazy("honesty", "List")
    )
    state = forms.ChoiceField(required=False, choices=(("", _("All states")), *EntryState.choices), label=_("State"))


class EntryForm(forms.Form):
    """What the authority decided about one party."""

    ground = GroundField(queryset=Ground.objects.none(), label=_("Ground"))
    party_kind = forms.ChoiceField(choices=PartyKind.choices, label=_("Firm or person"), widget=forms.RadioSelect)
    name = forms.CharField(max_length=200, label=_("Name"), widget=forms.TextInput(attrs={"autocomplete": "off"}))
    number = forms.CharField(
        max_length=40,
        label=_("Credit code or identity number"),
        help_text=_("Sealed at once; the public sees it masked."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    document_zh = forms.CharField(max_length=120, label=pgettext_lazy("honesty", "Document"))
    decided_on = day_field(label=_("Decided on"))
    started_on = day_field(
        label=_("Periods run from"), required=False, help_text=_("The day of the decision if left blank.")
    )
    start_event_zh = forms.CharField(max_length=200, label=_("Event they run from"), required=False)
    why_published_zh = forms.CharField(
        max_length=300, label=_("Why a minor failing needs to be published"), required=False
    )
    campaign = forms.ModelChoiceField(
        queryset=queries.Campaign.objects.none(), required=False, label=_("Special campaign")
    )

    def __init__(self, *args: Any, actor: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (("ground", queries.grounds_for(actor)), ("campaign", queries.campaigns_for(actor))):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = rows


class TextForm(forms.Form):
    """What is said."""

    text = forms.CharField(max_length=2000, label=_("Text"), widget=forms.Textarea(attrs={"rows": 4}))


class RepairForm(forms.Form):
    """The decision of the national window."""

    document_zh = forms.CharField(max_length=120, label=_("Decision on the repair (number, day)"))


class GroundsForm(forms.Form):
    """Both tables together: a ground stands under a field."""

    fields_file = forms.FileField(label=_("Fields (XLSX or CSV)"))
    grounds_file = forms.FileField(label=_("Grounds (XLSX or CSV)"))


class CampaignForm(forms.Form):
    """專項整治."""

    field = forms.ModelChoiceField(queryset=queries.Field.objects.order_by("code"), label=_("Field"))
    name_zh = forms.CharField(max_length=200, label=_("Name"))
    lead_unit = UnitField(label=_("Lead unit"))
    starts_on = day_field(label=_("From"))
    ends_on = day_field(label=_("Until"))
    goal_zh = forms.CharField(
        max_length=2000, label=_("What is to be reached"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class ReportForm(forms.Form):
    """Figures since the report before."""

    reported_on = day_field(label=_("Day"))
    checked = forms.IntegerField(min_value=0, max_value=1_000_000, label=_("Checked"))
    found = forms.IntegerField(min_value=0, max_value=1_000_000, label=pgettext_lazy("campaign", "Found"))
    put_right = forms.IntegerField(min_value=0, max_value=1_000_000, label=_("Put right"))
    punished = forms.IntegerField(min_value=0, max_value=1_000_000, label=_("Punished"))
    text_zh = forms.CharField(
        max_length=2000, label=_("In words"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class StoryForm(forms.Form):
    """A case told without names."""

    field = forms.ModelChoiceField(queryset=queries.Field.objects.order_by("code"), label=_("Field"))
    authority = UnitField(label=_("Authority that handled it"))
    title_zh = forms.CharField(max_length=120, label=_("Title"))
    story_zh = forms.CharField(
        max_length=4000,
        label=_("Story"),
        help_text=_("No names; long numbers are blotted out."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
