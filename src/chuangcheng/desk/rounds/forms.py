"""Forms of rounds: the plan, a replacement, a re-check, a reason."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chuangcheng.frameworks.queries import Edition
from chuangcheng.inspections.queries import PoolMember, RoundKind
from chuangcheng.units.queries import Post

DAYS = 14


def _days() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class RecheckRoundForm(forms.Form):
    """A round of closed cases from a draw that has run."""

    name_zh = forms.CharField(max_length=200, label=_("Name of the round"))
    code = forms.CharField(max_length=40, label=_("Code"), help_text=_("Short and unique, for example 2026-Q4-1."))
    opens_on = forms.DateField(widget=_days(), label=_("First day"))
    closes_on = forms.DateField(widget=_days(), label=_("Last day"))
    inspectors_per_visit = forms.IntegerField(min_value=2, max_value=6, initial=2, label=_("Inspectors per stop"))
    is_spread = forms.BooleanField(
        required=False,
        label=_("Give each stop a day of its own; inspectors see it only on that day"),
    )
    purpose_zh = forms.CharField(
        required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 2}), label=_("Purpose")
    )

    @staticmethod
    def proposed(at: Any) -> dict[str, Any]:
        """Today, and two weeks from today."""
        today = timezone.localdate(at)
        return {"opens_on": today, "closes_on": today + timedelta(days=DAYS)}


class PlanForm(RecheckRoundForm):
    """A round of sites from a draw that has run."""

    kind = forms.ChoiceField(
        choices=[(kind.value, kind.label) for kind in (RoundKind.ROUND, RoundKind.MARKET)],
        initial=RoundKind.ROUND,
        required=False,
        label=_("What the round is for"),
        help_text=_("A market assessment counts for each market over time, apart from the rounds of inspection."),
    )
    edition = forms.ModelChoiceField(queryset=Edition.objects.none(), label=_("Edition of the framework"))
    minors_edition = forms.ModelChoiceField(
        queryset=Edition.objects.none(),
        required=False,
        label=_("Edition for minors"),
        help_text=_("Its check points are answered at the same stops."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        published = Edition.objects.filter(state="published").order_by("-year", "kind", "code")
        for name, kind in (("edition", "city"), ("minors_edition", "minors")):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)
            field.queryset = published.filter(kind=kind)

    def clean_kind(self) -> str:
        return self.cleaned_data["kind"] or RoundKind.ROUND


class ReplaceForm(forms.Form):
    """Somebody else goes to a stop."""

    leaving = forms.ChoiceField(label=_("Who does not go"))
    joining = forms.ChoiceField(label=_("Who goes instead"))
    reason = forms.CharField(max_length=500, label=_("Reason"), help_text=_("It stays in the record of the round."))

    def __init__(self, *args: Any, team: Sequence[Post], pool: Sequence[PoolMember], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {one.post.pk: one.person_name for one in pool}
        self.team = {str(post.pk): post for post in team}
        self.pool = {str(one.post.pk): one.post for one in pool if str(one.post.pk) not in self.team}
        for name, posts in (("leaving", self.team), ("joining", self.pool)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [(pk, f"{names.get(post.pk, post.name)} · {post.unit.name}") for pk, post in posts.items()]

    def values(self) -> dict[str, Any]:
        """Arguments of `replace_inspector`."""
        given = self.cleaned_data
        leaving, joining = self.team[given["leaving"]], self.pool[given["joining"]]
        return {"leaving": leaving, "joining": joining, "reason": given["reason"]}


class RecheckForm(forms.Form):
    """Who looks again at a case that was closed."""

    posts = forms.MultipleChoiceField(widget=forms.CheckboxSelectMultiple, label=_("Who goes"))

    def __init__(self, *args: Any, pool: Sequence[PoolMember], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pool = {str(one.post.pk): one for one in pool}
        field = self.fields["posts"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(pk, f"{one.person_name} · {one.post.unit.name}") for pk, one in self.pool.items()]

    def chosen(self) -> list[Post]:
        return [self.pool[pk].post for pk in self.cleaned_data["posts"]]


class ReasonForm(forms.Form):
    """Why; it stays in the record."""

    reason = forms.CharField(max_length=500, widget=forms.Textarea(attrs={"rows": 3}), label=_("Reason"))
