"""Forms of the working calendar: a table to upload, the seasons of working hours."""

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from chuangcheng.calendars.rules import Season, Span

MOST_SEASONS = 6


class TableUpload(forms.Form):
    """A table of working days as CSV or XLSX."""

    file = forms.FileField(
        label=_("Table of working days (CSV or XLSX)"),
        help_text=_(
            "Columns: date, is_workday, holiday_name. List every day of the year, or only holidays and make-up days."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.xlsx"}),
    )


def _clock(label: Any, *, required: bool = True) -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    return forms.TimeField(label=label, required=required, widget=widget)


class SeasonForm(forms.Form):
    """One season: from which day of the year, and up to two spans of a day."""

    name_zh = forms.CharField(label=_("Name"), max_length=40, required=False)
    month = forms.IntegerField(label=_("From month"), min_value=1, max_value=12)
    day = forms.IntegerField(label=_("From day"), min_value=1, max_value=31)
    morning_begins = _clock(_("Morning begins"))
    morning_ends = _clock(_("Morning ends"))
    afternoon_begins = _clock(_("Afternoon begins"), required=False)
    afternoon_ends = _clock(_("Afternoon ends"), required=False)

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if not self.errors:
            try:
                values["season"] = self._season(values)
            except ValueError:
                raise forms.ValidationError(
                    _("This is no day of every year, or its hours are not in order: each must end after it begins.")
                ) from None
        return values

    @staticmethod
    def _season(values: dict[str, Any]) -> Season:
        spans: list[Span] = [(values["morning_begins"], values["morning_ends"])]
        begins, ends = values.get("afternoon_begins"), values.get("afternoon_ends")
        if begins or ends:
            spans.append((begins or time.min, ends or time.min))
        return Season(values["month"], values["day"], tuple(spans), values.get("name_zh", ""))


SeasonForms = forms.formset_factory(SeasonForm, extra=1, max_num=MOST_SEASONS, validate_max=True, can_delete=True)


def initial_of(seasons: tuple[Season, ...]) -> list[dict[str, Any]]:
    """The seasons in force as the form's first values; a third span of a day is not shown here."""
    rows = []
    for season in seasons:
        names = ("morning_begins", "morning_ends", "afternoon_begins", "afternoon_ends")
        edges = [edge for span in season.spans for edge in span]
        clocks = dict(zip(names, edges, strict=False))
        rows.append({"name_zh": season.name_zh, "month": season.month, "day": season.day, **clocks})
    return rows


def seasons_of(forms_filled: Any) -> list[Season]:
    """The seasons of the filled forms that are not to be removed."""
    return [
        values["season"] for values in forms_filled.cleaned_data if values.get("season") and not values.get("DELETE")
    ]
