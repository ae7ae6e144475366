"""Registering a case in the office: what, where, how grave, with pictures; likely duplicates are shown first."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from chuangcheng.cases import queries
from chuangcheng.cases.actions import open_case
from chuangcheng.cases.queries import Source
from chuangcheng.desk.cases.evidence import stored
from chuangcheng.desk.cases.fields import CategoryField, FilesField
from chuangcheng.desk.cases.forms import SEVERITIES
from chuangcheng.desk.places.picker import PlaceField
from chuangcheng.desk.refusals import attempt
from chuangcheng.kit.actor import Actor
from chuangcheng.kit.requests import StaffRequest

SOURCES = tuple(choice for choice in Source.choices if choice[0] not in ("inspection", "recheck", "citizen"))
"""What an office registers by hand; the others come from their own rooms."""


class OpenForm(forms.Form):
    """The description comes first: it suggests the category."""

    description = forms.CharField(
        label=gettext_lazy("What is wrong"), widget=forms.Textarea(attrs={"rows": 4}), max_length=2000
    )
    place = PlaceField(label=gettext_lazy("Where"))
    address = forms.CharField(
        label=gettext_lazy("More exactly"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("For example: east pavement, opposite number 12."),
    )
    category = CategoryField(
        required=False, empty_label=gettext_lazy("Suggest one from the description"), label=gettext_lazy("Category")
    )
    severity = forms.TypedChoiceField(label=gettext_lazy("Severity"), choices=SEVERITIES, coerce=int, initial=2)
    source = forms.ChoiceField(label=gettext_lazy("Source"), choices=SOURCES, initial="unit")
    photos = FilesField(label=gettext_lazy("Photos"), required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place = self.fields["place"]
        assert isinstance(place, PlaceField)
        place.actor = actor

    def values(self) -> dict[str, Any]:
        """Arguments of `open_case`; without a category the first suggestion is taken."""
        given = dict(self.cleaned_data)
        place, address = given.pop("place"), given.pop("address")
        if address:
            place = type(place)(
                place.area, place.segment, place.site, place.facility, place.longitude, place.latitude, address
            )
        suggested = queries.suggested_categories(given["description"], 1)
        given["category"] = given["category"] or next(iter(suggested), None)
        return {**given, "place": place}


def new_case(request: StaffRequest) -> HttpResponse:
    """The form; with likely duplicates it asks once more before it registers."""
    form = OpenForm(request.POST or None, request.FILES or None, actor=request.actor)
    alike: list[queries.Likeness] = []
    if request.method == "POST" and form.is_valid():
        values = form.values()
        if "confirmed" not in request.POST:
            alike = queries.possible_duplicates(request.actor, values["place"], request.at, category=values["category"])
        if not alike and (made := _opened(request, form, values)):
            messages.success(request, _("Registered as case %s.") % made.number)
            return redirect("desk:case", made.pk)
    return render(request, "desk/cases/new.html", {"form": form, "alike": alike})


def _opened(request: StaffRequest, form: OpenForm, values: dict[str, Any]) -> queries.Case | None:
    def deed() -> queries.Case:
        photos = stored(request, values["photos"])
        return open_case(by=request.actor, at=request.at, **{**values, "photos": photos})

    return attempt(form, deed)
