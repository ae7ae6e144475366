"""Roles, what they may see and do, and who has been granted them."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET

from chuangcheng.desk.refusals import attempt
from chuangcheng.desk.units.forms import GrantFilter, RoleForm, known_words, what_it_says
from chuangcheng.desk.units.pages import tabs
from chuangcheng.kit.paging import page
from chuangcheng.kit.requests import StaffRequest
from chuangcheng.units import actions, queries
from chuangcheng.units.queries import Role


@require_GET
def roles(request: StaffRequest) -> HttpResponse:
    """Built-in roles and the city's own, with how many posts have them."""
    counts = queries.grant_counts(request.at)
    context = {
        "rows": [{"role": role, "grant_count": counts.get(role.pk, 0)} for role in queries.roles()],
        "tabs": tabs(request, "desk:roles"),
        "may_define": request.actor.may_anywhere("units.define_role"),
    }
    return render(request, "desk/units/roles.html", context)


ROOMS = {
    "calibrations": gettext_lazy("Calibrations"),
    "accounts": gettext_lazy("People and sign-in"),
    "calendars": gettext_lazy("Working calendar"),
    "cases": gettext_lazy("Cases"),
    "draws": gettext_lazy("Draws"),
    "duties": gettext_lazy("Duties"),
    "documents": gettext_lazy("Documents"),
    "evidence": gettext_lazy("Files and photos"),
    "frameworks": gettext_lazy("Framework"),
    "inspections": gettext_lazy("Rounds"),
    "journal": gettext_lazy("Journal"),
    "notices": gettext_lazy("Inbox"),
    "operations": gettext_lazy("Operations"),
    "participation": gettext_lazy("Citizens' reports"),
    "patrols": gettext_lazy("Patrols"),
    "honours": gettext_lazy("Honours"),
    "materials": gettext_lazy("Material"),
    "places": gettext_lazy("Places"),
    "plans": gettext_lazy("Plans and meetings"),
    "proceedings": gettext_lazy("Proceedings"),
    "receipts": gettext_lazy("Records from phones"),
    "recurrences": gettext_lazy("Recurring faults"),
    "scoring": gettext_lazy("Score"),
    "surveys": gettext_lazy("Questionnaires"),
    "units": gettext_lazy("Units"),
    "volunteering": gettext_lazy("Volunteering"),
    "integrity": gettext_lazy("Red and black lists"),
    "exposures": gettext_lazy("Violations in traffic"),
}


def _by_room(role: Role) -> list[dict[str, Any]]:
    known = known_words()
    rooms: dict[str, list[Any]] = {}
    for name in role.verbs:
        sentence = what_it_says(known[name].sentence) if name in known else name
        rooms.setdefault(name.split(".")[0], []).append({"name": name, "sentence": sentence})
    return [{"room": ROOMS.get(room, room), "verbs": verbs} for room, verbs in sorted(rooms.items())]


@require_GET
def role(request: StaffRequest, pk: int) -> HttpResponse:
    """What one role may see and do."""
    found = queries.get_role(pk)
    context = {
        "role": found,
        "rooms": _by_room(found),
        "grant_count": queries.grant_counts(request.at).get(found.pk, 0),
        "may_define": not found.is_builtin and request.actor.may_anywhere("units.define_role"),
    }
    return render(request, "desk/units/role.html", context)


def role_new(request: StaffRequest) -> HttpResponse:
    """Set up a role of the city's own."""
    form = RoleForm(request.POST or None, actor=request.actor)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if queries.Role.objects.filter(code=values["code"]).exists():
            form.add_error("code", _("A role with this code is there already."))
        elif made := attempt(form, lambda: actions.define_role(by=request.actor, at=request.at, **values)):
            messages.success(request, _("Saved."))
            return redirect("desk:role", made.pk)
    return render(request, "desk/units/role_form.html", {"form": form, "role": None})


def role_edit(request: StaffRequest, pk: int) -> HttpResponse:
    """Change a role of the city's own."""
    found = queries.get_role(pk)
    form = RoleForm(request.POST or None, actor=request.actor, role=found)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        if attempt(form, lambda: actions.define_role(by=request.actor, at=request.at, **values)):
            messages.success(request, _("Saved."))
            return redirect("desk:role", pk)
    return render(request, "desk/units/role_form.html", {"form": form, "role": found})


@require_GET
def grants(request: StaffRequest) -> HttpResponse:
    """Who has which role where, newest first."""
    form = GrantFilter(request.GET or None)
    rows = queries.grants()
    if form.is_valid():
        if wanted := form.cleaned_data["role"]:
            rows = rows.filter(role=wanted)
        if unit := form.cleaned_data["unit"]:
            rows = rows.filter(post__unit__path__startswith=unit.path)
    found = page(rows, ["-id"], cursor=request.GET.get("cursor", ""))
    holders = queries.holders_of([grant.post_id for grant in found.rows], request.at)
    context = {
        "form": form,
        "page": found,
        "rows": [
            {
                "grant": g,
                "holding": holders.get(g.post_id),
                "is_over": g.ends_at is not None and g.ends_at <= request.at,
            }
            for g in found.rows
        ],
        "tabs": tabs(request, "desk:grants"),
        "may_revoke": request.actor.may_anywhere("units.revoke_grant"),
    }
    return render(request, "desk/units/grants.html", context)
