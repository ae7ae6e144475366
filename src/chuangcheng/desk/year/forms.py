"""Forms of the year: a plan, a frequency, which sites long unseen."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from chuangcheng.inspections.queries import FrequencyPeriod, areas_to_choose
from chuangcheng.places.queries import SiteType


class YearForm(forms.Form):
    """This year or the next."""

    year = forms.TypedChoiceField(coerce=int, label=_("Year"))

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        this = timezone.localdate(at).year
        field = self.fields["year"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(year, str(year)) for year in (this, this + 1)]


class FrequencyForm(forms.Form):
    """So many times in each period."""

    site_type = forms.ModelChoiceField(queryset=SiteType.objects.none(), label=_("Kind of site"))
    times = forms.IntegerField(min_value=1, max_value=52, initial=1, label=_("Times"))
    period = forms.ChoiceField(choices=FrequencyPeriod.choices, initial="quarter", label=_("Period"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["site_type"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = SiteType.objects.filter(is_active=True).order_by("code")


class UnseenFilter(forms.Form):
    """Kind, part of the city, never seen."""

    site_type = forms.ModelChoiceField(
        queryset=SiteType.objects.none(), required=False, label=_("Kind of site"), empty_label=_("All kinds")
    )
    area = forms.ChoiceField(required=False, label=_("Part of the city"))
    never = forms.BooleanField(required=False, label=_("Never seen"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind, area = self.fields["site_type"], self.fields["area"]
        assert isinstance(kind, forms.ModelChoiceField)
        assert isinstance(area, forms.ChoiceField)
        kind.queryset = SiteType.objects.filter(is_active=True).order_by("code")
        area.choices = [("", _("The whole city")), *((one.path, one.name) for one in areas_to_choose())]

    def narrowing(self) -> dict[str, Any]:
        """Arguments of `unseen_sites`."""
        given = self.cleaned_data if self.is_valid() else {}
        kind = given.get("site_type")
        return {
            "site_type": kind.pk if kind else None,
            "area_path": given.get("area") or "",
            "never": bool(given.get("never")),
        }


class ReasonForm(forms.Form):
    """Why; it stays in the record."""

    reason = forms.CharField(max_length=300, widget=forms.Textarea(attrs={"rows": 2}), label=_("Reason"))
