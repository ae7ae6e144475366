"""What a volunteer says of themselves, and what a leader writes down on the spot."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuangcheng.places.queries import Area, AreaLevel
from chuangcheng.volunteering.queries import PhotoKind, Team


class DetailsForm(forms.Form):
    """Skills, team, community; a minor's guardian."""

    skills = forms.CharField(
        required=False,
        max_length=300,
        label=_("Skills"),
        help_text=_("For example first aid, sign language, computers. Separate them with commas."),
    )
    team = forms.ModelChoiceField(Team.objects.none(), required=False, label=_("Team"))
    community = forms.ModelChoiceField(Area.objects.none(), required=False, label=_("Community"))
    takes_calls = forms.BooleanField(
        required=False, initial=True, label=_("You may ask me when help is needed at short notice")
    )
    guardian_name = forms.CharField(
        required=False, max_length=30, label=_("Guardian's name"), help_text=_("Only under eighteen.")
    )
    guardian_phone = forms.CharField(
        required=False,
        max_length=24,
        label=_("Guardian's mobile telephone number"),
        help_text=_("A short message asks whether they agree."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        team, community = self.fields["team"], self.fields["community"]
        assert isinstance(team, forms.ModelChoiceField)
        assert isinstance(community, forms.ModelChoiceField)
        team.queryset = Team.objects.filter(is_active=True)
        community.queryset = Area.objects.filter(level=AreaLevel.COMMUNITY).order_by("code")

    def clean_skills(self) -> list[str]:
        """A list; commas of both scripts part it."""
        text = self.cleaned_data["skills"]
        for sign in "，、;；|":
            text = text.replace(sign, ",")
        return [part.strip() for part in text.split(",") if part.strip()]


class RegisterForm(DetailsForm):
    """The first time: name and day of birth too."""

    name = forms.CharField(max_length=30, label=_("Your name"), help_text=_("It stands on your certificates."))
    born = forms.DateField(
        label=_("Day of birth"),
        help_text=_("For age limits only. It is kept encrypted."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    field_order = ["name", "born", "skills", "team", "community", "takes_calls", "guardian_name", "guardian_phone"]


def _moment() -> forms.DateTimeInput:
    return forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


class RecordForm(forms.Form):
    """One line of the leader's list."""

    number = forms.CharField(max_length=20, label=_("Volunteer's number"))
    arrived_at = forms.DateTimeField(label=_("Came"), widget=_moment())
    left_at = forms.DateTimeField(label=_("Left"), widget=_moment())


class PhotoForm(forms.Form):
    """A picture of the place."""

    kind = forms.ChoiceField(choices=PhotoKind.choices, label=_("Before or after the work"))
    photo = forms.FileField(label=_("Picture"), widget=forms.ClearableFileInput(attrs={"accept": "image/*"}))
