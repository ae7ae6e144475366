"""Forms that set up and change areas, site types, segments, facility kinds, facilities and sites."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from chuangcheng.desk.places import forms
from chuangcheng.desk.refusals import attempt
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.places import actions, queries
from chuangcheng.places.queries import FacilityKind, place_of

Form = forms.NounForm


def _edit(request: StaffRequest, form: Form, name: str, done: str, *, heading: str, rows: Any) -> HttpResponse:
    """Show the form, or do what it says. A new thing may not take a code that is in use."""
    thing = form.thing
    if request.method == "POST" and form.is_valid():
        values = form.values()
        if thing is None and rows.filter(code=values["code"]).exists():
            form.add_error("code", _("This code is in use already."))
        else:
            action = getattr(actions, f"define_{name}")
            saved = attempt(form, lambda: action(by=request.actor, at=request.at, **values))
            if saved is not None:
                messages.success(request, _("Saved."))
                return redirect(done, saved.pk) if done == f"desk:{name}" else redirect(done)
    back = reverse(done, args=[thing.pk]) if thing is not None and done == f"desk:{name}" else _list_of(name)
    return render(request, "desk/places/form.html", {"form": form, "heading": heading, "thing": thing, "back": back})


def _list_of(name: str) -> str:
    lists = {"facility": "desk:facilities"}
    return reverse(lists.get(name, f"desk:{name}s"))


def _start(request: StaffRequest) -> dict[str, Any]:
    """Values that a link brings: the area above, the facility of a new site."""
    start: dict[str, Any] = {}
    for name, find in (("parent", queries.get_area_for), ("facility", queries.get_facility_for)):
        pk = request.GET.get(name, "")
        if pk.isdecimal() and len(pk) < 19:
            start[name] = place_of(find(request.actor, int(pk)))
    return start


def area_form(request: StaffRequest, pk: int | None = None) -> HttpResponse:
    """Set up or change an area."""
    thing = queries.get_area_for(request.actor, pk) if pk else None
    form = forms.AreaForm(request.POST or None, actor=request.actor, thing=thing, initial=_start(request))
    heading = _("Change the area") if thing else _("New area")
    return _edit(request, form, "area", "desk:area", heading=heading, rows=queries.Area.objects)


def site_type_form(request: StaffRequest, pk: int | None = None) -> HttpResponse:
    """Set up or change a site type."""
    thing = _found(queries.site_types(), pk)
    form = forms.SiteTypeForm(request.POST or None, actor=request.actor, thing=thing)
    heading = _("Change the site type") if thing else _("New site type")
    return _edit(request, form, "site_type", "desk:site_types", heading=heading, rows=queries.site_types())


def facility_kind_form(request: StaffRequest, pk: int | None = None) -> HttpResponse:
    """Set up or change a facility kind with its attributes."""
    thing = _found(queries.facility_kinds(), pk)
    form = forms.FacilityKindForm(request.POST or None, actor=request.actor, thing=thing)
    heading = _("Change the facility kind") if thing else _("New facility kind")
    return _edit(request, form, "facility_kind", "desk:facility_kinds", heading=heading, rows=queries.facility_kinds())


def _found(rows: Any, pk: int | None) -> Any:
    if pk is None:
        return None
    thing = rows.filter(pk=pk).first()
    if thing is None:
        raise NotFound("kind")
    return thing


def segment_form(request: StaffRequest, pk: int | None = None) -> HttpResponse:
    """Set up or change a street segment."""
    thing = queries.get_segment_for(request.actor, pk) if pk else None
    form = forms.SegmentForm(request.POST or None, actor=request.actor, thing=thing)
    heading = _("Change the street segment") if thing else _("New street segment")
    return _edit(request, form, "segment", "desk:segment", heading=heading, rows=queries.Segment.objects)


def site_form(request: StaffRequest, pk: int | None = None) -> HttpResponse:
    """Set up or change a site."""
    thing = queries.get_site_for(request.actor, pk) if pk else None
    form = forms.SiteForm(request.POST or None, actor=request.actor, thing=thing, initial=_start(request))
    heading = _("Change the site") if thing else _("New site")
    return _edit(request, form, "site", "desk:site", heading=heading, rows=queries.Site.objects)


def facility_form(request: StaffRequest, pk: int | None = None) -> HttpResponse:
    """Set up or change a facility. A new one is asked for its kind first, because the equipment follows from it."""
    thing = queries.get_facility_for(request.actor, pk) if pk else None
    kind: FacilityKind | None = thing.kind if thing else None
    if kind is None:
        choice = forms.KindChoiceForm(request.GET if "kind" in request.GET else None)
        if not choice.is_bound or not choice.is_valid():
            return render(request, "desk/places/choose_kind.html", {"form": choice, "back": reverse("desk:facilities")})
        kind = choice.cleaned_data["kind"]
    assert kind is not None
    form = forms.FacilityForm(request.POST or None, actor=request.actor, thing=thing, kind=kind)
    heading = _("Change the facility") if thing else _("New facility")
    return _edit(request, form, "facility", "desk:facility", heading=heading, rows=queries.Facility.objects)
