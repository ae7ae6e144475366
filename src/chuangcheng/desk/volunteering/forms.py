"""Forms of campaigns, shifts, teams and records of service."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuangcheng.desk.duties.forms import UnitField
from chuangcheng.desk.places.picker import PlaceField
from chuangcheng.frameworks.queries import Theme
from chuangcheng.kit.actor import Actor
from chuangcheng.units.queries import Post
from chuangcheng.volunteering.queries import Campaign, ForgottenRule, TeamKind


def _moment() -> forms.DateTimeInput:
    return forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class CampaignForm(forms.Form):
    """What may be changed of a campaign."""

    name_zh = forms.CharField(max_length=200, label=_("Name"))
    theme = forms.ModelChoiceField(Theme.objects.none(), label=_("Theme"))
    text_zh = forms.CharField(
        required=False, max_length=2000, label=_("What is done"), widget=forms.Textarea(attrs={"rows": 3})
    )
    pattern_zh = forms.CharField(required=False, max_length=200, label=_("Usually"))
    insurance_zh = forms.CharField(
        required=False,
        max_length=300,
        label=_("Insurance"),
        help_text=_("How volunteers are insured. Without it the campaign cannot be opened."),
    )
    contact = forms.ModelChoiceField(
        Post.objects.none(), required=False, label=_("Officer on the spot"), help_text=_("A post of the unit.")
    )
    skills = forms.CharField(
        required=False, max_length=300, label=_("Skills needed"), help_text=_("Separate them with commas.")
    )
    capacity = forms.IntegerField(min_value=1, max_value=100_000, initial=20, label=_("Places per shift"))
    youngest = forms.IntegerField(min_value=8, max_value=80, initial=18, label=_("From the age of"))
    rest_minutes = forms.IntegerField(
        min_value=0, max_value=1440, initial=60, label=_("Minutes of rest between two shifts")
    )
    most_minutes_a_day = forms.IntegerField(min_value=30, max_value=720, initial=480, label=_("Minutes a day at most"))
    forgotten_rule = forms.ChoiceField(choices=ForgottenRule.choices, label=_("If somebody forgets to check out"))
    allows_print = forms.BooleanField(required=False, label=_("A printed sign at the place counts too"))

    def __init__(self, *args: Any, unit: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        theme, contact = self.fields["theme"], self.fields["contact"]
        assert isinstance(theme, forms.ModelChoiceField)
        assert isinstance(contact, forms.ModelChoiceField)
        theme.queryset = Theme.objects.order_by("code")
        if unit is None:
            del self.fields["contact"]
        else:
            contact.queryset = Post.objects.filter(unit=unit, is_active=True).order_by("code")

    def clean_skills(self) -> list[str]:
        """A list; commas of both scripts part it."""
        text = self.cleaned_data["skills"]
        for sign in "，、;；|":
            text = text.replace(sign, ",")
        return [part.strip() for part in text.split(",") if part.strip()]


def initial_of(campaign: Campaign) -> dict[str, Any]:
    """The form's values of a campaign that stands."""
    shown = {name: getattr(campaign, name) for name in CampaignForm.base_fields}
    return {**shown, "skills": "，".join(campaign.skills)}


class NewCampaignForm(CampaignForm):
    """With code and unit, which stay as they are."""

    code = forms.CharField(max_length=30, label=_("Code"))
    unit = UnitField(label=_("Organising unit"))
    field_order = ["code", "name_zh", "unit", "theme"]


class ShiftTimesForm(forms.Form):
    """When, how many, where one meets."""

    starts_at = forms.DateTimeField(label=_("From"), widget=_moment())
    ends_at = forms.DateTimeField(label=_("Until"), widget=_moment())
    capacity = forms.IntegerField(min_value=1, max_value=100_000, label=pgettext_lazy("shift", "Places"))
    meeting_zh = forms.CharField(required=False, max_length=200, label=_("Where one meets"))


class NewShiftForm(ShiftTimesForm):
    """With the place, which stays as it is."""

    place = PlaceField(label=_("Place"))
    field_order = ["place", "starts_at", "ends_at", "capacity"]

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = self.fields["place"]
        assert isinstance(place, PlaceField)
        place.actor = actor


class ServiceForm(forms.Form):
    """A correction, always with its reason."""

    arrived_at = forms.DateTimeField(label=_("Came"), widget=_moment())
    left_at = forms.DateTimeField(label=_("Left"), widget=_moment())
    reason = forms.CharField(max_length=300, label=_("Reason"))


class TeamForm(forms.Form):
    """A team of an organisation; a known code changes it."""

    code = forms.CharField(max_length=30, label=_("Code"))
    name_zh = forms.CharField(max_length=200, label=_("Name"))
    kind = forms.ChoiceField(choices=TeamKind.choices, label=_("Whose team"))
    unit = UnitField(label=_("Unit that looks after it"))
    area = PlaceField(kinds=("area",), required=False, label=_("Community"))

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        area = self.fields["area"]
        assert isinstance(area, PlaceField)
        area.actor = actor
