"""Forms of patrols: a scheme, its parts, a window, a reason."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuangcheng.desk.duties.forms import UnitField
from chuangcheng.desk.places.picker import PlaceField
from chuangcheng.kit.actor import Actor
from chuangcheng.patrols.queries import DaysChoice, Point, Scheme, ShiftKind, Team, points, teams
from chuangcheng.units.queries import Post, units

WEEKDAYS = (
    (0, _("Monday")),
    (1, _("Tuesday")),
    (2, _("Wednesday")),
    (3, _("Thursday")),
    (4, _("Friday")),
    (5, _("Saturday")),
    (6, _("Sunday")),
)


def _day() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _time() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class SchemeForm(forms.Form):
    """What may be changed while the scheme is not on."""

    name_zh = forms.CharField(max_length=200, label=_("Name"))
    purpose_zh = forms.CharField(
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        label=_("Lawful purpose"),
        help_text=_("What danger or disorder is looked for. Without it the scheme cannot be switched on."),
    )
    basis_zh = forms.CharField(
        required=False, max_length=500, label=_("Basis"), help_text=_("The law, rule or decision it rests on.")
    )
    ends_on = forms.DateField(
        required=False, widget=_day(), label=_("Last day"), help_text=_("It ends by itself on this day.")
    )
    warn_minutes = forms.IntegerField(
        min_value=0, max_value=720, initial=20, label=_("Warning before a window ends, in minutes")
    )
    keep_days = forms.IntegerField(min_value=1, max_value=90, initial=30, label=_("Scans are kept for so many days"))


class NewSchemeForm(SchemeForm):
    """With place, unit and code, which stay as they are."""

    code = forms.CharField(max_length=30, label=_("Code"), help_text=_("Short: it begins the codes of its points."))
    place = PlaceField(kinds=("site", "area"), label=_("Market or area"))
    unit = UnitField(label=_("Unit that runs the roster"))
    field_order = ["code", "name_zh", "place", "unit"]

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = self.fields["place"]
        assert isinstance(place, PlaceField)
        place.actor = actor


class PointForm(forms.Form):
    """A patrol point."""

    name_zh = forms.CharField(max_length=200, label=_("Name"), help_text=_("As it is printed on the sign."))
    longitude = forms.FloatField(required=False, label=_("Longitude (WGS-84)"), help_text=_("May be left out."))
    latitude = forms.FloatField(required=False, label=_("Latitude (WGS-84)"))
    is_active = forms.BooleanField(required=False, initial=True, label=_("In use"))


class PostsField(forms.ModelMultipleChoiceField):
    """Posts of a unit and of those below it, without the names of their holders."""

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name} · {obj.unit.name}"


class TeamForm(forms.Form):
    """A patrol team: its unit is the scheme's, its posts are chosen among that unit's."""

    name_zh = forms.CharField(max_length=200, label=_("Name"))
    posts = PostsField(
        Post.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        label=_("Posts"),
        help_text=_("At least two: of a team of one, every scan would tell who made it."),
    )
    is_active = forms.BooleanField(required=False, initial=True, label=_("In use"))

    def __init__(self, *args: Any, scheme: Scheme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        posts = self.fields["posts"]
        assert isinstance(posts, PostsField)
        below = units().filter(path__startswith=scheme.unit.path)
        posts.queryset = Post.objects.filter(unit__in=below, is_active=True).select_related("unit").order_by("code")


class ShiftForm(forms.Form):
    """A pattern: hours, windows, days, teams in turn, points."""

    name_zh = forms.CharField(max_length=200, label=_("Name"))
    kind = forms.ChoiceField(choices=ShiftKind.choices, label=_("Kind"))
    starts = forms.TimeField(widget=_time(), label=_("From"))
    ends = forms.TimeField(widget=_time(), label=_("Until"), help_text=_("At or before the beginning: next day."))
    window_count = forms.IntegerField(
        min_value=1, max_value=24, initial=4, label=_("Windows"), help_text=_("The shift is cut into so many.")
    )
    looks = forms.IntegerField(min_value=1, max_value=12, initial=1, label=_("Looks at each point in a window"))
    days = forms.ChoiceField(choices=DaysChoice.choices, label=_("Days"))
    weekdays = forms.TypedMultipleChoiceField(
        required=False, coerce=int, choices=WEEKDAYS, widget=forms.CheckboxSelectMultiple, label=_("Weekdays")
    )
    teams = forms.ModelMultipleChoiceField(
        Team.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Teams, in turn"),
        help_text=_("Without a team every window is shown as a gap."),
    )
    points = forms.ModelMultipleChoiceField(
        Point.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Points"),
        help_text=_("None chosen: every point in use."),
    )
    is_active = forms.BooleanField(required=False, initial=True, label=_("In use"))

    def __init__(self, *args: Any, scheme: Scheme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, scheme)


def choose(form: forms.Form, scheme: Scheme) -> None:
    """Teams and points in use of the scheme, as choices."""
    for name, rows in (("teams", teams(scheme)), ("team", teams(scheme)), ("points", points(scheme))):
        field = form.fields.get(name)
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = rows.filter(is_active=True)


class AssignForm(forms.Form):
    """Who goes."""

    team = forms.ModelChoiceField(Team.objects.none(), label=_("Team"))

    def __init__(self, *args: Any, scheme: Scheme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, scheme)


class WindowForm(forms.Form):
    """A window outside the shifts."""

    on = forms.DateField(widget=_day(), label=_("Day"))
    starts = forms.TimeField(widget=_time(), label=_("From"))
    ends = forms.TimeField(widget=_time(), label=_("Until"), help_text=_("At or before the beginning: next day."))
    looks = forms.IntegerField(min_value=1, max_value=12, initial=1, label=_("Looks at each point in a window"))
    team = forms.ModelChoiceField(Team.objects.none(), required=False, label=_("Team"))
    points = forms.ModelMultipleChoiceField(
        Point.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Points"),
        help_text=_("None chosen: every point in use."),
    )

    def __init__(self, *args: Any, scheme: Scheme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose(self, scheme)


class ReasonForm(forms.Form):
    """Why; it stays in the record."""

    reason = forms.CharField(max_length=500, widget=forms.Textarea(attrs={"rows": 3}), label=_("Reason"))
