"""Points, teams and shifts of a scheme: each form makes a new one or changes one that stands."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from chuangcheng.desk.patrols.forms import PointForm, ShiftForm, TeamForm
from chuangcheng.desk.refusals import attempt
from chuangcheng.kit.refused import NotFound
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.patrols import queries
from chuangcheng.patrols.actions import define_point, define_shift, define_team
from chuangcheng.patrols.queries import Scheme


def _standing(rows: Any, part: int | None) -> Any:
    """The part that is changed, or None for a new one."""
    if part is None:
        return None
    found = rows.filter(pk=part).first()
    if found is None:
        raise NotFound("part of a patrol scheme")
    return found


def _edited(
    request: StaffRequest, scheme: Scheme, form: forms.Form, heading: str, deed: Callable[[], object]
) -> HttpResponse:
    if request.method == "POST" and form.is_valid() and attempt(form, deed) is not None:
        return redirect("desk:patrol_scheme", scheme.pk)
    return render(request, "desk/patrols/form.html", {"form": form, "scheme": scheme, "heading": heading})


def _initial(form: type[forms.Form], thing: Any) -> dict[str, Any]:
    return {name: getattr(thing, name) for name in form.base_fields if hasattr(thing, name)} if thing else {}


def point(request: StaffRequest, pk: int, part: int | None = None) -> HttpResponse:
    """A patrol point; its QR sign is made with it."""
    scheme = queries.get_scheme_for(request.actor, pk)
    standing = _standing(queries.points(scheme), part)
    form = PointForm(request.POST or None, initial=_initial(PointForm, standing))
    heading = _("Change the patrol point") if standing else _("New patrol point")
    return _edited(
        request,
        scheme,
        form,
        heading,
        lambda: define_point(
            by=request.actor,
            at=request.at,
            scheme=scheme,
            point=standing,
            name_en=standing.name_en if standing else "",
            **form.cleaned_data,
        ),
    )


def team(request: StaffRequest, pk: int, part: int | None = None) -> HttpResponse:
    """A patrol team of the scheme's unit."""
    scheme = queries.get_scheme_for(request.actor, pk)
    standing = _standing(queries.teams(scheme), part)
    initial = _initial(TeamForm, standing)
    if standing is not None:
        initial["posts"] = [post.pk for post in standing.posts.all()]
    form = TeamForm(request.POST or None, initial=initial, scheme=scheme)
    heading = _("Change the team") if standing else _("New team")
    return _edited(
        request,
        scheme,
        form,
        heading,
        lambda: define_team(
            by=request.actor,
            at=request.at,
            scheme=scheme,
            team=standing,
            unit=scheme.unit,
            name_en=standing.name_en if standing else "",
            **form.cleaned_data,
        ),
    )


def shift(request: StaffRequest, pk: int, part: int | None = None) -> HttpResponse:
    """A shift that rosters are made from."""
    scheme = queries.get_scheme_for(request.actor, pk)
    standing = _standing(queries.shifts(scheme), part)
    initial = _initial(ShiftForm, standing)
    if standing is not None:
        initial |= {"teams": [one.team_id for one in standing.turns.all()]}
        initial |= {"points": [one.pk for one in standing.points.all()]}
    form = ShiftForm(request.POST or None, initial=initial, scheme=scheme)
    heading = _("Change the shift") if standing else _("New shift")
    return _edited(
        request,
        scheme,
        form,
        heading,
        lambda: define_shift(
            by=request.actor,
            at=request.at,
            scheme=scheme,
            shift=standing,
            name_en=standing.name_en if standing else "",
            **form.cleaned_data,
        ),
    )
