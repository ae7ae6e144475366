"""Forms of honours."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from chuangcheng.desk.cases.fields import FilesField, UnitField
from chuangcheng.desk.places.picker import PlaceField
from chuangcheng.honours.queries import CheckResult, Cycle, Kind, Nomination, Programme, Season
from chuangcheng.inspections.queries import PoolMember
from chuangcheng.kit.actor import Actor
from chuangcheng.places.queries import Area, Site


def lines(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def day_field(**options: Any) -> forms.DateField:
    """A day, with the browser's own picker."""
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **options)


class NothingForm(forms.Form):
    """Only the button."""


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(max_length=1000, widget=lines(3), label=_("Reason"))


class TextForm(forms.Form):
    """What is said."""

    text = forms.CharField(max_length=4000, widget=lines(), label=_("Text"))


class SeasonForm(forms.Form):
    """The name of a season."""

    name_zh = forms.CharField(
        max_length=100, label=_("Name of the season"), help_text=_("Such as “fourth quarter of 2026”.")
    )


class AreaField(forms.ModelChoiceField):
    """A community or a larger area."""

    def __init__(self, **options: Any) -> None:
        super().__init__(Area.objects.order_by("path"), **{"label": _("Area"), **options})

    def label_from_instance(self, obj: Area) -> str:
        return obj.name


class SiteForm(forms.Form):
    """The place, where a place is honoured or somebody goes and looks."""

    site = PlaceField(
        kinds=("site",),
        required=False,
        label=_("Site"),
        help_text=_("The courtyard, village or house itself: the review on site goes there."),
    )

    def __init__(self, *args: Any, season: Season, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        site = self.fields["site"]
        assert isinstance(site, PlaceField)
        site.actor = actor
        if not season.rules.takes_site:
            del self.fields["site"]

    def clean_site(self) -> Site | None:
        place = self.cleaned_data["site"]
        return place.site if place else None


class NominateForm(SiteForm):
    """Somebody is put forward."""

    name_zh = forms.CharField(max_length=100, label=_("Name of the nominee"))
    honour_class = forms.ChoiceField(label=pgettext_lazy("honour", "Class"))
    headline_zh = forms.CharField(max_length=120, label=_("In one line"))
    text = forms.CharField(max_length=6000, widget=lines(7), label=_("What speaks for it"))
    unit = UnitField(required=False, empty_label=_("No unit"))
    area = AreaField(required=False, empty_label=_("No area"))
    uploads = FilesField(
        required=False, label=_("Evidence"), help_text=_("Pictures and PDF; nobody outside sees them until released.")
    )

    field_order = ["name_zh", "honour_class", "headline_zh", "text", "unit", "area", "site", "uploads"]

    def __init__(self, *args: Any, season: Season, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, season=season, actor=actor, **kwargs)
        choice = self.fields["honour_class"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(one, one) for one in season.rules.classes]
        if season.is_personal:
            self.fields["is_minor"] = forms.BooleanField(required=False, label=_("The nominee is under age"))
            self.fields["contact"] = forms.CharField(
                required=False,
                max_length=60,
                label=_("How the nominee is reached"),
                help_text=_("To ask for consent; encrypted, and erased when the season ends."),
            )


class ConsentForm(forms.Form):
    """What the nominee answered."""

    is_given = forms.TypedChoiceField(
        choices=(("1", _("Consents to be named in public")), ("0", _("Does not consent"))),
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
        label=_("Answer"),
    )
    name = forms.CharField(max_length=60, label=_("Name of whoever answers"))
    is_guardian = forms.BooleanField(required=False, label=_("Answers as the guardian of a minor"))


class JoinForm(forms.Form):
    """Which other nomination of the season."""

    def __init__(self, *args: Any, nomination: Nomination, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Nomination.objects.filter(season=nomination.season_id, state__in=("nominated", "candidate"))
        self.fields["into"] = IntoField(rows.exclude(pk=nomination.pk).order_by("number")[:500])


class IntoField(forms.ModelChoiceField):
    """A nomination by number and name."""

    def __init__(self, rows: Any) -> None:
        super().__init__(Nomination.objects.filter(pk__in=[one.pk for one in rows]), label=_("The same nominee as"))

    def label_from_instance(self, obj: Nomination) -> str:
        return f"{obj.number} {obj.name_zh}"


class ReviewForm(forms.Form):
    """What is decided upon what the round found."""

    passes = forms.TypedChoiceField(
        choices=(("1", _("Meets the criteria")), ("0", _("Does not meet them"))),
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
        label=_("Finding"),
    )
    text = forms.CharField(max_length=4000, widget=lines(), label=_("What was found"))
    uploads = FilesField(required=False, label=_("Pictures"))


class SiteReviewForm(ReviewForm):
    """The same where there is no site: who went there writes it down, and why no round did."""

    visited_on = day_field(label=_("Visited on"))
    reason = forms.CharField(
        max_length=500,
        label=_("Why no round of inspection goes there"),
        help_text=_("Such as that the nominee has no site in the table of places."),
    )
    field_order = ["visited_on", "reason", "passes", "text", "uploads"]


class ReviewRoundForm(forms.Form):
    """The round that goes to the sites of candidates."""

    sites = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, label=_("Sites to be visited"))
    posts = forms.MultipleChoiceField(
        widget=forms.CheckboxSelectMultiple,
        label=_("Inspectors"),
        help_text=_("Dealt in an order drawn by chance; nobody goes to a nominee of the own unit."),
    )
    name_zh = forms.CharField(max_length=200, label=_("Name of the round"))
    code = forms.CharField(max_length=40, label=_("Code"), help_text=_("Short and unique, for example 2026-Q4-1."))
    opens_on = day_field(label=_("First day"))
    closes_on = day_field(label=_("Last day"))
    inspectors_per_visit = forms.IntegerField(min_value=2, max_value=6, initial=2, label=_("Inspectors per stop"))
    is_spread = forms.BooleanField(
        required=False, label=_("Give each stop a day of its own; inspectors see it only on that day")
    )

    def __init__(self, *args: Any, due: list[tuple[Nomination, list[Site]]], pool: list[PoolMember], **kw: Any) -> None:
        super().__init__(*args, **kw)
        self.due = {f"{one.pk}-{site.pk}": (one, site) for one, sites in due for site in sites}
        self.pool = {str(one.post.pk): one for one in pool}
        labels = [(key, f"{one.name_zh} · {site.name}") for key, (one, site) in self.due.items()]
        people = [(pk, f"{one.person_name} · {one.post.unit.name}") for pk, one in self.pool.items()]
        for name, choices in (("sites", labels), ("posts", people)):
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)
            field.choices = choices
            field.initial = [key for key, _label in choices]

    def values(self) -> dict[str, Any]:
        """Arguments of `plan_reviews`."""
        given = dict(self.cleaned_data)
        chosen = [self.due[key] for key in given.pop("sites")]
        return {**given, "chosen": chosen, "posts": [self.pool[pk].post for pk in given["posts"]]}


class CheckForm(forms.Form):
    """What the office found."""

    result = forms.ChoiceField(choices=CheckResult.choices, widget=forms.RadioSelect, label=_("Answer"))
    reason = forms.CharField(
        required=False,
        max_length=1000,
        widget=lines(3),
        label=_("Reason"),
        help_text=_("Needed where something speaks against it; only the office and the campaign office read it."),
    )


class JurorForm(forms.Form):
    """Somebody whose post lets them judge."""

    def __init__(self, *args: Any, people: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        choices = [(pk, one.name) for pk, one in self.people.items()]
        self.fields["person"] = forms.ChoiceField(choices=choices, label=_("Person"))


class MarksForm(forms.Form):
    """One juror's marks."""

    def __init__(self, *args: Any, season: Season, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in season.rules.criteria:
            self.fields[one.code] = forms.IntegerField(min_value=0, max_value=10, label=one.text_zh)


class StoryForm(forms.Form):
    """The words of the hall."""

    story = forms.CharField(max_length=6000, widget=lines(9), label=_("Story"))


class TermsForm(forms.Form):
    """The terms of a programme; lists have a line each."""

    name_zh = forms.CharField(max_length=200, label=_("Name"))
    name_en = forms.CharField(required=False, max_length=300, label=_("Name in English"))
    kind = forms.ChoiceField(choices=Kind.choices, label=_("Who is honoured"))
    cycle = forms.ChoiceField(choices=Cycle.choices, label=_("How often"))
    classes = forms.CharField(widget=lines(), label=_("Classes"), help_text=_("One a line."))
    criteria = forms.CharField(
        widget=lines(5),
        label=_("Criteria"),
        help_text=_("One a line, its weight behind an asterisk: recognised by all*2."),
    )
    checks = forms.CharField(
        required=False,
        widget=lines(),
        label=_("Offices that are asked"),
        help_text=_("One a line: code of the unit, matter, working days, with colons: DW35:credit check:3."),
    )
    quota = forms.IntegerField(min_value=1, max_value=1000, label=_("Quota"))
    term_months = forms.IntegerField(min_value=0, max_value=120, label=_("Term in months"), help_text=_("0: no end."))
    notice_days = forms.IntegerField(min_value=1, max_value=60, label=_("Public notice in working days"))
    jury_size = forms.IntegerField(min_value=1, max_value=99, label=_("Members of the jury"))
    nomination_days = forms.IntegerField(min_value=1, max_value=366, label=_("Days of nomination"))
    vote_days = forms.IntegerField(min_value=1, max_value=60, label=_("Days of the public vote"))
    public_vote = forms.BooleanField(required=False, label=_("With a public vote"))
    site_review = forms.BooleanField(required=False, label=_("With a review on site"))
    is_renewable = forms.BooleanField(required=False, label=_("Can be renewed"))
    revoked_by = forms.CharField(
        required=False,
        max_length=500,
        label=_("Lines of the negative list that put it in question"),
        help_text=_("Codes with spaces between; blank: all of them."),
    )

    @staticmethod
    def of(programme: Programme) -> dict[str, Any]:
        """The form as the programme stands."""
        terms = programme.rules
        return {
            **programme.terms,
            "name_zh": programme.name_zh,
            "name_en": programme.name_en,
            "cycle": programme.cycle,
            "classes": "\n".join(terms.classes),
            "criteria": "\n".join(f"{one.text_zh}*{one.weight}" for one in terms.criteria),
            "checks": "\n".join(f"{one.unit}:{one.matter_zh}:{one.working_days}" for one in terms.checks),
            "revoked_by": " ".join(terms.revoked_by),
        }
